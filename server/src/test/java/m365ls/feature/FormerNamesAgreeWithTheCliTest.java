package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.FormerNames;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.script.Argument;
import m365ls.script.Script;
import org.junit.jupiter.api.Test;

/** Holds the safe changes of former commands' names against the real command line tool. */
class FormerNamesAgreeWithTheCliTest {

    private static final long SEED = Long.getLong("m365ls.lines.seed", 20_260_101);
    private static final int TRIES = 6;
    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final FormerNames FORMER = FormerNames.builtIn();

    @Test
    void theToolAcceptsWhatASafeChangeMakesOfAFormerCommand() throws Exception {
        List<FormerCommand> safe = FORMER.commands().stream()
                .filter(FormerCommand::safe)
                .filter(f -> !f.current().isEmpty())
                .toList();
        List<String> names = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        CommandLines made = new CommandLines(CATALOG, SEED);
        for (FormerCommand former : safe) {
            CommandSpec command = CATALOG.find(former.current()).orElseThrow();
            List<String> name = List.of(command.name().split(" "));
            for (int i = 0; i < TRIES; i++) {
                for (List<String> ground : made.grounds(command)) {
                    if (ground.size() >= name.size()
                            && ground.subList(0, name.size()).equals(name)) {
                        List<String> written =
                                new ArrayList<>(List.of(former.name().split(" ")));
                        written.addAll(ground.subList(name.size(), ground.size()));
                        names.add(former.name());
                        lines.add(fixed(written));
                    }
                }
            }
        }
        Map<String, Set<String>> refused = new TreeMap<>();
        safe.forEach(f -> refused.put(f.name(), new TreeSet<>()));
        Set<String> accepted = new TreeSet<>();
        try (RealCli cli = RealCli.start()) {
            List<RealCli.Verdict> verdicts = cli.judge(lines);
            for (int i = 0; i < verdicts.size(); i++) {
                if (isAccepted(verdicts.get(i))) {
                    accepted.add(names.get(i));
                } else {
                    refused.computeIfAbsent(names.get(i), n -> new TreeSet<>())
                            .add(lines.get(i) + ": " + verdicts.get(i));
                }
            }
        }
        refused.keySet().removeAll(accepted);
        assertEquals(Map.of(), refused, "seed " + SEED);
    }

    /** Whether the tool has no complaint but that a file is not there, of which there is none where it looks. */
    private static boolean isAccepted(RealCli.Verdict verdict) {
        return verdict.runs() || verdict.message().matches("File '[^']*' not found");
    }

    /** The arguments after the change that the finding about the former name offers. */
    private static List<String> fixed(List<String> arguments) {
        Snapshot snapshot = Given.snapshot(CATALOG, FORMER, arguments);
        List<Fix> fixes = Findings.of(snapshot).stream()
                .filter(f -> f.rule().equals("former-name"))
                .flatMap(f -> f.fixes().stream())
                .filter(Fix::safe)
                .limit(1)
                .toList();
        assertEquals(1, fixes.size(), () -> "no safe change of " + arguments);
        assertEquals(1, fixes.get(0).edits().size());
        Edit edit = fixes.get(0).edits().get(0);
        String text = new StringBuilder(snapshot.script().text())
                .replace(edit.span().start(), edit.span().end(), edit.newText())
                .toString();
        List<Argument> changed = Script.parse(snapshot.script().dialect(), text)
                .invocations()
                .get(0)
                .arguments();
        return changed.stream().map(a -> a.value().text().orElseThrow()).toList();
    }
}
