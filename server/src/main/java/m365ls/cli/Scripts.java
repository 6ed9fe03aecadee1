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
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.feature.Settings;
import m365ls.feature.Snapshot;
import m365ls.project.ContextFiles;
import m365ls.project.ProjectFile;
import m365ls.script.Dialect;
import m365ls.script.Dialects;
import m365ls.script.Script;

/** Finds and reads the scripts that a command is to look at. What cannot be read is a problem, and the rest goes on. */
final class Scripts {

    /** Larger files are not read. In bytes. */
    private static final long CAP = 32L << 20;

    private final ScriptChoice choice;
    private final Catalogs catalogs;
    private final FormerNames former;
    private final Console console;
    private final List<Report.Problem> problems = new ArrayList<>();
    private final Map<Path, ProjectFile> projects = new HashMap<>();

    Scripts(ScriptChoice choice, Catalogs catalogs, FormerNames former, Console console) {
        this.choice = choice;
        this.catalogs = catalogs;
        this.former = former;
        this.console = console;
    }

    /**
     * A script to look at.
     *
     * @param name what the user reads
     * @param file where it lies; for standard input the place its name gives it
     * @param standardInput whether it comes by standard input
     */
    record Source(String name, Path file, boolean standardInput) {}

    /**
     * A script that was read.
     *
     * @param text its text as the file holds it
     * @param snapshot what is looked at
     */
    record Loaded(SourceText text, Snapshot snapshot) {}

    /** What could not be read so far. */
    List<Report.Problem> problems() {
        return problems;
    }

    /** Adds a problem. */
    void problem(String path, String message) {
        problems.add(new Report.Problem(path, message));
    }

    /**
     * The scripts that were chosen.
     *
     * @param stdinName what standard input is called where {@code -} asks for it; without it {@code -} is a file's name
     */
    List<Source> sources(Optional<String> stdinName) {
        List<Source> sources = new ArrayList<>();
        for (String path : choice.paths) {
            if (path.equals("-") && stdinName.isPresent()) {
                String name = stdinName.get().isEmpty() ? "-" : stdinName.get();
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

    /**
     * Reads a script; nothing if it cannot be read.
     *
     * @throws Catalogs.UnknownVersion if there is no catalogue of the version it is for
     */
    Optional<Loaded> load(Source source) throws Catalogs.UnknownVersion {
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
        Catalog catalog = catalogs.of(choice.cliVersion.isEmpty() ? project.cliVersion() : choice.cliVersion);
        Script script = Script.parse(dialectOf(source.name(), text.text()), text.text());
        Snapshot snapshot = new Snapshot(
                script,
                catalog,
                former,
                new Settings(project.severities(), false),
                ContextFiles.in(List.of(folder, project.folder()), true));
        return Optional.of(new Loaded(text, snapshot));
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
        if (!choice.exclude.isEmpty()) {
            Path working = Path.of("").toAbsolutePath();
            patterns.add(ScriptFiles.Pattern.of(folder.startsWith(working) ? working : folder, choice.exclude));
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

    private Dialect dialectOf(String name, String text) {
        return switch (choice.dialect) {
            case shell, powershell ->
                Dialects.ofId(choice.dialect.name().toLowerCase(Locale.ROOT)).orElseThrow();
            case auto -> Dialects.of(name, text);
        };
    }
}
