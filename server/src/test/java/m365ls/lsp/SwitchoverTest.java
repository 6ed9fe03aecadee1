package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.log.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SwitchoverTest {

    private static final Path SERVER = Path.of(System.getProperty("repository.root"), "server");

    @TempDir
    private Path folder;

    private final CatalogFile builtIn = CatalogFile.builtIn();
    private final BlockingQueue<Catalog> used = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> titles = new LinkedBlockingQueue<>();
    private final CompletableFuture<CompletableFuture<?>> begun = new CompletableFuture<>();

    private final Switchover.Listener listener = new Switchover.Listener() {
        @Override
        public void use(Catalog catalog) {
            used.add(catalog);
        }

        @Override
        public void makes(String what, CompletableFuture<?> making) {
            titles.add(what);
            begun.complete(making);
        }

        @Override
        public void tell(String message) {}
    };

    private Machine machine() {
        Machine here = Machine.current();
        Map<String, String> environment = Map.of(
                "M365LS_HOME",
                folder.resolve("home").toString(),
                "SystemRoot",
                here.variable("SystemRoot").orElse(""));
        return new Machine(here.platform(), environment, folder, folder);
    }

    /** An installation whose program tells its process in {@code file} and never ends. */
    private Path hanging(Path file) throws IOException {
        Path root = Files.createDirectories(folder.toRealPath().resolve("node_modules/@pnp/cli-microsoft365"));
        Files.writeString(
                root.resolve("package.json"),
                "{\"name\":\"@pnp/cli-microsoft365\",\"version\":\"11.99.0\",\"type\":\"module\"}");
        Path program = Files.createDirectories(root.resolve("dist/cli")).resolve("cli.js");
        Files.writeString(program, """
                const fs = await import('node:fs');
                fs.writeFileSync(%1$s + '.new', String(process.pid));
                fs.renameSync(%1$s + '.new', %1$s);
                setInterval(() => {}, 1000);
                await new Promise(() => {});
                """.formatted(new JsonPrimitive(file.toString())));
        return root;
    }

    @Test
    void endsTheMakingOfACatalogueThatTheUserDoesNotWaitFor() throws Exception {
        Path file = folder.resolve("process.txt");
        Path root = hanging(file);
        Path node = Path.of(Files.readString(SERVER.resolve("target/catalogue/node.txt")));
        Wishes wishes = new Wishes(Optional.of(root), Optional.of(node), List.of(), Set.of());
        Switchover switchover = new Switchover(
                CompletableFuture.completedFuture(builtIn), this::machine, new Trouble(new Log("m365ls.test")));
        switchover.decide(() -> new Switchover.Question(wishes, ""), listener);
        CompletableFuture<?> making = begun.get();
        assertEquals("Reading the commands of CLI for Microsoft 365 11.99.0", titles.take());
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(Files.readString(file)));
        making.cancel(true);
        process.ifPresent(running -> running.onExit().join());
        assertEquals(0, used.size(), "what counted before counts on");
        // The next decision is not disturbed by it.
        switchover.decide(() -> new Switchover.Question(Wishes.NONE, ""), listener);
        assertEquals(builtIn.catalog().version(), used.take().version());
    }
}
