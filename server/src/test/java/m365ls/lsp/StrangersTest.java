package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import m365ls.tap.Conversation;
import m365ls.tap.Tap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server under clients that nobody here wrote: each one opens a script, completes, hovers, reads findings, fixes one,
 * changes the text, sees the server die, starts another one and closes. What the server says is listened to.
 */
@Tag("clients")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StrangersTest {

    private static final Path CLIENTS =
            Path.of(System.getProperty("repository.root")).resolve("test-fixtures/clients");

    private static final String SCRIPT = "m365 spo site get --ulr https://contoso.sharepoint.com\n";

    /** What each client's script reports. */
    private static final List<String> STEPS =
            List.of("open", "diagnose", "complete", "hover", "fix", "change", "crash", "restart", "close");

    @TempDir
    private Path folder;

    @Test
    void neovimUsesTheServer() throws Exception {
        Path program = CLIENTS.resolve("neovim.lua");
        passes(List.of("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile " + program));
    }

    @Test
    void emacsUsesTheServerThroughEglot() throws Exception {
        passes(List.of("emacs", "--batch", "-l", CLIENTS.resolve("eglot.el").toString()));
    }

    @Test
    void clientsMadeOfTheProtocolsNpmPackageUseTheServer() throws Exception {
        passes(List.of("node", CLIENTS.resolve("npm.mjs").toString()));
    }

    private void passes(List<String> client) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("a.sh"), SCRIPT);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> server = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Tap.class.getName(),
                folder.toString(),
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "m365ls.Main",
                "serve");
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(client)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("SERVER_COMMAND", new Gson().toJson(server));
        builder.environment()
                .put("SERVER_PID_FILE", folder.resolve("server.pid").toString());
        builder.environment().put("SCRIPT", script.toString());
        // Nothing of the user's own editor is read or written.
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        builder.environment().put("XDG_CACHE_HOME", folder.toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertTrue(process.waitFor(100, TimeUnit.SECONDS), () -> "it does not end\n" + read(printed));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = read(printed);
        assertEquals(0, process.exitValue(), said);
        assertTrue(!said.contains("FAILED"), said);
        for (String step : STEPS) {
            assertTrue(said.lines().anyMatch(line -> line.strip().startsWith("ok " + step)), step + " of\n" + said);
        }
        List<Path> conversations = conversations();
        assertEquals(2, conversations.size(), "one for each server");
        for (Path conversation : conversations) {
            Conversation heard = listen(conversation);
            assertEquals(List.of(), heard.wrong(), said);
            assertTrue(heard.heard() > 1, () -> read(conversation));
        }
    }

    private static Conversation listen(Path file) throws IOException {
        Conversation conversation = new Conversation();
        for (String line : Files.readAllLines(file)) {
            JsonObject message = JsonParser.parseString(line.substring(1)).getAsJsonObject();
            if (line.startsWith(">")) {
                conversation.fromClient(message);
            } else {
                conversation.fromServer(message);
            }
        }
        return conversation;
    }

    private List<Path> conversations() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().startsWith("conversation-"))
                            .toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
