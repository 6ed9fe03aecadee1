package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

class HoversTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    @Test
    void explainsACommand() throws Exception {
        golden(SHELL, "m365 shop it<|>em get --url x", "command-shell.md");
        golden(POWERSHELL, "m365 shop item ge<|>t --url x", "command-powershell.md");
        golden(SHELL, "m365 shop item remov<|>e", "command-that-deletes.md");
    }

    @Test
    void explainsAnOption() throws Exception {
        golden(SHELL, "m365 shop item get --ki<|>nd book", "option-with-values.md");
        golden(POWERSHELL, "m365 shop item get -<|>u x", "option-required.md");
        golden(SHELL, "m365 shop item get -i<|> x", "option-of-a-set.md");
        golden(SHELL, "m365 shop item get --ou<|>tput json", "option-global.md");
        golden(SHELL, "m365 shop item set --col<|>or x", "option-with-documented-values.md");
    }

    @Test
    void explainsAnOptionOverItsValue() {
        check("m365 shop item get --kind bo<|>ok", "**`--kind`, `-k`** of shop item get", "book");
        check("m365 shop item get --kind=bo<|>ok", "**`--kind`, `-k`** of shop item get", "book");
    }

    @Test
    void explainsFormerNames() throws Exception {
        golden(SHELL, "m365 shop goo<|>d get", "former-command.md");
        golden(SHELL, "m365 shop fa<|>x send", "removed-command.md");
        golden(SHELL, "m365 shop item get --addres<|>s x", "former-option.md");
        golden(SHELL, "m365 shop item get --confir<|>m", "removed-option.md");
    }

    @Test
    void explainsGroups() {
        check(
                "m365 sh<|>op item",
                "**shop item** is a group of commands. It is followed by `add`, `delete`, `get`, `remove`, `set`",
                "shop item");
    }

    @Test
    void explainsTheSameInBothLanguagesOnContinuedLines() {
        assertTrue(hover(SHELL, "m365 shop item get \\\n  --ki<|>nd book").isPresent());
        assertTrue(hover(POWERSHELL, "m365 shop item get `\n  --ki<|>nd book").isPresent());
    }

    @Test
    void explainsTheInnerOfTwoCalls() {
        check(
                "m365 shop item set --title \"$(m365 shop item get --ki<|>nd x)\"",
                "**`--kind`, `-k`** of shop item get",
                "--kind");
    }

    @Test
    void hasNothingToSayOfOtherWords() {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            assertEquals(Optional.empty(), hover(dialect, "m3<|>65 shop item get"));
            assertEquals(Optional.empty(), hover(dialect, "ec<|>ho shop item get"));
            assertEquals(Optional.empty(), hover(dialect, "m365 shop item get --nop<|>e x"));
            assertEquals(Optional.empty(), hover(dialect, "m365 nothing li<|>ke that"));
            assertEquals(Optional.empty(), hover(dialect, "m365 shop item get stra<|>y"));
            assertEquals(Optional.empty(), hover(dialect, "# m365 shop it<|>em get"));
        }
    }

    @Test
    void disarmsWhatTheDocumentationSays() {
        String markdown = hover(SHELL, "m365 shop it<|>em get").orElseThrow().markdown();
        assertFalse(markdown.contains("<b>"), markdown);
        assertFalse(markdown.contains("](javascript"), markdown);
        assertTrue(markdown.contains("\\![picture]"), markdown);
    }

    private static void check(String marked, String firstLine, String words) {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            Explanation explanation = hover(dialect, marked).orElseThrow();
            assertEquals(firstLine, explanation.markdown().lines().findFirst().orElse(""), dialect.id());
            assertEquals(words, explanation.span().of(marked.replace("<|>", "")), dialect.id());
        }
    }

    private static void golden(Dialect dialect, String marked, String file) throws IOException {
        Path golden =
                Path.of(System.getProperty("repository.root"), "server", "src", "test", "resources", "hovers", file);
        String markdown = hover(dialect, marked).orElseThrow().markdown() + "\n";
        if (Boolean.getBoolean("m365ls.golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, markdown);
        }
        assertEquals(Files.readString(golden).replace("\r\n", "\n"), markdown);
    }

    private static Optional<Explanation> hover(Dialect dialect, String marked) {
        int offset = marked.indexOf("<|>");
        Snapshot snapshot = new Snapshot(
                Script.parse(dialect, marked.replace("<|>", "")),
                SampleCatalog.CATALOG,
                SampleCatalog.FORMER,
                Settings.DEFAULT,
                ContextFile.NONE);
        return Hovers.at(snapshot, offset);
    }
}
