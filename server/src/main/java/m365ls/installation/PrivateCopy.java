package m365ls.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import m365ls.installation.CliInstallation.Origin;

/**
 * A CLI for Microsoft 365 of this program's own, for machines without one. It is installed with npm, of one exact
 * version, without running anything of the packages; nobody else's installation is touched.
 *
 * <p>{@link #install} downloads. Whoever calls it has asked the user before, and told him {@link #version}, {@link
 * #MEGABYTES} and {@link #folder}.
 */
public final class PrivateCopy {

    /** What an installation takes on the disk; measured with version 11.11.0. */
    public static final int MEGABYTES = 400;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LONGEST_REPORT = 500;

    private final Machine machine;
    private final Wishes wishes;
    private final Version version;
    private final Duration patience;

    /** @param version to install: that of the built-in catalogue */
    public PrivateCopy(Machine machine, Wishes wishes, Version version) {
        this(machine, wishes, version, PATIENCE);
    }

    PrivateCopy(Machine machine, Wishes wishes, Version version, Duration patience) {
        this.machine = machine;
        this.wishes = wishes;
        this.version = version;
        this.patience = patience;
    }

    /** What came of an installation. */
    public sealed interface Result {

        /** It is there, and can be run. */
        record Installed(CliProgram program) implements Result {}

        /** It is not, and nothing of it was left. The message is for the user. */
        record Failed(String message) implements Result {}
    }

    /** The version that is, or would be, installed. */
    public Version version() {
        return version;
    }

    /** Where it is, or would be, installed. */
    public Path folder() {
        return machine.data().resolve("cli").resolve(version.text());
    }

    /** The copy, if it is there and there is a Node program for it. */
    public Optional<CliProgram> find() {
        return new Installations(machine, wishes)
                .at(folder(), Origin.NAMED)
                .filter(found -> found.version().equals(version))
                .flatMap(
                        found -> new NodeProgram(machine, wishes).find(found).map(node -> new CliProgram(node, found)));
    }

    /**
     * Installs it. Takes a minute or so, ten at most; an interrupt ends it at once, and the process with it.
     *
     * @throws InterruptedException if the thread was interrupted; nothing was left then
     */
    public Result install() throws InterruptedException {
        String what = "CLI for Microsoft 365 " + version + " could not be installed: ";
        Optional<CliProgram> there = find();
        if (there.isPresent()) {
            return new Result.Installed(there.get());
        }
        Optional<Path> node = new NodeProgram(machine, wishes).onPath();
        Optional<Path> npm = node.flatMap(program -> new Npm(machine, wishes).find(program));
        if (node.isEmpty() || npm.isEmpty()) {
            return new Result.Failed(what + "no " + (node.isEmpty() ? "Node" : "npm")
                    + " was found. Install Node 20 or later, which brings npm, and put it on PATH.");
        }
        try {
            Path parent = Files.createDirectories(folder().resolveSibling(".").normalize());
            Path work = Files.createTempDirectory(parent, ".new-");
            try {
                Optional<String> trouble = run(node.get(), npm.get(), work);
                if (trouble.isPresent()) {
                    return new Result.Failed(what + trouble.get());
                }
                delete(folder());
                Files.move(work.resolve("copy"), folder(), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(work);
            }
        } catch (IOException | UncheckedIOException e) {
            return new Result.Failed(what + e.getMessage());
        }
        return find().<Result>map(Result.Installed::new)
                .orElseGet(() -> new Result.Failed(what + "npm has installed something else."));
    }

    /** Runs npm; the answer is what went wrong. */
    private Optional<String> run(Path node, Path npm, Path work) throws IOException, InterruptedException {
        Path copy = Files.createDirectory(work.resolve("copy"));
        Path output = work.resolve("output.txt");
        // npm finds the user's registry and proxy by his environment and settings.
        Process process = new ProcessBuilder(List.of(
                        node.toString(),
                        npm.toString(),
                        "install",
                        "@pnp/cli-microsoft365@" + version.text(),
                        "--prefix",
                        copy.toString(),
                        "--save-exact",
                        "--ignore-scripts",
                        "--omit=dev",
                        "--no-audit",
                        "--no-fund",
                        "--no-progress",
                        "--loglevel=error"))
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("it took more than " + patience.toMinutes() + " minutes.");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of("npm ended with the code " + process.exitValue() + ". " + report(output));
    }

    /** The beginning of the output, on one line. */
    private static String report(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            String text = new String(in.readNBytes(LONGEST_REPORT), StandardCharsets.UTF_8)
                    .replaceAll("\\p{C}+|\\s+", " ")
                    .strip();
            return text.isEmpty() ? "" : "It said: " + text;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
