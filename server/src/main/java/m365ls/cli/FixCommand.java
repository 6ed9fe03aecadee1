package m365ls.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import m365ls.catalog.FormerNames;
import m365ls.feature.Finding;
import m365ls.feature.Fixes;
import m365ls.feature.Severity;
import m365ls.feature.rule.Rules;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code m365ls fix}: applies the safe fixes of findings to script files. */
@Command(
        name = "fix",
        mixinStandardHelpOptions = true,
        description = "Applies the safe fixes to script files and folders, former names of commands and options among"
                + " them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no errors are left; with --dry-run, there is nothing to change",
            "1:errors are left that have no safe fix; with --dry-run, there is something to change",
            "2:wrong use, or a path that cannot be read or written"
        })
public final class FixCommand implements Callable<Integer> {

    @Mixin
    private final ScriptChoice choice = new ScriptChoice();

    @Option(names = "--dry-run", description = "changes nothing and prints what would change, as a unified diff")
    boolean dryRun;

    @Option(
            names = "--rule",
            paramLabel = "ID",
            arity = "1",
            description = "only findings of this rule; may be repeated")
    List<String> rules = List.of();

    private final Console console;
    private final Scripts scripts;
    private int files;
    private int applied;
    private long left;

    public FixCommand(Catalogs catalogs, FormerNames former, Console console) {
        this.console = console;
        this.scripts = new Scripts(choice, catalogs, former, console);
    }

    @Override
    public Integer call() {
        Set<String> unknown = new HashSet<>(rules);
        unknown.removeAll(Rules.IDS);
        if (!unknown.isEmpty()) {
            unknown.forEach(rule -> console.tell("There is no rule '" + rule + "'."));
            return CommandLine.ExitCode.USAGE;
        }
        try {
            for (Scripts.Source source : scripts.sources(Optional.empty())) {
                Optional<Scripts.Loaded> loaded = scripts.load(source);
                if (loaded.isPresent()) {
                    fix(source, loaded.get());
                }
            }
        } catch (Catalogs.UnknownVersion e) {
            console.tell(e.advice());
            return CommandLine.ExitCode.USAGE;
        }
        console.out().flush();
        scripts.problems().forEach(p -> console.tell(p.path() + ": " + p.message()));
        console.tell(summary());
        if (!scripts.problems().isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        boolean done = dryRun ? files == 0 : left == 0;
        return done ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void fix(Scripts.Source source, Scripts.Loaded loaded) {
        Fixes.Fixed fixed = Fixes.fixed(loaded.snapshot(), this::isChosen);
        left += fixed.left().stream()
                .filter(this::isChosen)
                .filter(f -> f.severity() == Severity.ERROR)
                .count();
        if (fixed.applied() == 0) {
            return;
        }
        SourceText text = loaded.text().with(fixed.snapshot().script().text());
        if (dryRun) {
            UnifiedDiff.of(source.name(), loaded.text().text(), text.text()).forEach(this::print);
        } else {
            Optional<String> failure = Replacement.of(source.file(), loaded.text(), text);
            if (failure.isPresent()) {
                scripts.problem(source.name(), failure.get());
                return;
            }
        }
        files++;
        applied += fixed.applied();
    }

    /** Prints a line of the difference, whose carriage return belongs to the file; nothing else can steer a terminal. */
    private void print(String line) {
        boolean returns = line.endsWith("\r");
        String rest = returns ? line.substring(0, line.length() - 1) : line;
        console.out().print(Printable.of(rest) + (returns ? "\r\n" : "\n"));
    }

    private boolean isChosen(Finding finding) {
        return rules.isEmpty() || rules.contains(finding.rule());
    }

    private String summary() {
        String what = applied + (applied == 1 ? " fix" : " fixes") + " in " + files + (files == 1 ? " file" : " files");
        String rest = left == 0 ? "no errors are left" : left + (left == 1 ? " error is left" : " errors are left");
        return (dryRun ? "would apply " : "applied ") + what + "; " + rest + ".";
    }
}
