package m365ls.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.feature.RealCli;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Quoting;
import m365ls.script.Shell;
import m365ls.validation.CallGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replaces constants in script lines that the command line tool accepts by variables, calls and interpolation: no error
 * may come of it, since each stands for the constant perhaps.
 */
class UnknownPartsTest {

    private static final long SEED = Long.getLong("m365ls.unknownparts.seed", 20_260_801);

    /** Variants of each accepted argument list in each language. */
    private static final int EACH = Integer.getInteger("m365ls.unknownparts.each", 2);

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    /** What stands for any text inside of double quotes, or in a word without quotes. */
    private static final List<String> SHELL_TEXTS = List.of(
            "$x", "${x}", "${x:-a}", "${x%/*}", "$1", "$(date)", "$(m365 status)", "`id -u`", "$((n + 1))", "${a[0]}");

    private static final List<String> POWERSHELL_TEXTS = List.of(
            "$x", "${x}", "$env:SITE", "$($x.Url)", "$($x[0])", "$(Get-Date)", "$($list | Select-Object -First 1)");

    /** What stands for any argument as a word of its own. */
    private static final List<String> SHELL_WORDS =
            List.of("$x", "$(cat file)", "${a[@]}", "\"${a[@]}\"", "$@", "\"$@\"");

    private static final List<String> POWERSHELL_WORDS = List.of(
            "$x",
            "$x.Url",
            "$x[0].Id",
            "$env:SITE",
            "(Get-Item a)",
            "(\"{0}-x\" -f $n)",
            "($a + 'b')",
            "(m365 status)",
            "@list",
            "$script:x",
            "([guid]::NewGuid())",
            "(Join-Path $a 'b')");

    @TempDir
    Path folder;

    @Test
    void findsNoErrorInWhatIsNotKnown() throws Exception {
        List<List<String>> accepted = accepted();
        for (Dialect dialect : List.of(new Shell(), new PowerShell())) {
            Random random = new Random(SEED);
            Path file = folder.resolve(dialect instanceof PowerShell ? "lines.ps1" : "lines.sh");
            CheckedLines lines = new CheckedLines(file);
            List<String> variants = new ArrayList<>();
            for (List<String> list : accepted) {
                for (int i = 0; i < EACH; i++) {
                    String variant = new Variant(dialect, random, variants.size()).of(list);
                    if (CheckedLines.canHold(variant)) {
                        variants.add(variant);
                        lines.add(variant);
                    }
                }
            }
            List<List<String>> errors = lines.errors();
            List<String> falseAlarms = new ArrayList<>();
            for (int i = 0; i < variants.size(); i++) {
                if (!errors.get(i).isEmpty()) {
                    falseAlarms.add(variants.get(i) + " " + errors.get(i));
                }
            }
            String summary = variants.size() + " variants of lines of " + dialect.id() + ": " + falseAlarms.size()
                    + " false alarms";
            System.getLogger("agreement").log(System.Logger.Level.INFO, summary);
            assertEquals(List.of(), falseAlarms, "seed " + SEED);
            assertTrue(variants.size() > 10_000, variants.size() + " variants");
        }
    }

    private static List<List<String>> accepted() throws Exception {
        List<List<String>> lists = new CallGenerator(CATALOG, SEED).make(20);
        List<List<String>> accepted = new ArrayList<>();
        try (RealCli cli = RealCli.startFrozen()) {
            List<RealCli.Verdict> verdicts = cli.judge(lists);
            for (int i = 0; i < lists.size(); i++) {
                if (verdicts.get(i).runs()) {
                    accepted.add(lists.get(i));
                }
            }
        }
        return accepted;
    }

    /** A way to write an argument list with one to three constants replaced. */
    private static final class Variant {
        private final Dialect dialect;
        private final Random random;
        private final String name;
        private final StringBuilder before = new StringBuilder();

        /** @param number makes the names of its variables its own */
        Variant(Dialect dialect, Random random, int number) {
            this.dialect = dialect;
            this.random = random;
            this.name = "v" + number + "n";
        }

        String of(List<String> list) {
            List<String> words = new ArrayList<>();
            list.forEach(argument -> words.add(dialect.quote(argument, Quoting.NONE)));
            List<Integer> values = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                // A word behind an option is taken not to be another one, whatever it is.
                boolean option = list.get(i).startsWith("-");
                if (!option || list.get(i).contains("=") || random.nextInt(4) == 0) {
                    if (!option || i == 0 || !list.get(i - 1).startsWith("-")) {
                        values.add(i);
                    }
                }
            }
            for (int i = values.isEmpty() ? 0 : 1 + random.nextInt(3); i > 0; i--) {
                int at = values.get(random.nextInt(values.size()));
                words.set(at, replaced(list.get(at), i));
            }
            return before + "m365 " + String.join(" ", words);
        }

        private String replaced(String value, int number) {
            boolean shell = dialect instanceof Shell;
            switch (random.nextInt(5)) {
                case 0 -> {
                    return pick(shell ? SHELL_WORDS : POWERSHELL_WORDS);
                }
                case 1 -> {
                    // A variable that is set once is known, and has the value that is accepted.
                    String quoted = shell
                            ? dialect.quote(value, Quoting.NONE)
                            : "'" + dialect.quote(value, Quoting.SINGLE) + "'";
                    before.append(shell ? "" : "$")
                            .append(name)
                            .append(number)
                            .append(shell ? "=" : " = ")
                            .append(quoted)
                            .append('\n');
                    return shell ? "\"$" + name + number + "\"" : "$" + name + number;
                }
                default -> {
                    int from = value.isEmpty() ? 0 : random.nextInt(value.length());
                    int to = value.isEmpty() ? 0 : from + random.nextInt(value.length() - from + 1);
                    if (random.nextBoolean()) {
                        from = 0;
                    }
                    if (random.nextBoolean() || (value.startsWith("@") && from == 0)) {
                        // Without its first character it would no longer be told that it names a file.
                        to = value.length();
                    }
                    // The text behind a bare variable's name would belong to it.
                    String text =
                            pick(shell ? SHELL_TEXTS : POWERSHELL_TEXTS).replaceAll("^\\$(x|1|env:SITE)$", "\\${$1}");
                    return '"'
                            + dialect.quote(value.substring(0, from), Quoting.DOUBLE)
                            + text
                            + dialect.quote(value.substring(to), Quoting.DOUBLE)
                            + '"';
                }
            }
        }

        private String pick(List<String> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
