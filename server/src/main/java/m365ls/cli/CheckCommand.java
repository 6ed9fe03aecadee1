package m365ls.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import m365ls.catalog.FormerNames;
import m365ls.feature.Finding;
import m365ls.feature.Findings;
import m365ls.feature.Severity;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code m365ls check}: findings in script files and folders. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks the m365 commands in script files and folders; - stands for standard input.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing found at or above the level of --fail-on",
            "1:something found",
            "2:wrong use, or a path that cannot be read"
        })
public final class CheckCommand implements Callable<Integer> {

    /** From how many files on progress is shown on a terminal. */
    private static final int MANY = 20;

    /** Forms of the report. */
    enum Format {
        text,
        json,
        sarif
    }

    /** Levels that make the exit code 1. */
    enum Level {
        error,
        warning
    }

    @Mixin
    private final ScriptChoice choice = new ScriptChoice();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or sarif (${DEFAULT-VALUE})")
    Format format = Format.text;

    @Option(names = "--fail-on", paramLabel = "LEVEL", description = "error or warning (${DEFAULT-VALUE})")
    Level failOn = Level.error;

    @Option(names = "--stdin-name", paramLabel = "NAME", description = "name of what comes by standard input")
    String stdinName = "";

    private final Console console;
    private final Scripts scripts;

    public CheckCommand(Catalogs catalogs, FormerNames former, Console console) {
        this.console = console;
        this.scripts = new Scripts(choice, catalogs, former, console);
    }

    @Override
    public Integer call() {
        List<Checked> checked = new ArrayList<>();
        try {
            List<Scripts.Source> sources = scripts.sources(Optional.of(stdinName));
            for (int i = 0; i < sources.size(); i++) {
                if (sources.size() >= MANY) {
                    console.progress("Checking " + (i + 1) + " of " + sources.size());
                }
                check(sources.get(i)).ifPresent(checked::add);
            }
        } catch (Catalogs.UnknownVersion e) {
            console.tell(e.advice());
            return CommandLine.ExitCode.USAGE;
        } finally {
            console.progressDone();
        }
        scripts.problems().forEach(p -> console.tell(p.path() + ": " + p.message()));
        report().print(checked, scripts.problems(), console.out());
        console.out().flush();
        if (!scripts.problems().isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        return checked.stream().flatMap(c -> c.findings().stream()).anyMatch(this::fails)
                ? CommandLine.ExitCode.SOFTWARE
                : CommandLine.ExitCode.OK;
    }

    private Report report() {
        return switch (format) {
            case text -> new TextReport(Ansi.AUTO);
            case json -> new JsonReport();
            case sarif -> new SarifReport(Version.current());
        };
    }

    private boolean fails(Finding finding) {
        return finding.severity() == Severity.ERROR
                || (failOn == Level.warning && finding.severity() == Severity.WARNING);
    }

    private Optional<Checked> check(Scripts.Source source) throws Catalogs.UnknownVersion {
        return scripts.load(source)
                .map(loaded -> new Checked(
                        source.name(),
                        loaded.text().text(),
                        loaded.snapshot().script().lines(),
                        Findings.of(loaded.snapshot())));
    }
}
