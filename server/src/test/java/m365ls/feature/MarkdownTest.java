package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void keepsCodeEmphasisAndLinksToWebPages() {
        assertEquals(
                "Use `--id` or _name_, see [here](https://example.org/a)",
                Markdown.inline("Use `--id` or _name_, see [here](https://example.org/a)"));
        assertEquals("`a\\|b`", Markdown.inline("`a|b`"));
        assertEquals("\\*not bold\\*", Markdown.inline("\\*not bold\\*"));
    }

    @Test
    void disarmsEverythingElse() {
        assertEquals("\\<script\\>x\\</script\\>", Markdown.inline("<script>x</script>"));
        assertEquals("run", Markdown.inline("[run](command:workbench.action)"));
        assertEquals("local", Markdown.inline("[local](../user/x.mdx)"));
        assertEquals("\\![p](https://example.org/p.png)", Markdown.inline("![p](https://example.org/p.png)"));
        assertEquals("a b", Markdown.inline("a\nb"));
        assertEquals("\\`open", Markdown.inline("`open"));
        assertEquals("\\[open", Markdown.inline("[open"));
    }

    @Test
    void escapesTextThatIsNoMarkdown() {
        assertEquals("\\*a\\* \\<b\\> \\[c\\](d)".replace("(d)", "\\(d\\)"), Markdown.plain("*a* <b> [c](d)"));
    }

    @Test
    void fencesCodeByMoreBackticksThanItHas() {
        assertEquals("`` a`b ``".replace(" ", ""), Markdown.code("a`b"));
        assertEquals("`` `a ``", Markdown.code("`a"));
        assertEquals("````sh\n```\n````", Markdown.block("sh", "```"));
        assertEquals("", Markdown.code(""));
    }

    @Test
    void knowsWebPages() {
        assertTrue(Markdown.isWebPage("https://example.org/x"));
        assertFalse(Markdown.isWebPage("javascript:alert(1)"));
        assertFalse(Markdown.isWebPage("https:"));
        assertFalse(Markdown.isWebPage("file:///x"));
        assertFalse(Markdown.isWebPage("https://exa mple.org"));
    }
}
