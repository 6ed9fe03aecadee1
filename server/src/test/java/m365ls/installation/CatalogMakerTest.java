package m365ls.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.installation.CatalogChoice.Ready;
import m365ls.installation.CatalogChoice.ToMake;
import m365ls.installation.CatalogMaker.Result;
import m365ls.installation.CatalogMaker.Result.Failed;
import m365ls.installation.CatalogMaker.Result.Made;
import m365ls.installation.CliInstallation.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real extractor with the Node of this machine on installations made for the test. */
class CatalogMakerTest {

    private static final CatalogFile BUILT_IN = CatalogFile.builtIn();
    private static final Path SERVER = Path.of(System.getProperty("repository.root"), "server");
    private static final Path PINNED = SERVER.resolve("cli-host/node_modules/@pnp/cli-microsoft365");
    private static final List<String> LINKED = List.of("dist", "docs");

    @TempDir
    Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void nameInstallation() throws IOException {
        root = Files.createDirectories(folder.toRealPath()
                .resolve("own")
                .resolve("node_modules")
                .resolve("@pnp")
                .resolve("cli-microsoft365"));
    }

    /** JUnit would warn of links that lead out of its folder. */
    @AfterEach
    void removeLinks() throws IOException {
        for (String name : LINKED) {
            Path link = root.resolve(name);
            if (Files.isSymbolicLink(link)) {
                Files.delete(link);
            }
        }
    }

    @Test
    void makesAndKeepsTheCatalogueOfAnotherVersion() throws Exception {
        installPinnedAs("11.99.0");
        CatalogChooser chooser = new CatalogChooser(BUILT_IN, machine());
        ToMake toMake = assertInstanceOf(ToMake.class, chooser.decide(FakeMachine.named(root)));
        Made made = assertInstanceOf(Made.class, maker(wishes(List.of())).make(toMake.installation()));
        assertSample(made.catalog());
        assertEquals("Using the commands of CLI for Microsoft 365 11.99.0.", made.message());

        Ready ready = assertInstanceOf(Ready.class, chooser.decide(FakeMachine.named(root)));
        assertSample(ready.catalog());
        assertTrue(ready.message().contains("11.99.0"), ready.message());
        assertInstanceOf(Ready.class, chooser.forVersion("11.99.0", Wishes.NONE));
        assertEquals(List.of("11.99.0-" + BUILT_IN.stamp()), cached());
    }

    @Test
    void makesADamagedCatalogueAgain() throws Exception {
        installPinnedAs("11.99.0");
        assertInstanceOf(Made.class, maker(wishes(List.of())).make(installation()));
        Path hot = machine()
                .cache()
                .resolve("catalogues/11.99.0-" + BUILT_IN.stamp())
                .resolve("hot.bin");
        Files.write(hot, new byte[] {1, 2, 3});
        CatalogChooser chooser = new CatalogChooser(BUILT_IN, machine());
        ToMake again = assertInstanceOf(ToMake.class, chooser.decide(FakeMachine.named(root)));
        assertInstanceOf(Made.class, maker(wishes(List.of())).make(again.installation()));
        assertInstanceOf(Ready.class, chooser.decide(FakeMachine.named(root)));
    }

    @Test
    void tellsWhichCommandsCouldNotBeRead() throws Exception {
        installPinnedAs("11.99.0");
        Path list = root.resolve("allCommands.json");
        JsonArray commands = JsonParser.parseString(Files.readString(list)).getAsJsonArray();
        JsonObject broken = commands.get(0).getAsJsonObject().deepCopy();
        broken.addProperty("name", "spo site broken");
        broken.addProperty("file", "spo/commands/site/site-broken.js");
        commands.add(broken);
        Files.writeString(list, commands.toString());
        Made made = assertInstanceOf(Made.class, maker(wishes(List.of())).make(installation()));
        assertSample(made.catalog());
        assertTrue(made.message().contains("The extractor said: spo site broken: left out"), made.message());
    }

    @Test
    void letsTwoProcessesMakeTheSameCatalogueAtOnce() throws Exception {
        installPinnedAs("11.99.0");
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<Result> make = () -> maker(wishes(List.of())).make(installation());
            for (Future<Result> result : both.invokeAll(List.of(make, make))) {
                assertSample(assertInstanceOf(Made.class, result.get()).catalog());
            }
        } finally {
            both.shutdownNow();
        }
        assertEquals(List.of("11.99.0-" + BUILT_IN.stamp()), cached());
    }

    @Test
    void tellsWhatTheExtractorSaidOfABrokenInstallation() throws Exception {
        describe("11.99.0");
        String message = failed(wishes(List.of()));
        assertTrue(message.startsWith("The commands of CLI for Microsoft 365 11.99.0 in "), message);
        assertTrue(message.contains("could not be read: Node ended with the code 1. The extractor said: "), message);
        assertTrue(message.contains("is incomplete"), message);
        assertEquals(List.of(), cached());
    }

    @Test
    void runsTheInstallationWithoutTheUsersEnvironment() throws Exception {
        describe("11.99.0");
        program("console.log('VARIABLES ' + Object.keys(process.env).sort()); process.exit(7);");
        String message = failed(wishes(List.of()));
        assertTrue(message.contains("VARIABLES "), message);
        List<String> variables = List.of(
                message.substring(message.indexOf("VARIABLES ") + 10).trim().split(","));
        assertTrue(variables.contains("HOME"), message);
        assertFalse(variables.contains("M365LS_HOME"), message);
        assertTrue(variables.stream().noneMatch("PATH"::equalsIgnoreCase), message);
    }

    @Test
    void endsAnInstallationThatNeverEnds() throws Exception {
        describe("11.99.0");
        program("setInterval(() => {}, 1000); await new Promise(() => {});");
        CatalogMaker maker = new CatalogMaker(BUILT_IN, machine(), wishes(List.of()), Duration.ZERO);
        Failed failed = assertInstanceOf(Failed.class, maker.make(installation()));
        assertTrue(failed.message().endsWith("it took more than 0 seconds."), failed.message());
        assertEquals(List.of(), cached());
    }

    @Test
    void endsAnInstallationThatPrintsWithoutEnd() throws Exception {
        describe("11.99.0");
        program("for (;;) { console.log('x'.repeat(10000)); }");
        assertTrue(failed(wishes(List.of())).contains("it printed too much"));
        assertEquals(List.of(), cached());
    }

    @Test
    void endsTheProcessWhenInterrupted() throws Exception {
        describe("11.99.0");
        program("setInterval(() => {}, 1000); await new Promise(() => {});");
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> maker(wishes(List.of())).make(installation()));
        assertEquals(List.of(), cached());
    }

    @Test
    void neverRunsAnUntrustedFoldersInstallation() throws Exception {
        describe("11.99.0");
        Path ran = folder.resolve("ran.txt");
        program("(await import('node:fs')).writeFileSync(" + quoted(ran) + ", ''); process.exit(1);");
        assertTrue(failed(wishes(List.of(folder))).contains("not trusted by name"));
        assertFalse(Files.exists(ran));
        failed(wishes(List.of(folder), folder));
        assertTrue(Files.exists(ran));
    }

    @Test
    void tellsThatNoNodeIsThere() throws Exception {
        describe("11.99.0");
        Machine bare = new Machine(
                Machine.current().platform(),
                Map.of("M365LS_HOME", folder.resolve("home").toString()),
                folder,
                folder);
        CatalogMaker maker = new CatalogMaker(BUILT_IN, bare, Wishes.NONE);
        Failed failed = assertInstanceOf(Failed.class, maker.make(installation()));
        assertTrue(failed.message().contains("no Node program was found"), failed.message());
    }

    @Test
    void tellsThatItsFolderCannotBeUsed() throws Exception {
        describe("11.99.0");
        Files.writeString(folder.resolve("home"), "a file");
        assertTrue(failed(wishes(List.of())).contains("FileSystemException"));
    }

    @Test
    void deletesWhatEndedProcessesLeftBehind() throws Exception {
        describe("11.99.0");
        Path cache = machine().cache().resolve("catalogues");
        Path abandoned = Files.createDirectories(cache.resolve("making-1"));
        Path young = Files.createDirectories(cache.resolve("making-2"));
        Files.writeString(abandoned.resolve("extractor.mjs"), "");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        failed(wishes(List.of()));
        assertFalse(Files.exists(abandoned));
        assertTrue(Files.exists(young));
    }

    private void assertSample(Catalog catalog) {
        assertEquals("11.99.0", catalog.version());
        List<String> names =
                catalog.commands().stream().map(CommandSpec::name).sorted().toList();
        assertEquals(List.of("spo site get", "spo site list"), names);
        CommandSpec expected = BUILT_IN.catalog().find("spo site get").orElseThrow();
        CommandSpec actual = catalog.find("spo site get").orElseThrow();
        assertEquals(expected.options(), actual.options());
        assertEquals(BUILT_IN.catalog().text(expected), catalog.text(actual));
        assertEquals(BUILT_IN.catalog().rules(expected), catalog.rules(actual));
    }

    /** The pinned package under another version, with two of its commands. */
    private void installPinnedAs(String version) throws IOException {
        describe(version);
        for (String name : LINKED) {
            Files.createSymbolicLink(root.resolve(name), PINNED.resolve(name));
        }
        JsonArray sample = new JsonArray();
        for (JsonElement command : JsonParser.parseString(Files.readString(PINNED.resolve("allCommands.json")))
                .getAsJsonArray()) {
            if (Set.of("spo site get", "spo site list")
                    .contains(command.getAsJsonObject().get("name").getAsString())) {
                sample.add(command);
            }
        }
        Files.writeString(root.resolve("allCommands.json"), sample.toString());
    }

    private void describe(String version) throws IOException {
        JsonObject description = new JsonObject();
        description.addProperty("name", "@pnp/cli-microsoft365");
        description.addProperty("version", version);
        description.addProperty("type", "module");
        Files.writeString(root.resolve("package.json"), description.toString());
    }

    /** Puts {@code code} where the CLI has its own. */
    private void program(String code) throws IOException {
        Files.createDirectories(root.resolve("dist").resolve("cli"));
        Files.writeString(root.resolve("dist").resolve("cli").resolve("cli.js"), code);
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("\\", "\\\\") + "'";
    }

    private CliInstallation installation() {
        return new CliInstallation(root, Version.of("11.99.0").orElseThrow(), Origin.WORKSPACE);
    }

    /** With the Node that the build has used. */
    private static Wishes wishes(List<Path> workspace, Path... trusted) throws IOException {
        Path node = Path.of(Files.readString(SERVER.resolve("target/catalogue/node.txt")));
        return new Wishes(Optional.empty(), Optional.of(node), workspace, Set.of(trusted));
    }

    private CatalogMaker maker(Wishes wishes) {
        return new CatalogMaker(BUILT_IN, machine(), wishes);
    }

    private String failed(Wishes wishes) throws InterruptedException {
        return assertInstanceOf(Failed.class, maker(wishes).make(installation()))
                .message();
    }

    private Machine machine() {
        Machine here = Machine.current();
        return new Machine(
                here.platform(),
                Map.of(
                        "M365LS_HOME",
                        folder.resolve("home").toString(),
                        "SystemRoot",
                        here.variable("SystemRoot").orElse("")),
                here.home(),
                here.root());
    }

    private List<String> cached() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(machine().cache().resolve("catalogues"))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        return names;
    }
}
