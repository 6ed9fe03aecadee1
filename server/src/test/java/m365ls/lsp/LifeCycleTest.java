package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The protocol's rules about the life of a server, one by one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LifeCycleTest {

    private static final String URI = "file:///scripts/a.ps1";
    private static final byte[] TELL = Wire.frame(Wire.notification("tell", "{}"));

    private static byte[] request(int id, String method) {
        return Wire.frame(Wire.request(id, method, method.equals("shutdown") ? "null" : "{}"));
    }

    @Test
    void refusesRequestsBeforeInitialize() {
        Talk talk = Talk.of(
                request(5, "echo"), request(6, "unknown"), request(7, "shutdown"), Talk.INITIALIZE, request(8, "echo"));
        for (int id = 5; id <= 7; id++) {
            assertEquals(-32002, talk.code(id));
        }
        assertEquals(0, talk.code(8));
    }

    @Test
    void dropsNotificationsBeforeInitializeButNotExit() {
        assertEquals(List.of(), Talk.of(TELL, Talk.INITIALIZE).taken());
        Talk gone = Talk.of(Talk.EXIT, Talk.INITIALIZE);
        assertEquals(1, gone.exitCode());
        assertEquals(List.of(), gone.messages());
    }

    @Test
    void saysNothingBeforeInitializeIsAnswered() throws IOException {
        try (Editor editor = Editor.inProcess(new CompletableFuture<>())) {
            int id = editor.begin("initialize", """
                    {"trace": "verbose", "capabilities": {"workspace": {"configuration": true,
                      "didChangeWatchedFiles": {"dynamicRegistration": true}}}}
                    """);
            editor.open(URI, "powershell", 1, "m365 spo site gte");
            assertEquals(0, Wire.code(editor.answer(id)));
            assertEquals(List.of(), editor.received());
        }
    }

    @Test
    void takesInitializeOnce() {
        Talk talk = Talk.survives(request(5, "initialize"));
        assertEquals(-32600, talk.code(5));
    }

    @Test
    void takesInitializedOnce() throws IOException {
        try (Editor editor = Editor.inProcess(new CompletableFuture<>())) {
            editor.initialize("{\"workspace\":{\"didChangeWatchedFiles\":{\"dynamicRegistration\":true}}}");
            editor.tell("initialized", "{}");
            editor.ask("shutdown", "null");
            assertEquals(
                    1,
                    editor.received().stream()
                            .filter(m -> m.get("method").getAsString().equals("client/registerCapability"))
                            .count());
        }
    }

    @Test
    void refusesRequestsAfterShutdown() {
        Talk talk = Talk.of(
                Talk.INITIALIZE,
                Talk.SHUTDOWN,
                request(5, "echo"),
                request(6, "shutdown"),
                request(7, "initialize"),
                TELL,
                Talk.EXIT);
        for (int id = 5; id <= 7; id++) {
            assertEquals(-32600, talk.code(id));
        }
        assertTrue(talk.answer(98).get("result").isJsonNull());
        assertEquals(List.of(), talk.taken());
        assertEquals(0, talk.exitCode());
    }

    @Test
    void exitsWithOneUnlessShutDown() {
        assertEquals(1, Talk.of(Talk.EXIT).exitCode());
        assertEquals(1, Talk.of(Talk.INITIALIZE, Talk.EXIT).exitCode());
        assertEquals(1, Talk.of(Talk.INITIALIZE).exitCode());
        assertEquals(0, Talk.of(Talk.INITIALIZE, Talk.SHUTDOWN, Talk.EXIT).exitCode());
        assertEquals(0, Talk.of(Talk.INITIALIZE, Talk.SHUTDOWN).exitCode());
    }

    @Test
    void endsWithItsInput() throws IOException {
        try (Launched fresh = new Launched("serve")) {
            fresh.process().getOutputStream().close();
            assertEquals(1, fresh.exitCode());
        }
        try (Launched used = new Launched("serve")) {
            Editor editor = used.editor();
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 status");
            editor.close();
            assertEquals(1, used.exitCode());
        }
    }

    @Test
    void writesTheAnswerToShutdownBeforeItLeaves() throws IOException {
        try (Launched server = new Launched("serve")) {
            Editor editor = server.editor();
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 spo site get\n".repeat(5_000));
            // Nothing of this is read until the process has been told to leave.
            int last = 0;
            for (int i = 0; i < 3; i++) {
                last = editor.begin("textDocument/documentLink", Editor.document(URI));
            }
            assertEquals(0, Wire.code(editor.answer(last - 2)));
            int shutdown = editor.begin("shutdown", "null");
            editor.tell("exit", "null");
            assertEquals(0, Wire.code(editor.answer(shutdown)));
            assertEquals(0, server.exitCode());
        }
    }

    @Test
    void endsWhenTheProcessThatUsesItIsGone() throws IOException {
        try (Launched parent = new Launched("--version");
                Launched server = new Launched("serve")) {
            assertEquals(0, parent.exitCode());
            JsonObject answer = server.editor()
                    .ask("initialize", "{\"processId\":" + parent.process().pid() + ",\"capabilities\":{}}");
            assertFalse(answer.has("error"));
            assertEquals(1, server.exitCode(), "although its input is still open");
        }
    }

    @Test
    void passesOverUnknownNotificationsButAnswersUnknownRequests() {
        Talk talk = Talk.survives(Wire.notification("$/foo", "{}"));
        assertEquals(2, talk.messages().size(), talk.messages().toString());
        assertEquals(-32601, Talk.survives(Wire.request(5, "$/foo", "{}")).code(5));
    }

    @Test
    void answersForTheTextOfTheRequestAndNeverThatItChanged() throws IOException {
        try (Editor editor = Editor.inProcess(new CompletableFuture<>())) {
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 spo site get --\n".repeat(300));
            for (int version = 2; version < 60; version++) {
                int id = editor.begin("textDocument/completion", Editor.at(URI, version, 20));
                editor.insert(URI, version, 0, 0, "#");
                JsonObject answer = editor.answer(id);
                assertEquals(0, Wire.code(answer), answer.toString());
                assertFalse(answer.getAsJsonArray("result").isEmpty());
            }
        }
    }
}
