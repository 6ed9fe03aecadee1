package m365ls.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.feature.RealCli;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.script.Quoting;
import m365ls.script.Script;
import m365ls.script.Shell;
import m365ls.script.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the verdicts against the real command line tool, over argument lists of all commands. */
class VerdictsAgreeWithTheCliTest {

    private static final long SEED = Long.getLong("m365ls.verdicts.seed", 20_260_601);

    /** Made argument lists for each of the 878 commands. */
    private static final int EACH = Integer.getInteger("m365ls.verdicts.each", 20);

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    @Test
    void givesTheVerdictsAndFirstMessagesOfTheTool() throws Exception {
        compare(SEED, EACH);
    }

    @Test
    @Tag("long")
    void givesThemOnAHundredThousandListsToo() throws Exception {
        compare(SEED + 1, 6 * EACH);
    }

    private static void compare(long seed, int each) throws Exception {
        List<List<String>> lists = new CallGenerator(CATALOG, seed).make(each);
        Tally tally = new Tally();
        try (RealCli cli = RealCli.startFrozen()) {
            List<RealCli.Verdict> verdicts = cli.judge(lists);
            for (int i = 0; i < lists.size(); i++) {
                tally.compare(lists.get(i), verdicts.get(i));
            }
        }
        System.getLogger("agreement").log(System.Logger.Level.INFO, tally.summary());
        ListedDifferences listed = ListedDifferences.read(CATALOG);
        assertEquals(List.of(), listed.unlisted(tally.verdictsDiffer), () -> "seed " + seed);
        assertEquals(List.of(), listed.unlisted(tally.messagesDiffer), () -> "seed " + seed);
        assertTrue(
                tally.verdictsDiffer.size() <= tally.all / 10_000, () -> "seed " + seed + " " + tally.verdictsDiffer);
        assertTrue(
                tally.messagesDiffer.size() <= tally.refused / 1_000,
                () -> "seed " + seed + " " + tally.messagesDiffer);
    }

    private static final class Tally {
        private final Map<CommandSpec, Validator> validators = new HashMap<>();
        private final Map<List<String>, String> verdictsDiffer = new LinkedHashMap<>();
        private final Map<List<String>, String> messagesDiffer = new LinkedHashMap<>();
        private final Map<String, Integer> counts = new TreeMap<>();
        private int all;
        private int refused;

        void compare(List<String> list, RealCli.Verdict real) {
            all++;
            counts.merge(real.verdict(), 1, Integer::sum);
            Optional<Verdict> verdict = verdict(list);
            String ours = verdict.isEmpty()
                    ? "help"
                    : verdict.get() instanceof Verdict.Valid
                            ? "valid"
                            : verdict.get() instanceof Verdict.Invalid ? "invalid" : "unknown";
            String theirs = real.verdict().equals("threw") ? "invalid" : real.verdict();
            boolean helpMode = ours.equals("help") && theirs.equals("invalid");
            if (!ours.equals(theirs) && !helpMode) {
                verdictsDiffer.put(list, list + " is " + ours + " but " + real + " " + verdict);
                return;
            }
            if (verdict.isPresent() && verdict.get() instanceof Verdict.Invalid invalid) {
                refused++;
                if (!invalid.message().equals(Optional.of(real.message()))) {
                    messagesDiffer.put(list, list + " says " + invalid.message() + " but " + real);
                }
            }
        }

        /** Empty if the tool shows help. */
        private Optional<Verdict> verdict(List<String> list) {
            Call call = Call.read(invocation(list), CATALOG);
            if (call.helpAsked() || !call.strays().isEmpty()) {
                return Optional.empty();
            }
            return call.command()
                    .map(command -> validators
                            .computeIfAbsent(command, c -> Validator.of(c, CATALOG.rules(c)))
                            .verdict(list.stream().map(Value::known).toList(), FrozenWorld.WORLD));
        }

        String summary() {
            return all + " argument lists " + counts + ": " + verdictsDiffer.size() + " verdicts and "
                    + messagesDiffer.size() + " of " + refused + " messages differ";
        }
    }

    private static Invocation invocation(List<String> list) {
        Shell shell = new Shell();
        StringBuilder text = new StringBuilder("m365");
        list.forEach(argument -> text.append(' ').append(shell.quote(argument, Quoting.NONE)));
        Invocation read = Script.parse(shell, text.toString()).invocations().get(0);
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            arguments.add(new Argument(read.arguments().get(i).word(), Value.known(list.get(i))));
        }
        return new Invocation(read.span(), read.reach(), read.program(), read.words(), arguments, read.surroundings());
    }
}
