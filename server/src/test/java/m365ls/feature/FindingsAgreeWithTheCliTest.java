package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import org.junit.jupiter.api.Test;

/** Holds the errors against the real command line tool, over command lines of all commands. */
class FindingsAgreeWithTheCliTest {

    private static final long SEED = Long.getLong("m365ls.lines.seed", 20_260_101);

    /** Changed lines for each of the 878 commands; more of them in longer runs. */
    private static final int EACH = Integer.getInteger("m365ls.lines.each", 6);

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    @Test
    void reportsNoErrorWhereTheToolRunsTheCommand() throws Exception {
        List<List<String>> lines = new CommandLines(CATALOG, SEED).make(EACH);
        Tally tally = new Tally();
        try (RealCli cli = RealCli.start()) {
            List<RealCli.Verdict> verdicts = cli.judge(lines);
            for (int i = 0; i < lines.size(); i++) {
                tally.compare(lines.get(i), verdicts.get(i));
            }
        }
        System.getLogger("agreement").log(System.Logger.Level.INFO, tally.summary());
        assertEquals(List.of(), tally.falseAlarms, "seed " + SEED);
        assertEquals(List.of(), tally.wrongMessages, "seed " + SEED);
        assertTrue(tally.runs > lines.size() / 5, "too few lines that run: " + tally.summary());
        assertTrue(tally.found > tally.refused * 3 / 4, "too few mistakes found: " + tally.summary());
    }

    private static final class Tally {
        private final List<String> falseAlarms = new ArrayList<>();
        private final List<String> wrongMessages = new ArrayList<>();
        private int runs;
        private int refused;
        private int found;

        void compare(List<String> line, RealCli.Verdict verdict) {
            Snapshot snapshot = Given.snapshot(CATALOG, Given.noFormerNames(), line);
            List<Finding> errors = Findings.of(snapshot).stream()
                    .filter(f -> f.severity() == Severity.ERROR)
                    .toList();
            if (verdict.runs()) {
                runs++;
                if (!errors.isEmpty()) {
                    falseAlarms.add(line + " " + errors);
                }
            } else if (!line.contains("-h") && !line.contains("--help")) {
                refused++;
                found += errors.isEmpty() ? 0 : 1;
                for (Finding error : errors) {
                    if (!verdict.message().startsWith(error.cliMessage())) {
                        wrongMessages.add(line + " " + error + " but " + verdict);
                    }
                }
            }
        }

        String summary() {
            return runs + " lines run, " + refused + " are refused, of which " + found + " have an error";
        }
    }
}
