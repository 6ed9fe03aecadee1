package m365ls.installation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;

/**
 * Makes the catalogue of an installed version by running the extractor on it with Node. That runs code of the
 * installation: in a folder of its own, with an environment that leads to none of the user's files.
 */
public final class CatalogMaker {

    /** Some twenty times what it takes on a small machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long LONGEST_OUTPUT = 1024 * 1024;
    private static final int LONGEST_REPORT = 500;
    private static final String EXTRACTOR = "extractor.mjs";

    private final Machine machine;
    private final Wishes wishes;
    private final CatalogCache cache;
    private final Duration patience;

    public CatalogMaker(CatalogFile builtIn, Machine machine, Wishes wishes) {
        this(builtIn, machine, wishes, PATIENCE);
    }

    CatalogMaker(CatalogFile builtIn, Machine machine, Wishes wishes, Duration patience) {
        this.machine = machine;
        this.wishes = wishes;
        this.cache = new CatalogCache(machine, builtIn.stamp());
        this.patience = patience;
    }

    /** What came of making a catalogue. */
    public sealed interface Result {

        /** It is there, and kept for the next time. The message also tells what could not be read. */
        record Made(Catalog catalog, String message) implements Result {}

        /** It is not. The message is for the user. */
        record Failed(String message) implements Result {}
    }

    /**
     * Makes the catalogue of {@code installation} and keeps it. Takes some seconds, two minutes at most; an interrupt
     * ends it at once, and the process with it.
     */
    public Result make(CliInstallation installation) throws InterruptedException {
        String what = "The commands of CLI for Microsoft 365 " + installation.version() + " in " + installation.root()
                + " could not be read: ";
        if (wishes.mustNotRun(installation.root())) {
            return new Result.Failed(what + "it belongs to a workspace folder that is not trusted by name.");
        }
        Optional<Path> node = new NodeProgram(machine, wishes).find(installation);
        if (node.isEmpty()) {
            return new Result.Failed(what + "no Node program was found. Install Node 20 or later, or put it on PATH.");
        }
        try {
            Path work = cache.workFolder();
            try {
                Path output = work.resolve("output.txt");
                Optional<String> trouble = extract(node.get(), installation.root(), work, output);
                if (trouble.isPresent()) {
                    return new Result.Failed(what + trouble.get());
                }
                Path out = work.resolve("out");
                Optional<Catalog> made = cache.open(out, installation.version());
                if (made.isEmpty()) {
                    return new Result.Failed(what + "what was made of them is not a catalogue of that version.");
                }
                cache.keep(out, installation.version());
                String using = "Using the commands of CLI for Microsoft 365 " + installation.version() + ". ";
                return new Result.Made(made.get(), (using + report(output)).trim());
            } finally {
                CatalogCache.delete(work);
            }
        } catch (IOException e) {
            return new Result.Failed(what + e);
        }
    }

    /** Runs the extractor; the answer is what went wrong. */
    private Optional<String> extract(Path node, Path root, Path work, Path output)
            throws IOException, InterruptedException {
        Path extractor = work.resolve(EXTRACTOR);
        try (InputStream in = CatalogFile.class.getResourceAsStream(EXTRACTOR)) {
            if (in == null) {
                return Optional.of("this program lacks its file " + EXTRACTOR + ".");
            }
            Files.copy(in, extractor);
        }
        ProcessBuilder builder = new ProcessBuilder(
                        node.toString(),
                        extractor.toString(),
                        root.toString(),
                        work.resolve("out").toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        scrub(builder.environment(), Files.createDirectory(work.resolve("home")), work);

        Process process = builder.start();
        try {
            process.getOutputStream().close();
            long deadline = System.nanoTime() + patience.toNanos();
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - deadline > 0) {
                    return Optional.of("it took more than " + patience.toSeconds() + " seconds.");
                }
                if (Files.size(output) > LONGEST_OUTPUT) {
                    return Optional.of("it printed too much. " + report(output));
                }
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of("Node ended with the code " + process.exitValue() + ". " + report(output));
    }

    /** Leaves nothing that leads to the user's files, sign-in or settings. */
    private void scrub(Map<String, String> environment, Path home, Path work) {
        environment.clear();
        // Without these two, programs do not start on Windows.
        for (String name : new String[] {"SystemRoot", "SystemDrive"}) {
            machine.variable(name).ifPresent(value -> environment.put(name, value));
        }
        for (String name : new String[] {"HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"}) {
            environment.put(name, home.toString());
        }
        for (String name : new String[] {"TMPDIR", "TEMP", "TMP"}) {
            environment.put(name, work.toString());
        }
        environment.put("CLIMICROSOFT365_NOUPDATE", "1");
    }

    /** The end of the output, on one line. */
    private static String report(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            in.skipNBytes(Math.max(0, Files.size(output) - 4L * LONGEST_REPORT));
            String text = new String(in.readNBytes(4 * LONGEST_REPORT), StandardCharsets.UTF_8)
                    .replaceAll("\\p{C}+|\\s+", " ")
                    .trim();
            String end = text.length() > LONGEST_REPORT ? text.substring(text.length() - LONGEST_REPORT) : text;
            return end.isEmpty() ? "" : "The extractor said: " + end;
        }
    }
}
