package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

class CallWriterTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    @Test
    void quotesTheArgumentsOfALineForItsLanguage() {
        List<String> arguments = List.of("shop", "item", "get", "--name", "it's $5", "--url", "https://x.org/a");
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            String line = CallWriter.line(dialect, arguments);
            assertEquals(
                    arguments,
                    Script.parse(dialect, line).invocations().get(0).arguments().stream()
                            .map(argument -> argument.value().text().orElse("?"))
                            .toList(),
                    line);
        }
        assertEquals("m365 shop item get", CallWriter.line(SHELL, List.of("shop", "item", "get")));
    }

    @Test
    void addsAnOptionBehindTheLastWord() {
        check("m365 shop<|> item get --id 1", "[].name", "m365 shop item get --id 1 --name '[].name'");
        check("m365 shop<|> item get --id 1 | sort", "name", "m365 shop item get --id 1 --name name | sort");
        check("m365 shop<|> item get --id 1 > out.txt", "name", "m365 shop item get --id 1 --name name > out.txt");
        check("<|>m365 shop item get; m365 shop item get", "a", "m365 shop item get --name a; m365 shop item get");
    }

    @Test
    void replacesTheValueThatIsThere() {
        check("m365 shop item get --name '[0]' --id<|> 1", "[1]", "m365 shop item get --name '[1]' --id 1");
        check("m365 shop item get --name --id<|> 1", "[1]", "m365 shop item get --name '[1]' --id 1");
        check(SHELL, "m365 shop item get --name='[0]' --id<|> 1", "[1]", "m365 shop item get --name='[1]' --id 1");
    }

    @Test
    void leavesWhatCannotBeWrittenAlone() {
        check("m365 no such<|> thing", "a", "-");
        check("echo <|>x", "a", "-");
        check("m365 shop item get --name a --name b --id<|> 1", "c", "-");
    }

    @Test
    void escapesQuotesWhereWindowsPowerShellDropsThem() {
        assertEquals(
                "m365 shop item get --name '[?a==\\\"b\\\"]'",
                after(new Settings(Map.of(), true), POWERSHELL, "m365 shop<|> item get", "[?a==\"b\"]"));
        assertEquals(
                "m365 shop item get --name '[?a==\"b\"]'",
                after(Settings.DEFAULT, POWERSHELL, "m365 shop<|> item get", "[?a==\"b\"]"));
    }

    private static void check(String marked, String value, String expected) {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            check(dialect, marked, value, expected);
        }
    }

    private static void check(Dialect dialect, String marked, String value, String expected) {
        assertEquals(expected, after(Settings.DEFAULT, dialect, marked, value), dialect.id());
    }

    /** The text with the option; a dash if it cannot be written. */
    private static String after(Settings settings, Dialect dialect, String marked, String value) {
        int offset = marked.indexOf("<|>");
        String text = marked.replace("<|>", "");
        Snapshot snapshot = new Snapshot(
                Script.parse(dialect, text), SampleCatalog.CATALOG, SampleCatalog.FORMER, settings, ContextFile.NONE);
        Optional<Edit> edit = CallWriter.withOption(snapshot, offset, "name", value);
        return edit.map(change -> text.substring(0, change.span().start())
                        + change.newText()
                        + text.substring(change.span().end()))
                .orElse("-");
    }
}
