package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.FormerNames;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.UnknownOptions;
import m365ls.script.Argument;
import m365ls.script.Script;
import org.junit.jupiter.api.Test;

/** Holds the changes of former names against the real command line tool. */
class FormerNamesAgreeWithTheCliTest {

    private static final long SEED = Long.getLong("m365ls.lines.seed", 20_260_101);

    /** Lines that are tried for a name, of which one must be right. */
    private static final int TRIES = 6;

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final FormerNames FORMER = FormerNames.builtIn();

    /**
     * A right line, and how it was written in an earlier version.
     *
     * @param name the former command, or the current command and the former option
     * @param safe whether the change keeps the meaning; never where the command would take the former option, too
     */
    private record Line(String name, boolean safe, List<String> right, List<String> former) {}

    @Test
    void theToolAcceptsWhatTheChangeMakesOfEveryFormerCommand() throws Exception {
        CommandLines made = new CommandLines(CATALOG, SEED);
        List<Line> lines = new ArrayList<>();
        for (FormerCommand former : FORMER.commands()) {
            if (!former.current().isEmpty()) {
                CommandSpec command = CATALOG.find(former.current()).orElseThrow();
                int words = command.name().split(" ").length;
                for (List<String> right : grounds(made, command)) {
                    List<String> written = new ArrayList<>(List.of(former.name().split(" ")));
                    written.addAll(right.subList(words, right.size()));
                    lines.add(new Line(former.name(), former.safe(), right, written));
                }
            }
        }
        Set<String> names = FORMER.commands().stream()
                .filter(f -> !f.current().isEmpty())
                .map(FormerCommand::name)
                .collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(brought(lines));
        assertEquals(Set.of(), names, "seed " + SEED);
    }

    @Test
    void theToolAcceptsWhatTheChangeMakesOfEveryFormerOption() throws Exception {
        CommandLines made = new CommandLines(CATALOG, SEED);
        List<Line> lines = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (CommandSpec command : CATALOG.commands()) {
            for (FormerOption former : FORMER.options(command.name())) {
                if (former.safe() && !former.current().isEmpty()) {
                    String name = command.name() + " " + dashed(former.name());
                    names.add(name);
                    boolean refused = command.unknownOptions() == UnknownOptions.REFUSED;
                    OptionSpec current = command.option(former.current()).orElseThrow();
                    for (List<String> ground : grounds(made, command)) {
                        List<String> right = made.with(command, ground, current);
                        List<String> written = new ArrayList<>(right);
                        written.set(right.indexOf("--" + current.name()), dashed(former.name()));
                        lines.add(new Line(name, refused, right, written));
                    }
                }
            }
        }
        int all = names.size();
        names.removeAll(brought(lines));
        System.getLogger("agreement")
                .log(System.Logger.Level.INFO, (all - names.size()) + " of " + all + " former options, not " + names);
        // Of a few commands no right line is made, since they look for files or need a certain system.
        assertTrue(names.size() <= all / 50, () -> "seed " + SEED + ": of " + all + " not reached " + names);
    }

    private static String dashed(String name) {
        return (name.length() == 1 ? "-" : "--") + name;
    }

    private static List<List<String>> grounds(CommandLines made, CommandSpec command) {
        List<String> name = List.of(command.name().split(" "));
        List<List<String>> grounds = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            made.grounds(command).stream()
                    .filter(g ->
                            g.size() >= name.size() && g.subList(0, name.size()).equals(name))
                    .forEach(grounds::add);
        }
        return grounds;
    }

    /** The names of those lines that the tool accepts after the change, and of which the rules say the same. */
    private static Set<String> brought(List<Line> lines) throws Exception {
        List<List<String>> right = lines.stream().map(Line::right).toList();
        Set<String> names = new TreeSet<>();
        try (RealCli cli = RealCli.start()) {
            List<RealCli.Verdict> verdicts = cli.judge(right);
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                if (isAccepted(verdicts.get(i))) {
                    assertEquals(line.right(), fixed(line), line.name());
                    names.add(line.name());
                }
            }
        }
        return names;
    }

    /** Whether the tool has no complaint but that a file is not there, of which there is none where it looks. */
    private static boolean isAccepted(RealCli.Verdict verdict) {
        return verdict.runs() || verdict.message().matches("File '[^']*' not found");
    }

    /** The arguments after the change that the finding about the former name offers, which is safe if it may be. */
    private static List<String> fixed(Line line) {
        Snapshot snapshot = Given.snapshot(CATALOG, FORMER, line.former());
        Fix fix = Findings.of(snapshot).stream()
                .filter(f -> f.rule().equals("former-name"))
                .flatMap(f -> f.fixes().stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no change of " + line.former()));
        assertEquals(line.safe(), fix.safe(), () -> fix.title() + " in " + line.former());
        assertEquals(1, fix.edits().size());
        Edit edit = fix.edits().get(0);
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
