package m365ls.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
            description = "leave out files that match, as in .gitignore; may be repeated")
    List<String> exclude = List.of();

    @Option(names = "--fail-on", paramLabel = "LEVEL", description = "error or warning (${DEFAULT-VALUE})")
    Level failOn = Level.error;

    @Option(names = "--stdin-name", paramLabel = "NAME", description = "name of what comes by standard input")
    String stdinName = "";

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "script files and folders; - for standard input")
    List<String> paths = List.of();

    private final Catalogs catalogs;
    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final List<Report.Problem> problems = new ArrayList<>();
    private final Map<Path, ProjectFile> projects = new HashMap<>();

    /** Gives the catalogue of a version of the command line tool. */
    @FunctionalInterface
    public interface Catalogs {
        /**
         * @param version such as {@code 11.11.0}; empty for the one that counts where nobody says
         * @throws UnknownVersion if there is none of that version
         */
        Catalog of(String version) throws UnknownVersion;
    }

    /** There is no catalogue of a version. The message says how to get it. */
    public static final class UnknownVersion extends Exception {
        public UnknownVersion(String message) {
            super(message);
        }
    }

    /**
     * @param terminal whether standard error is a terminal, where progress is shown
     */
    public CheckCommand(Catalogs catalogs, InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        this.catalogs = catalogs;
        this.in = in;
        this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Checked> checked = new ArrayList<>();
        try {
            List<Source> sources = sources();
            boolean progress = terminal && sources.size() >= MANY;
            for (int i = 0; i < sources.size(); i++) {
                if (progress) {
                    err.print("\rChecking " + (i + 1) + " of " + sources.size());
                    err.flush();
                }
                check(sources.get(i)).ifPresent(checked::add);
            }
            if (progress) {
                err.print("\r\033[K");
                err.flush();
            }
        } catch (UnknownVersion e) {
            err.println("m365ls: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        problems.forEach(p -> err.println("m365ls: " + Printable.of(p.path() + ": " + p.message())));
        report().print(checked, problems, out);
        out.flush();
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
                || failOn == Level.warning && finding.severity() == Severity.WARNING;
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
        ProjectFile project = project(Files.isDirectory(path) ? path : folderOf(path));
        if (!project.exclude().isEmpty()) {
            patterns.add(ScriptFiles.Pattern.of(project.folder(), project.exclude()));
        }
        if (!exclude.isEmpty()) {
            patterns.add(ScriptFiles.Pattern.of(Path.of(""), exclude));
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

    private Optional<Checked> check(Source source) throws UnknownVersion {
        byte[] bytes;
        try {
            if (!source.standardInput() && Files.size(source.file()) > CAP) {
                problem(source.name(), "is larger than 32 MiB and is not read");
                return Optional.empty();
            }
            bytes = source.standardInput() ? in.readAllBytes() : Files.readAllBytes(source.file());
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
            err.println("m365ls: " + Printable.of(source.name()) + ": " + text.notice());
        }
        Path folder = folderOf(source.file());
        ProjectFile project = project(folder);
        Catalog catalog = catalogs.of(cliVersion.isEmpty() ? project.cliVersion() : cliVersion);
        Script script = Script.parse(dialectOf(source.name(), text.text()), text.text());
        Snapshot snapshot = new Snapshot(
                script,
                catalog,
                FormerNames.builtIn(),
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
