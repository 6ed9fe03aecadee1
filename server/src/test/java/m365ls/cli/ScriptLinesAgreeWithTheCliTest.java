package m365ls.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.feature.RealCli;
import m365ls.script.Dialect;
import m365ls.script.Invocation;
import m365ls.script.PowerShell;
import m365ls.script.Quoting;
import m365ls.script.Script;
import m365ls.script.Shell;
import m365ls.script.Value;
import m365ls.script.Value.Part;
import m365ls.validation.CallGenerator;
import m365ls.validation.FrozenWorld;
import m365ls.validation.ListedDifferences;
import m365ls.validation.Validator;
import m365ls.validation.Verdict;
import m365ls.validation.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the errors of {@code m365ls check} in script lines against the real command line tool: an error exactly where the
 * tool refuses to run the line. Lines of which that depends on files, the clock and the like are left out.
 */
class ScriptLinesAgreeWithTheCliTest {

    private static final long SEED = Long.getLong("m365ls.scriptlines.seed", 20_260_701);

    /** Made argument lists for each of the 878 commands. */
    private static final int EACH = Integer.getInteger("m365ls.scriptlines.each", 20);

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    @TempDir
    Path folder;

    @Test
    void findsErrorsExactlyWhereTheToolRefuses() throws Exception {
        compare(SEED, EACH);
    }

    @Test
    @Tag("long")
    void findsThemInAHundredThousandLinesToo() throws Exception {
        compare(SEED + 1, 6 * EACH);
    }

    @Test
    void findsNoErrorInADocumentedExampleThatTheToolAccepts() throws Exception {
        List<String> accepted = new ArrayList<>();
        int examples = 0;
        int wrong = 0;
        try (RealCli cli = RealCli.startFrozen()) {
            for (Dialect dialect : List.of(new Shell(), new PowerShell())) {
                List<String> codes = examples(dialect);
                examples += codes.size();
                CheckedLines lines = new CheckedLines(folder.resolve(fileName(dialect)));
                codes.forEach(lines::add);
                List<List<String>> errors = lines.errors();
                for (int i = 0; i < codes.size(); i++) {
                    if (!errors.get(i).isEmpty()) {
                        wrong++;
                        if (!refusesOne(cli, dialect, codes.get(i))) {
                            accepted.add(codes.get(i) + " " + errors.get(i));
                        }
                    }
                }
            }
        }
        System.getLogger("agreement").log(System.Logger.Level.INFO, wrong + " of " + examples + " examples are wrong");
        assertEquals(List.of(), accepted);
        assertTrue(examples > 1_900, examples + " examples");
    }

    /** Whether there is a call in {@code code} that the tool refuses whatever is put in place of what is not known. */
    private static boolean refusesOne(RealCli cli, Dialect dialect, String code) throws Exception {
        for (Invocation invocation : Script.parse(dialect, code).invocations()) {
            List<List<String>> filled = new ArrayList<>();
            for (String filling :
                    List.of("x", "1caf7dcd-7e83-4c3a-94f7-932a1299c844", "https://contoso.sharepoint.com")) {
                filled.add(invocation.arguments().stream()
                        .map(a -> filled(a.value(), filling))
                        .toList());
            }
            if (cli.judge(filled).stream().noneMatch(RealCli.Verdict::runs)) {
                return true;
            }
        }
        return false;
    }

    private static String filled(Value value, String filling) {
        StringBuilder text = new StringBuilder();
        for (Part part : value.parts()) {
            text.append(part instanceof Part.Text known ? known.text() : filling);
        }
        return text.toString();
    }

    private static List<String> examples(Dialect dialect) {
        List<String> codes = new ArrayList<>();
        for (CommandSpec command : CATALOG.commands()) {
            for (CommandText.Example example : CATALOG.text(command).examples()) {
                if (example.language().equals("powershell") == dialect instanceof PowerShell) {
                    codes.add(example.code());
                }
            }
        }
        return codes;
    }

    private void compare(long seed, int each) throws Exception {
        List<List<String>> lists = new CallGenerator(CATALOG, seed)
                .make(each).stream()
                        .filter(list -> CheckedLines.canHold(String.join(" ", list)))
                        .toList();
        List<RealCli.Verdict> verdicts;
        try (RealCli cli = RealCli.startFrozen()) {
            verdicts = cli.judge(lists);
        }
        Surroundings surroundings = new Surroundings();
        List<Boolean> comparable = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            boolean helps = verdicts.get(i).verdict().equals("help") && asksForHelp(lists.get(i));
            comparable.add(!helps && !surroundings.decide(lists.get(i)));
        }
        for (Dialect dialect : List.of(new Shell(), new PowerShell())) {
            List<String> falseAlarms = new ArrayList<>();
            Map<List<String>, String> missed = new LinkedHashMap<>();
            int compared = 0;
            CheckedLines lines = new CheckedLines(folder.resolve(fileName(dialect)));
            lists.forEach(list -> lines.add(line(dialect, list)));
            List<List<String>> errors = lines.errors();
            for (int i = 0; i < lists.size(); i++) {
                if (!comparable.get(i)) {
                    continue;
                }
                compared++;
                if (verdicts.get(i).runs() && !errors.get(i).isEmpty()) {
                    falseAlarms.add(line(dialect, lists.get(i)) + " " + errors.get(i));
                } else if (!verdicts.get(i).runs() && errors.get(i).isEmpty()) {
                    missed.put(lists.get(i), line(dialect, lists.get(i)) + " " + verdicts.get(i));
                }
            }
            String summary = compared + " of " + lists.size() + " lines of " + dialect.id() + ": " + falseAlarms.size()
                    + " false alarms, " + missed.size() + " missed";
            System.getLogger("agreement").log(System.Logger.Level.INFO, summary);
            assertEquals(List.of(), falseAlarms, () -> "seed " + seed + " missed " + missed);
            assertEquals(
                    List.of(), ListedDifferences.read(CATALOG).unlisted(missed), () -> "seed " + seed + " " + missed);
            assertTrue(missed.size() <= compared / 10_000, () -> "seed " + seed + " " + missed);
            assertTrue(compared > lists.size() * 9 / 10, summary);
        }
    }

    private static String fileName(Dialect dialect) {
        return dialect instanceof PowerShell ? "lines.ps1" : "lines.sh";
    }

    private static String line(Dialect dialect, List<String> list) {
        StringBuilder line = new StringBuilder("m365");
        list.forEach(argument -> line.append(' ').append(dialect.quote(argument, Quoting.NONE)));
        return line.toString();
    }

    private static boolean asksForHelp(List<String> list) {
        return list.get(0).equals("help") || list.stream().anyMatch(a -> a.matches("(-h|--help)(=.*)?"));
    }

    /** Tells which calls are judged by what is around the tool. */
    private static final class Surroundings {
        private final Map<CommandSpec, Validator> validators = new HashMap<>();

        /** Whether the verdict is known only where files, the clock, the settings and the like are. */
        boolean decide(List<String> list) {
            List<Value> values = list.stream().map(Value::known).toList();
            return command(list)
                    .map(c -> validators.computeIfAbsent(c, x -> Validator.of(c, CATALOG.rules(c))))
                    .filter(v -> v.verdict(values, World.UNKNOWN.withContext(Optional.of(Map.of())))
                            instanceof Verdict.Unknown)
                    .filter(v -> !(v.verdict(values, FrozenWorld.WORLD) instanceof Verdict.Unknown))
                    .isPresent();
        }

        private static Optional<CommandSpec> command(List<String> list) {
            for (int words = list.size(); words > 0; words--) {
                Optional<CommandSpec> command = CATALOG.find(String.join(" ", list.subList(0, words)));
                if (command.isPresent()) {
                    return command;
                }
            }
            return Optional.empty();
        }
    }
}
