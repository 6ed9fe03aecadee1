package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void takesTheMarksAway() {
        assertEquals(
                "spo site get\n\nGets a site (https://example.org/a), or --url <url>.\n\nm365 spo site get",
                PlainText.of("""
                        ## spo site get

                        Gets a **site** (https://example.org/a), or `--url` \\<url\\>.

                        ```sh
                        m365 spo site get
                        ```
                        """));
        assertEquals("the docs (https://example.org)", PlainText.of("[the docs](https://example.org)"));
        assertEquals(
                "Option: Meaning\n--url, -u: The site",
                PlainText.of("| Option | Meaning |\n|---|---|\n| `--url`, `-u` | The site |"));
        assertEquals("a * b_c", PlainText.of("a * b\\_c"));
    }
}
