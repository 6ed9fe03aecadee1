package m365ls.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import m365ls.installation.Machine.Platform;
import m365ls.installation.PrivateCopy.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an npm of the test's own, which writes down what it was told. */
class PrivateCopyTest {

    private static final Path SERVER = Path.of("").toAbsolutePath();
    private static final Version VERSION = Version.of("11.11.0").orElseThrow();

    private static final String INSTALLS = "import fs from 'node:fs'; import path from 'node:path';"
            + "const words = process.argv.slice(2); const to = words[words.indexOf('--prefix') + 1];"
            + "const [, name, version] = /^(@pnp\\/cli-microsoft365)@(.+)$/.exec(words[1]);"
            + "const folder = path.join(to, 'node_modules', '@pnp', 'cli-microsoft365');"
            + "fs.mkdirSync(folder, { recursive: true });"
            + "fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version }));"
            + "fs.writeFileSync(path.join(import.meta.dirname ?? path.dirname(process.argv[1]), 'words.txt'), words.join('\\n'));";

    @TempDir
    private Path temp;

    private Path root;
    private Path programs;

    @BeforeEach
    void resolveLinks() throws IOException {
        root = temp.toRealPath();
        programs = Files.createDirectories(root.resolve("bin"));
    }

    @Test
    void installsOneExactVersionWithoutRunningItsScripts() throws Exception {
        Path npm = npm(INSTALLS);
        PrivateCopy copy = copy(Platform.LINUX, Duration.ofMinutes(1));
        assertEquals(Optional.empty(), copy.find());

        CliProgram program =
                assertInstanceOf(Result.Installed.class, copy.install()).program();

        assertEquals(VERSION, program.installation().version());
        assertTrue(program.installation().root().startsWith(copy.folder()));
        assertEquals(Optional.of(program), copy.find());
        List<String> words = Files.readAllLines(npm.resolveSibling("words.txt"));
        assertEquals(List.of("install", "@pnp/cli-microsoft365@11.11.0"), words.subList(0, 2));
        assertTrue(words.containsAll(List.of("--ignore-scripts", "--save-exact", "--omit=dev")), words::toString);
        assertEquals(List.of("11.11.0"), left());
    }

    @Test
    void leavesWhatIsThere() throws Exception {
        Path npm = npm(INSTALLS);
        PrivateCopy copy = copy(Platform.LINUX, Duration.ofMinutes(1));
        assertInstanceOf(Result.Installed.class, copy.install());
        Files.delete(npm);
        assertInstanceOf(Result.Installed.class, copy.install());
    }

    @Test
    void runsOnWindowsTheProgramThatIsBehindTheScript() throws Exception {
        Files.writeString(programs.resolve("npm.cmd"), "@exit 1");
        write(programs.resolve("node_modules/npm/bin/npm-cli.js"), INSTALLS);
        assertInstanceOf(
                Result.Installed.class,
                copy(Platform.WINDOWS, Duration.ofMinutes(1)).install());
    }

    @Test
    void saysWhatNpmSays() throws Exception {
        npm("console.error('no such registry'); process.exit(3);");
        String message = failed(copy(Platform.LINUX, Duration.ofMinutes(1)));
        assertEquals(
                "CLI for Microsoft 365 11.11.0 could not be installed: npm ended with the code 3."
                        + " It said: no such registry",
                message);
        assertEquals(List.of(), left());
    }

    @Test
    void saysWhenSomethingElseWasInstalled() throws Exception {
        npm(INSTALLS.replace("{ name, version }", "{ name, version: '11.10.0' }"));
        assertTrue(failed(copy(Platform.LINUX, Duration.ofMinutes(1))).endsWith("npm has installed something else."));
    }

    @Test
    void endsAnInstallationThatTakesTooLong() throws Exception {
        npm("setInterval(() => {}, 1000);");
        assertTrue(failed(copy(Platform.LINUX, Duration.ofMillis(1))).contains("it took more than"));
        assertEquals(List.of(), left());
    }

    @Test
    void leavesNothingWhenItIsCancelled() throws Exception {
        Path npm = npm(INSTALLS + "setInterval(() => {}, 1000);");
        PrivateCopy copy = copy(Platform.LINUX, Duration.ofMinutes(1));
        FutureTask<Result> task = new FutureTask<>(copy::install);
        Thread thread = new Thread(task);
        thread.start();
        while (!Files.exists(npm.resolveSibling("words.txt"))) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        assertInstanceOf(
                InterruptedException.class,
                assertThrows(ExecutionException.class, () -> task.get(30, TimeUnit.SECONDS))
                        .getCause());
        assertEquals(List.of(), left());
    }

    @Test
    void doesNotRunAnNpmOfAnOpenFolder() throws Exception {
        npm(INSTALLS);
        Machine machine = machine(Platform.LINUX);
        // Beside this Node, there is only the npm of the open folder.
        Path node = Files.createSymbolicLink(programs.resolve("node"), node());
        Wishes wishes = new Wishes(Optional.empty(), Optional.of(node), List.of(root), Set.of(root));
        assertTrue(failed(new PrivateCopy(machine, wishes, VERSION)).contains("no npm was found"));
    }

    private List<String> left() throws IOException {
        Path folder = root.resolve("data/cli");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    private Path npm(String program) throws IOException {
        Path file = write(root.resolve("lib/node_modules/npm/bin/npm-cli.js"), program);
        Files.createSymbolicLink(programs.resolve("npm"), file);
        return file;
    }

    private static Path write(Path file, String program) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling("package.json"), "{\"type\":\"module\"}");
        return Files.writeString(file, program);
    }

    private static String failed(PrivateCopy copy) throws InterruptedException {
        return assertInstanceOf(Result.Failed.class, copy.install()).message();
    }

    private PrivateCopy copy(Platform platform, Duration patience) throws IOException {
        Wishes wishes = new Wishes(Optional.empty(), Optional.of(node()), List.of(), Set.of());
        return new PrivateCopy(machine(platform), wishes, VERSION, patience);
    }

    private static Path node() throws IOException {
        return Path.of(Files.readString(SERVER.resolve("target/catalogue/node.txt")));
    }

    private Machine machine(Platform platform) {
        return new Machine(
                platform,
                Map.of(
                        "PATH",
                        programs.toString(),
                        "M365LS_HOME",
                        root.resolve("data").toString()),
                root.resolve("home"),
                root);
    }
}
