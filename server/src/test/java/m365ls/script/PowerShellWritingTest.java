package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Lists of arguments, written in every form that PowerShell has for them and in every place a call may stand, are read
 * back. {@code -Dwriting.count=N} and {@code -Dwriting.seed=N} run others.
 */
class PowerShellWritingTest {

    private static final int COUNT = Integer.getInteger("writing.count", 30_000);
    private static final long SEED = Long.getLong("writing.seed", 365);
    private static final PowerShell POWER_SHELL = new PowerShell();

    private static final List<String> VALUES = List.of(
            "spo",
            "site",
            "get",
            "--url",
            "-o",
            "json",
            "--title",
            "https://contoso.sharepoint.com/sites/a?x=1",
            "a b",
            "don't",
            "say \"hi\"",
            "$x",
            "`",
            "a`nb",
            "",
            "a\nb",
            "a\r\nb",
            "{\"a\":[1,2]}",
            "a,b",
            "a;b|c&d",
            "(x)",
            "[?Title=='x']",
            "*",
            "~",
            "~/x",
            "#a",
            "@a",
            "%A%",
            "1kb",
            "007",
            "-5",
            "--",
            "-",
            "-a.b",
            "\u2019",
            "\u201cq\u201d",
            "\u2013x",
            "\u00e4\u00f6",
            "\uD83D\uDE00",
            "a\\b\\",
            "C:\\x y\\",
            "\"",
            "''",
            "\"@\n'@",
            "a>b",
            "<a",
            "\t",
            "$($x)",
            "${x}",
            "user@contoso.com",
            "a=b",
            "--x=y z",
            "\u00a0",
            "a\u2028b",
            "\0",
            "\u001b",
            "x:y",
            "!",
            "\r");

    /** A script, and what its call receives; empty where the script does not tell. */
    private record Written(String script, List<Optional<String>> arguments) {}

    @Test
    void readsBackWhatIsWrittenInAnyForm() {
        for (int i = 0; i < COUNT; i++) {
            long seed = SEED * 1_000_003 + i;
            Written written = new Writer(new Random(seed)).write();
            String told = "seed " + seed + ", script:\n" + written.script();
            List<Invocation> found = Script.parse(POWER_SHELL, written.script()).invocations();
            assertEquals(1, found.size(), told);
            List<Optional<String>> received = found.get(0).arguments().stream()
                    .map(argument -> argument.value().text())
                    .toList();
            assertEquals(written.arguments(), received, told);
        }
    }

    @Test
    void quotesSoThatTheValueIsReadBack() {
        for (int i = 0; i < COUNT; i++) {
            long seed = SEED * 999_983 + i;
            String value = Writer.anyValue(new Random(seed));
            for (Quoting quoting : List.of(Quoting.NONE, Quoting.SINGLE, Quoting.DOUBLE, Quoting.HERE_DOUBLE)) {
                String quoted = POWER_SHELL.quote(value, quoting);
                String word = switch (quoting) {
                    case SINGLE -> "'" + quoted + "'";
                    case DOUBLE -> "\"" + quoted + "\"";
                    case HERE_DOUBLE -> "@\"\n" + quoted + "\n\"@";
                    default -> quoted;
                };
                List<Invocation> found =
                        Script.parse(POWER_SHELL, "m365 x " + word + " y").invocations();
                String told = "seed " + seed + ", " + quoting + ": " + word;
                assertEquals(1, found.size(), told);
                List<Argument> arguments = found.get(0).arguments();
                assertEquals(3, arguments.size(), told);
                assertEquals(Optional.of(value), arguments.get(1).value().text(), told);
            }
        }
    }

    @Test
    void quotesOnlyWhereItMust() {
        assertEquals("--url", POWER_SHELL.quote("--url", Quoting.NONE));
        assertEquals("https://a.b/c-d_e", POWER_SHELL.quote("https://a.b/c-d_e", Quoting.NONE));
        assertEquals("'a,b'", POWER_SHELL.quote("a,b", Quoting.NONE));
        assertEquals("'-a.b'", POWER_SHELL.quote("-a.b", Quoting.NONE));
        assertEquals("'it''s'", POWER_SHELL.quote("it's", Quoting.NONE));
        assertEquals("''", POWER_SHELL.quote("", Quoting.NONE));
        assertEquals("`$a `\"b`\" ``", POWER_SHELL.quote("$a \"b\" `", Quoting.DOUBLE));
    }

    /** Writes one list of arguments in one of the many ways. */
    private static final class Writer {

        private final Random random;
        private final StringBuilder before = new StringBuilder();
        private int variables;

        Writer(Random random) {
            this.random = random;
        }

        static String anyValue(Random random) {
            if (random.nextInt(4) > 0) {
                return VALUES.get(random.nextInt(VALUES.size()));
            }
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                value.append(VALUES.get(random.nextInt(VALUES.size())));
            }
            return value.toString();
        }

        Written write() {
            List<Optional<String>> arguments = new ArrayList<>();
            StringBuilder command = new StringBuilder(program());
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                command.append(gap());
                switch (random.nextInt(12)) {
                    case 0 -> {
                        arguments.add(Optional.empty());
                        command.append(unknown());
                    }
                    case 1 -> spread(command, arguments);
                    case 2 -> {
                        command.append("$null");
                    }
                    case 3 -> redirect(command);
                    default -> {
                        String value = anyValue(random);
                        arguments.add(Optional.of(value));
                        command.append(word(value));
                    }
                }
            }
            return new Written(before + around(command.toString()), arguments);
        }

        private String pick(String... some) {
            return some[random.nextInt(some.length)];
        }

        private String program() {
            return pick(
                    "m365",
                    "m365",
                    "m365",
                    "M365",
                    "microsoft365",
                    "& m365",
                    "& 'm365.cmd'",
                    ". m365",
                    "./m365",
                    "& \"$env:APPDATA\\npm\\m365.ps1\"",
                    "npx m365",
                    "npx -y @pnp/cli-microsoft365",
                    "m`365");
        }

        private String gap() {
            return pick(" ", " ", "  ", "\t", " `\n  ", " `\r\n", " <# note #> ", "\u00a0");
        }

        private String unknown() {
            return pick(
                    "$x",
                    "$x.y",
                    "$x[0].z",
                    "$env:A",
                    "(Get-It 'a')",
                    "$(Get-It)",
                    "\"a $x\"",
                    "\"$(Get-It \"b\")\"",
                    "--u=$x",
                    "'a'.Length",
                    "$x.Foo('a', 2)",
                    "@\"\na $x\n\"@",
                    "a,b",
                    "$_",
                    "${a b}",
                    "{ a }",
                    "@x",
                    "@(1, 2)",
                    "a*",
                    "~/a",
                    "$x/y",
                    "-p:$x");
        }

        private void redirect(StringBuilder command) {
            command.append(pick("2>&1", "> out.txt", ">> 'a b'", "*> $null", "3> $x.y"));
        }

        private void spread(StringBuilder command, List<Optional<String>> arguments) {
            List<String> items = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i >= 0; i--) {
                items.add(literal(unpatterned(), arguments));
            }
            String name = "list" + variables++;
            before.append("$" + name + pick(" = ", "=", " =\n "));
            if (random.nextBoolean()) {
                before.append(String.join(pick(", ", ",", " ,\n "), items));
            } else {
                before.append(
                        "@(" + pick("", "\n") + String.join(pick(", ", "\n", "; "), items) + pick("", "\n") + ")");
            }
            before.append(pick("\n", "; ", " # list\n"));
            command.append(pick("@", "$") + name);
        }

        /** A value that is no pattern of file names, where it is not written as a string. */
        private String unpatterned() {
            String value = anyValue(random);
            boolean pattern = value.chars().anyMatch(c -> "*?[]".indexOf(c) >= 0) || value.startsWith("~");
            return pattern ? "plain" : value;
        }

        private String literal(String value, List<Optional<String>> arguments) {
            arguments.add(Optional.of(value));
            return string(value);
        }

        private String word(String value) {
            return switch (random.nextInt(8)) {
                case 0 -> POWER_SHELL.quote(value, Quoting.NONE);
                case 1 -> mixed(value);
                case 2 -> constant(value);
                case 3 -> "\"" + interpolated(value) + "\"";
                default -> string(value);
            };
        }

        /** A variable that is assigned once, before. */
        private String constant(String value) {
            String name = pick("c", "Name_", "\u00e4") + variables++;
            boolean pattern = value.chars().anyMatch(c -> "*?[]".indexOf(c) >= 0) || value.startsWith("~");
            before.append(pick("", "[string]", "[string] ") + pick("$" + name, "${" + name + "}", "$script:" + name))
                    .append(pick(" = ", "=", " = \n"))
                    .append(string(value))
                    .append(pick("\n", ";", "\r\n", " # x\n", " <# x #>\n"));
            String use = pick("$" + name, "${" + name + "}", "$" + name.toUpperCase(java.util.Locale.ROOT));
            return pattern ? "\"" + use + "\"" : use;
        }

        private String interpolated(String value) {
            int cut = random.nextInt(value.length() + 1);
            String name = "part" + variables++;
            before.append("$" + name + " = " + string(value.substring(cut)) + "\n");
            return POWER_SHELL.quote(value.substring(0, cut), Quoting.DOUBLE) + "${" + name + "}";
        }

        /** A whole string in quotes. */
        private String string(String value) {
            return switch (random.nextInt(5)) {
                case 0 ->
                    pick("'", "\u2018", "\u2019", "\u201a", "\u201b")
                            + POWER_SHELL.quote(value, Quoting.SINGLE)
                            + pick("'", "\u2018", "\u2019");
                case 1 -> pick("\"", "\u201c", "\u201d", "\u201e") + inDouble(value) + pick("\"", "\u201d");
                case 2 -> hereSingle(value);
                case 3 ->
                    "@\"" + pick("\n", " \r\n", value.startsWith("\n") ? "\n" : "\r")
                            + POWER_SHELL.quote(value, Quoting.HERE_DOUBLE) + pick("\n", "\r\n") + "\"@";
                default -> "'" + value.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
            };
        }

        private String hereSingle(String value) {
            // Nothing can be escaped there.
            boolean closes = value.endsWith("\r")
                    || ("\n" + value)
                            .replaceAll("[\u2018\u2019\u201a\u201b]", "'")
                            .replace('\r', '\n')
                            .contains("\n'@");
            return closes ? "'" + POWER_SHELL.quote(value, Quoting.SINGLE) + "'" : "@'\n" + value + "\n'@";
        }

        /** Between double quotes, with escapes of any kind. */
        private String inDouble(String value) {
            StringBuilder written = new StringBuilder();
            int i = 0;
            while (i < value.length()) {
                int c = value.codePointAt(i);
                i += Character.charCount(c);
                String plain = Character.toString(c);
                if (c == '"') {
                    written.append(pick("\"\"", "`\"", "`u{22}"));
                } else if (PowerShellCharacters.isDoubleQuote(plain.charAt(0))) {
                    written.append(pick("`", plain) + plain);
                } else if (c == '$' || c == '`') {
                    written.append("`" + plain);
                } else if (c == '\n') {
                    written.append(pick("`n", "\n", "`u{a}"));
                } else if (c == '\t') {
                    written.append(pick("`t", "\t"));
                } else if (c == 0) {
                    written.append("`0");
                } else if (random.nextInt(6) == 0) {
                    written.append(String.format("`u{%x}", c));
                } else if ("0abefnrtuv".indexOf(c) < 0 && random.nextInt(8) == 0 && c != '\r') {
                    written.append("`" + plain);
                } else {
                    written.append(plain);
                }
            }
            return written.toString();
        }

        /** A bare word with quotes or escapes in it. */
        private String mixed(String value) {
            boolean pattern = value.chars().anyMatch(c -> "*?[]".indexOf(c) >= 0) || value.startsWith("~");
            // A string of several lines with text right behind it is taken for one whose end was forgotten.
            boolean lines = value.chars().anyMatch(c -> c == '\n' || c == '\r');
            if (pattern || lines || value.isEmpty() || !Character.isLetter(value.charAt(0)) || value.equals("--%")) {
                return string(value);
            }
            StringBuilder written = new StringBuilder(value.substring(0, 1));
            int i = 1;
            while (i < value.length()) {
                int to = Math.min(value.length(), i + 1 + random.nextInt(4));
                if (Character.isHighSurrogate(value.charAt(to - 1)) && to < value.length()) {
                    to++;
                }
                String part = value.substring(i, to);
                boolean plain = part.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
                // Two strings in the same quotes side by side would be one with a quotation mark in it.
                char last = written.charAt(written.length() - 1);
                boolean single = last == '"' || (last != '\'' && random.nextBoolean());
                written.append(
                        plain
                                ? part
                                : single
                                        ? "'" + POWER_SHELL.quote(part, Quoting.SINGLE) + "'"
                                        : "\"" + inDouble(part) + "\"");
                i = to;
            }
            return written.toString();
        }

        /** Puts a command where commands may stand. */
        private String around(String command) {
            String inner = command;
            for (int i = random.nextInt(3); i > 0; i--) {
                inner = switch (random.nextInt(24)) {
                    case 0 -> "$r = " + inner;
                    case 1 -> "(" + inner + ")";
                    case 2 -> "Write-Host $(" + inner + ") done";
                    case 3 -> "if (" + inner + ") { }";
                    case 4 -> "if ($a -eq 'b') {\n" + inner + "\n} else { Stop-It }";
                    case 5 -> "foreach ($i in " + inner + ") { $i }";
                    case 6 -> "foreach ($i in 1..3) { " + inner + " }";
                    case 7 -> "function Get-It { param($p)\n" + inner + "\n}";
                    case 8 -> "try { " + inner + " } catch { throw }";
                    case 9 -> "$h = @{ a = " + (inner.equals(command) ? inner : "$(" + inner + "\n)") + "; b = 2 }";
                    case 10 -> inner + pick(" | ConvertFrom-Json", "\n| Out-Null", " |\n Out-Null");
                    case 11 -> (inner.equals(command) ? "Get-It | " : "Get-It; ") + inner;
                    case 12 -> "Start-Job { " + inner + " }";
                    case 13 -> "$r = (" + inner + " | ConvertFrom-Json).Id";
                    case 14 -> "@(" + inner + ").Count";
                    case 15 -> "switch ($a) { 'b' { " + inner + " } default { } }";
                    case 16 -> "return " + inner;
                    case 17 -> "Get-It; " + inner + " # end";
                    case 18 -> "Test-It && " + inner;
                    case 19 -> "@\"\na $(" + inner + ")\n\"@";
                    case 20 -> "$x.Foo((" + inner + "), 'b')";
                    case 21 -> "# note\n" + inner + "\n'text' | Out-Null";
                    case 22 -> "while (-not (" + inner + ")) { }";
                    default -> "do { " + inner + " } until ($a)";
                };
            }
            return inner;
        }
    }

    @Test
    void tellsWhichQuotesMustBeEscapedForWindowsPowerShell() {
        assertEquals(List.of(), WindowsPowerShell.losses("a b\\"));
        assertEquals(List.of(), WindowsPowerShell.losses("\"\""));
        assertEquals(List.of(), WindowsPowerShell.losses("{\\\"a\\\":1}"));
        assertEquals(
                List.of(new WindowsPowerShell.Loss(0, "\\"), new WindowsPowerShell.Loss(4, "\\\\\\")),
                WindowsPowerShell.losses("\"a\\\\\"b"));
        long seed = Long.getLong("m365ls.quotes.seed", 51);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder argument = new StringBuilder("x");
            StringBuilder escaped = new StringBuilder("x");
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                String piece = List.of("\"", "\\\\\"", "a", " ", "\t", "\\", "\u00a0", "{")
                        .get(random.nextInt(8));
                boolean escapes = piece.endsWith("\"") && argument.charAt(argument.length() - 1) == '\\';
                argument.append(escapes ? "" : piece);
            }
            escaped.setLength(0);
            int from = 0;
            for (WindowsPowerShell.Loss loss : WindowsPowerShell.losses(argument.toString())) {
                escaped.append(argument, from, loss.offset()).append(loss.missing());
                from = loss.offset();
            }
            escaped.append(argument.substring(from));
            assertEquals(List.of(argument.toString()), WindowsPowerShell.received(escaped.toString()), "seed " + seed);
        }
    }

    @Test
    void tellsWhatWindowsPowerShellPasses() {
        assertEquals(List.of("{a:1}"), WindowsPowerShell.received("{\"a\":1}"));
        assertEquals(List.of("a b", "c"), WindowsPowerShell.received("a \"b c\""));
        assertEquals(List.of("a b"), WindowsPowerShell.received("a b"));
        assertEquals(List.of("a b\\"), WindowsPowerShell.received("a b\\"));
        assertEquals(List.of(), WindowsPowerShell.received(""));
        assertEquals(List.of("a\"b"), WindowsPowerShell.received("a\\\"b"));
        assertEquals(List.of(""), WindowsPowerShell.received("\"\""));
        assertTrue(WindowsPowerShell.requiredBy(Script.parse(POWER_SHELL, "#Requires -Version 5.1\n")));
        assertTrue(WindowsPowerShell.requiredBy(Script.parse(POWER_SHELL, "# x\n#requires -PSEdition Desktop\n")));
        assertFalse(WindowsPowerShell.requiredBy(Script.parse(POWER_SHELL, "#requires -version 7.2\n")));
        assertFalse(WindowsPowerShell.requiredBy(
                Script.parse(POWER_SHELL, "# requires -version 5\n#requires -PSEdition Core")));
    }
}
