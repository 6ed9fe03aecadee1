package m365ls.run.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.installation.CliProgram;
import m365ls.installation.Machine;

/**
 * Starts a process of the host. Its program comes with this one and goes over the pipe, so that no file of it lies where
 * others could change it.
 */
final class Launch {

    private static final String PROGRAM = "host.mjs";

    /** What commands that work on large libraries need, and what a small machine has. */
    private static final String HEAP = "--max-old-space-size=512";

    /** Reads the program's length and the program from standard input, and runs it; what follows is for the program. */
    private static final String LOADER = "import{readSync as r}from'node:fs';"
            + "const n=k=>{const b=Buffer.alloc(k);let o=0;while(o<k){const c=r(0,b,o,k-o);if(!c)process.exit(1);o+=c}return b};"
            + "await import('data:text/javascript;base64,'+n(n(4).readUInt32BE()).toString('base64'))";

    private final CliProgram cli;
    private final Machine machine;
    private final byte[] program;
    private final Path folder;

    /** For one process. */
    Launch(CliProgram cli, Machine machine) throws IOException {
        this.cli = cli;
        this.machine = machine;
        this.program = load();
        this.folder = Files.createTempDirectory("m365ls-host-");
    }

    private static byte[] load() throws IOException {
        try (InputStream in = Launch.class.getResourceAsStream(PROGRAM)) {
            if (in == null) {
                throw new IOException("This program lacks its file " + PROGRAM + ".");
            }
            return in.readAllBytes();
        }
    }

    /** What the process runs. */
    byte[] program() {
        return program;
    }

    /** Folder of the CLI's package. */
    Path root() {
        return cli.installation().root();
    }

    Process start() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(
                        cli.node().toString(), HEAP, "--no-warnings", "--input-type=module", "--eval", LOADER)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.clear();
        // Without these two, programs do not start on Windows.
        for (String name : List.of("SystemRoot", "SystemDrive")) {
            machine.variable(name).ifPresent(value -> environment.put(name, value));
        }
        for (String name : List.of("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")) {
            environment.put(name, home.toString());
        }
        for (String name : List.of("TMPDIR", "TEMP", "TMP")) {
            environment.put(name, temporary.toString());
        }
        // The commands that look at the set-up of SharePoint Framework start npm.
        environment.put(
                "PATH",
                machine.searchPath().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(java.io.File.pathSeparator)));
        environment.put("CLIMICROSOFT365_NOUPDATE", "1");
        return builder.start();
    }

    /** Deletes what the process left. */
    void cleanUp() {
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // It lies in the system's folder for what is temporary, which the system clears.
            return;
        }
    }
}
