package m365ls.run.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Variables by which programs find what is the user's. */
    static final List<String> HOMES = List.of("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA");

    private static final String PROGRAM = "host.mjs";

    /** What commands that work on large libraries need, and what a small machine has. */
    private static final String HEAP = "--max-old-space-size=512";

    /** Reads the program's length and the program from standard input, and runs it; what follows is for the program. */
    private static final String LOADER = "import{readSync as r}from'node:fs';"
            + "const n=k=>{const b=Buffer.alloc(k);let o=0;while(o<k){const c=r(0,b,o,k-o);if(!c)process.exit(1);o+=c}return b};"
            + "await import('data:text/javascript;base64,'+n(n(4).readUInt32BE()).toString('base64'))";

    private final CliProgram cli;
    private final Machine machine;
    private final List<String> flags;
    private final byte[] program;
    private final Path folder;

    /**
     * For one process.
     *
     * @param flags for Node, beyond those that it always gets
     */
    Launch(CliProgram cli, Machine machine, List<String> flags) throws IOException {
        this.cli = cli;
        this.machine = machine;
        this.flags = List.copyOf(flags);
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

    /** Where the process has its home and its temporary files. */
    Path folder() {
        return folder;
    }

    /** Folder of the CLI's package. */
    Path root() {
        return cli.installation().root();
    }

    Process start() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(cli.node().toString(), HEAP, "--no-warnings"));
        command.addAll(flags);
        command.addAll(List.of("--input-type=module", "--eval", LOADER));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.clear();
        // Without these two, programs do not start on Windows.
        for (String name : List.of("SystemRoot", "SystemDrive")) {
            machine.variable(name).ifPresent(value -> environment.put(name, value));
        }
        for (String name : HOMES) {
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

    /** Deletes what the process left; may be called again. */
    void cleanUp() {
        if (!Files.exists(folder)) {
            return;
        }
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
