package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellQuoteTest {

    private static final long SEED = Long.getLong("shell.seed", 1);
    private static final String UNITS = "abc ABC019 \t\n\r\"'\\$`&|;<>()*?[]{}~#!^=%,.:/@+-_ä€\uD83D\uDE00\u0001\u007F";

    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @Test
    void writesWhatNeedsNoQuotesWithoutThem() {
        for (String bare : List.of(
                "https://contoso.sharepoint.com/sites/a",
                "--url=x",
                "a=b",
                "@me",
                "50%",
                "a,b",
                "x#y",
                "a~b",
                "ä",
                "me@x.com",
                "C",
                "-",
                "a!",
                "1.5",
                "a:b")) {
            assertEquals(bare, shell.quote(bare, Quoting.NONE));
        }
    }

    @Test
    void writesTheSimplestQuotes() {
        Map.of(
                        "", "''",
                        "a b", "'a b'",
                        "it's", "\"it's\"",
                        "it's $5", "\"it's \\$5\"",
                        "say \"hi\"", "'say \"hi\"'",
                        "[0].id", "'[0].id'",
                        "#x", "'#x'",
                        "~/x", "'~/x'",
                        "a\rb", "$'a\\rb'")
                .forEach((value, written) -> assertEquals(written, shell.quote(value, Quoting.NONE)));
        assertEquals("a'\\''b", shell.quote("a'b", Quoting.SINGLE));
        assertEquals("a\\\"\\$\\`\\\\'!", shell.quote("a\"$`\\'!", Quoting.DOUBLE));
        assertEquals("a\\'\\n\\\\", shell.quote("a'\n\\", Quoting.ANSI_C));
    }

    @Test
    void writesWhatBashReadsBack() throws Exception {
        Random random = new Random(SEED);
        List<String> values = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                int at = random.nextInt(UNITS.codePointCount(0, UNITS.length()));
                value.appendCodePoint(UNITS.codePointAt(UNITS.offsetByCodePoints(0, at)));
            }
            String text = value.toString();
            for (Quoting quoting : List.of(Quoting.NONE, Quoting.SINGLE, Quoting.DOUBLE, Quoting.ANSI_C)) {
                String written = shell.quote(text, quoting);
                values.add(text);
                script.append("m365 ")
                        .append(
                                switch (quoting) {
                                    case SINGLE -> "'" + written + "'";
                                    case DOUBLE -> "\"" + written + "\"";
                                    case ANSI_C -> "$'" + written + "'";
                                    default -> written;
                                })
                        .append('\n');
            }
        }
        List<String> scanned = shell.scan(script.toString()).invocations().stream()
                .map(invocation -> invocation.arguments().get(0).value().text().orElse("unknown"))
                .toList();
        assertEquals(values, scanned, () -> "seed " + SEED);
        List<String> received = Bash.run(folder, List.of(script.toString(), ""), "").get(0).calls().stream()
                .map(call -> call.get(0))
                .toList();
        assertEquals(values, received, () -> "seed " + SEED);
    }
}
