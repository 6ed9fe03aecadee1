package m365ls.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.feature.Finding;
import m365ls.feature.Findings;
import m365ls.feature.Settings;
import m365ls.feature.Severity;
import m365ls.feature.Snapshot;
import m365ls.project.ContextFiles;
import m365ls.project.ProjectFile;
import m365ls.script.Dialect;
import m365ls.script.Dialects;
import m365ls.script.Script;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code m365ls check}: findings in script files and folders. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks the m365 commands in script files and folders.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing found at or above the level of --fail-on",
            "1:something found",
            "2:wrong use, or a path that cannot be read"
        })
public final class CheckCommand implements Callable<Integer> {

    /** Larger files are not read. In bytes. */
    private static final long CAP = 32L << 20;

    /** From how many files on progress is shown on a terminal. */
    private static final int MANY = 20;

    /** Forms of the report. */
    enum Format {
        text,
        json,
        sarif
    }

    /** Script languages to choose from. */
    enum Language {
        auto,
        shell,
        powershell
    }

    /** Levels that make the exit code 1. */
    enum Level {
        error,
        warning
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or sarif (${DEFAULT-VALUE})")
    Format format = Format.text;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "auto, shell or powershell (${DEFAULT-VALUE}: by file name, else by the first line)")
    Language dialect = Language.auto;

    @Option(
            names = "--cli-version",
            paramLabel = "VERSION",
            description =
                    "version of CLI for Microsoft 365 the scripts are for (default: of the project, else built in)")
    String cliVersion = "";

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "leave out files that match, as in .gitignore, relative to the working folder, or to the PATH"
                    + " where that lies elsewhere; may be repeated")
    List<String> exclude = List.of();

    @Option(names = "--fail-on", paramLabel = "LEVEL", description = "error or warning (${DEFAULT-VALUE})")
    Level failOn = Level.error;

    @Option(names = "--stdin-name", paramLabel = "NAME", description = "name of what comes by standard input")
    String stdinName = "";

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "script files and folders; - for standard input")
    List<String> paths = List.of();

    private final Catalogs catalogs;
    private final FormerNames former;
    private final Console console;
    private final List<Report.Problem> problems = new ArrayList<>();
    private final Map<Path, ProjectFile> projects = new HashMap<>();

    public CheckCommand(Catalogs catalogs, FormerNames former, Console console) {
        this.catalogs = catalogs;
        this.former = former;
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Checked> checked = new ArrayList<>();
        try {
            List<Source> sources = sources();
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
        problems.forEach(p -> console.tell(p.path() + ": " + p.message()));
        report().print(checked, problems, console.out());
        console.out().flush();
        if (!problems.isEmpty()) {
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

    /**
     * Something to check.
     *
     * @param name what the user reads
     * @param file where it lies; for standard input the place its name gives it
     * @param standardInput whether it comes by standard input
     */
    private record Source(String name, Path file, boolean standardInput) {}

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (String path : paths) {
            if (path.equals("-")) {
                String name = stdinName.isEmpty() ? "-" : stdinName;
                path(name).ifPresent(file -> sources.add(new Source(name, file, true)));
                continue;
            }
            Optional<Path> named = path(path);
            if (named.isEmpty()) {
                continue;
            }
            Path file = named.get();
            if (Files.isDirectory(file)) {
                files(file).in(file).forEach(f -> sources.add(new Source(f.toString(), f, false)));
            } else if (!Files.exists(file)) {
                problem(path, "no such file or folder");
            } else if (!files(file).isExcluded(file)) {
                sources.add(new Source(path, file, false));
            }
        }
        return sources;
    }

    private Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            problem(name, "is no valid path");
            return Optional.empty();
        }
    }

    private ScriptFiles files(Path path) {
        List<ScriptFiles.Pattern> patterns = new ArrayList<>();
        Path folder = Files.isDirectory(path) ? path.toAbsolutePath().normalize() : folderOf(path);
        ProjectFile project = project(folder);
        if (!project.exclude().isEmpty()) {
            patterns.add(ScriptFiles.Pattern.of(project.folder(), project.exclude()));
        }
        if (!exclude.isEmpty()) {
            Path working = Path.of("").toAbsolutePath();
            patterns.add(ScriptFiles.Pattern.of(folder.startsWith(working) ? working : folder, exclude));
        }
        return new ScriptFiles(patterns, (p, message) -> problem(p.toString(), message));
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    /** The project file that counts in {@code folder}. Its faults are told once. */
    private ProjectFile project(Path folder) {
        Optional<Path> file = ProjectFile.locate(folder);
        if (file.isEmpty()) {
            return ProjectFile.none(folder);
        }
        ProjectFile known = projects.get(file.get());
        if (known == null) {
            known = ProjectFile.read(file.get());
            known.faults().forEach(fault -> problem(file.get().toString(), fault));
            projects.put(file.get(), known);
        }
        return known;
    }

    private Optional<Checked> check(Source source) throws Catalogs.UnknownVersion {
        byte[] bytes;
        try {
            if (!source.standardInput() && Files.size(source.file()) > CAP) {
                problem(source.name(), "is larger than 32 MiB and is not read");
                return Optional.empty();
            }
            bytes = source.standardInput() ? console.in().readAllBytes() : Files.readAllBytes(source.file());
        } catch (IOException e) {
            problem(source.name(), "cannot be read: " + ScriptFiles.reason(e));
            return Optional.empty();
        }
        Optional<SourceText> decoded = SourceText.decode(bytes);
        if (decoded.isEmpty()) {
            problem(source.name(), "is not a text file");
            return Optional.empty();
        }
        SourceText text = decoded.get();
        if (!text.notice().isEmpty()) {
            console.tell(source.name() + ": " + text.notice());
        }
        Path folder = folderOf(source.file());
        ProjectFile project = project(folder);
        Catalog catalog = catalogs.of(cliVersion.isEmpty() ? project.cliVersion() : cliVersion);
        Script script = Script.parse(dialectOf(source.name(), text.text()), text.text());
        Snapshot snapshot = new Snapshot(
                script,
                catalog,
                former,
                new Settings(project.severities(), false),
                ContextFiles.in(List.of(folder, project.folder()), true));
        return Optional.of(new Checked(source.name(), text.text(), script.lines(), Findings.of(snapshot)));
    }

    private Dialect dialectOf(String name, String text) {
        return switch (dialect) {
            case shell, powershell ->
                Dialects.ofId(dialect.name().toLowerCase(Locale.ROOT)).orElseThrow();
            case auto -> Dialects.of(name, text);
        };
    }

    private void problem(String path, String message) {
        problems.add(new Report.Problem(path, message));
    }
}
