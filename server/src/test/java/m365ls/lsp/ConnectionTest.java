package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import m365ls.log.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers to messages as they should not be, and when. */
class ConnectionTest {

    private static final byte[] INITIALIZE = Wire.frame(Wire.request(1, "initialize", "{\"capabilities\":{}}"));
    private static final byte[] NEXT = Wire.frame(Wire.request(99, "echo", "{\"text\":\"still here\"}"));
    private static final byte[] SHUTDOWN = Wire.frame(Wire.request(98, "shutdown", "null"));
    private static final byte[] EXIT = Wire.frame("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");

    private final List<String> taken = new ArrayList<>();

    /** What came of a conversation. */
    private record Outcome(int exitCode, List<JsonObject> messages) {
        JsonObject answer(int id) {
            return Wire.answer(messages, id);
        }

        /** The one answer without an id. */
        JsonObject nameless() {
            List<JsonObject> found =
                    messages.stream().filter(m -> m.get("id").isJsonNull()).toList();
            assertEquals(1, found.size(), messages.toString());
            return found.get(0);
        }
    }

    private Outcome talk(byte[]... input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Outbox outbox = new Outbox(out, () -> {});
        outbox.start();
        int code;
        try (outbox) {
            Connection connection = new Connection(outbox, new Log("m365ls.test"));
            Routes routes = new Routes()
                    .request("initialize", JsonObject.class, params -> CompletableFuture.completedFuture(params))
                    .request("shutdown", () -> CompletableFuture.completedFuture(java.util.Optional.empty()))
                    .request("echo", JsonObject.class, params -> CompletableFuture.completedFuture(params))
                    .request("number", Limits.class, params -> CompletableFuture.completedFuture(params))
                    .request("fail", JsonObject.class, params -> {
                        throw new IllegalStateException("secret " + params);
                    })
                    .request("failLater", JsonObject.class, params -> {
                        return CompletableFuture.failedFuture(new IllegalStateException("secret " + params));
                    })
                    .request("overflow", JsonObject.class, params -> CompletableFuture.completedFuture(deep(0)))
                    .notification("tell", JsonObject.class, params -> taken.add(params.toString()))
                    .notification("failToTell", JsonObject.class, params -> {
                        throw new IllegalStateException("secret " + params);
                    })
                    .notification("overflowToTell", JsonObject.class, params -> taken.add("" + deep(0)));
            code = connection.serve(new ByteArrayInputStream(Wire.join(input)), routes);
        }
        return new Outcome(code, Wire.messages(out.toByteArray()));
    }

    /** Parameters with types that can be wrong. */
    private record Limits(int line) {}

    private static int deep(int depth) {
        return depth < 0 ? 0 : 1 + deep(depth + 1);
    }

    private Outcome survives(byte[] bad) {
        Outcome outcome = talk(INITIALIZE, bad, NEXT);
        assertEquals(
                "still here",
                outcome.answer(99).getAsJsonObject("result").get("text").getAsString());
        assertFalse(outcome.messages().toString().contains("at m365ls"), "a stack trace");
        assertFalse(outcome.messages().toString().contains("secret"), "an exception's text");
        return outcome;
    }

    @Test
    void answersMalformedJsonWithParseError() {
        assertEquals(
                -32700,
                Wire.code(survives(Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":7,")).nameless()));
        assertEquals(
                -32700, Wire.code(survives(Wire.frame("{'jsonrpc':\"2.0\"}")).nameless()));
        assertEquals(-32700, Wire.code(survives(Wire.frame("")).nameless()));
        assertEquals(-32700, Wire.code(survives(Wire.frame("{} {}")).nameless()));
    }

    @Test
    void survivesMalformedJsonOfAHundredKilobytes() {
        assertEquals(
                -32700,
                Wire.code(survives(Wire.frame("{" + "x".repeat(100_000))).nameless()));
    }

    @Test
    void answersATypeErrorInABigBodyWithInvalidParams() {
        String params = "{\"line\":\"x\",\"text\":\"" + "y".repeat(20_000) + "\"}";
        assertEquals(
                -32602,
                Wire.code(
                        survives(Wire.frame(Wire.request(5, "number", params))).answer(5)));
        String idLast = "{\"jsonrpc\":\"2.0\",\"method\":\"number\",\"params\":" + params + ",\"id\":6}";
        assertEquals(-32602, Wire.code(survives(Wire.frame(idLast)).answer(6)));
    }

    @Test
    void answersNumbersThatDoNotFitWithInvalidParams() {
        assertEquals(
                -32602,
                Wire.code(survives(Wire.frame(Wire.request(5, "number", "{\"line\":4294967296}")))
                        .answer(5)));
    }

    @Test
    void survivesNestingDeeperThanTheParserGoes() {
        String deep = Wire.request(5, "echo", "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
        assertEquals(-32700, Wire.code(survives(Wire.frame(deep)).nameless()));
    }

    @Test
    void answersMissingParamsWithInvalidParams() {
        assertEquals(
                -32602,
                Wire.code(survives(Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"echo\"}"))
                        .answer(5)));
        assertEquals(
                -32602,
                Wire.code(survives(Wire.frame(Wire.request(5, "echo", "null"))).answer(5)));
        assertEquals(
                -32602,
                Wire.code(survives(Wire.frame(Wire.request(5, "echo", "[[]]"))).answer(5)));
    }

    @Test
    void refusesBatches() {
        String batch = "[" + Wire.request(5, "echo", "{}") + "," + Wire.request(6, "echo", "{}") + "]";
        assertEquals(-32600, Wire.code(survives(Wire.frame(batch)).nameless()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "5", "\"text\"", "{\"jsonrpc\":\"2.0\",\"params\":{}}"})
    void refusesJsonThatIsNoMessage(String body) {
        assertEquals(-32600, Wire.code(survives(Wire.frame(body)).nameless()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$/foo", "textDocument/nothing", ""})
    void answersUnknownRequestsWithMethodNotFound(String method) {
        Outcome outcome = survives(Wire.frame(Wire.request(5, method, "{}")));
        assertEquals(-32601, Wire.code(outcome.answer(5)));
    }

    @Test
    void passesOverUnknownNotificationsAndAnswersNobodyAskedFor() {
        Outcome outcome = talk(
                INITIALIZE,
                Wire.frame(Wire.notification("$/foo", "{}")),
                Wire.frame(Wire.notification("foo", "5")),
                Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}"),
                Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"x\"}}"),
                Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"error\":{\"code\":\"x\"}}"),
                NEXT);
        assertEquals(2, outcome.messages().size(), outcome.messages().toString());
    }

    @Test
    void tellsNothingOfExceptions() {
        for (String method : List.of("fail", "failLater", "overflow")) {
            Outcome outcome = survives(Wire.frame(Wire.request(5, method, "{\"password\":\"hidden\"}")));
            JsonObject error = outcome.answer(5).getAsJsonObject("error");
            assertEquals(-32603, error.get("code").getAsInt());
            assertTrue(error.get("message")
                    .getAsString()
                    .matches("The server failed at this request\\. Its log says more under [0-9a-f]{8}\\."));
            assertFalse(error.has("data"));
        }
    }

    @Test
    void survivesExceptionsAndErrorsInNotifications() {
        survives(Wire.frame(Wire.notification("failToTell", "{}")));
        survives(Wire.frame(Wire.notification("overflowToTell", "{}")));
        assertEquals(List.of(), taken);
    }

    @Test
    void answersAnUnknownCharsetWithAnError() {
        byte[] body = Wire.request(5, "echo", "{}").getBytes(StandardCharsets.UTF_16LE);
        byte[] header = ("Content-Length: " + body.length
                        + "\r\nContent-Type: application/vscode-jsonrpc; charset=utf-16le\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertEquals(-32700, Wire.code(survives(Wire.join(header, body)).nameless()));
    }

    @Test
    void readsInvalidUtf8AsReplacementCharacters() {
        byte[] message = Wire.frame(Wire.request(5, "echo", "{\"text\":\"?\"}"));
        for (int i = 0; i < message.length; i++) {
            message[i] = message[i] == '?' ? (byte) 0xff : message[i];
        }
        assertEquals(
                "\uFFFD",
                survives(message)
                        .answer(5)
                        .getAsJsonObject("result")
                        .get("text")
                        .getAsString());
    }

    @Test
    void keepsIdsAsTheyCame() {
        String text = "{\"jsonrpc\":\"2.0\",\"id\":\"five\",\"method\":\"echo\",\"params\":{}}";
        String large = "{\"jsonrpc\":\"2.0\",\"id\":12345678901,\"method\":\"echo\",\"params\":{}}";
        Outcome outcome = talk(INITIALIZE, Wire.frame(text), Wire.frame(large), NEXT);
        assertEquals("five", outcome.messages().get(1).get("id").getAsString());
        assertEquals(12345678901L, outcome.messages().get(2).get("id").getAsLong());
    }

    @Test
    void refusesRequestsBeforeInitialize() {
        Outcome outcome = talk(
                Wire.frame(Wire.request(5, "echo", "{}")),
                Wire.frame(Wire.request(6, "unknown", "{}")),
                Wire.frame(Wire.request(7, "shutdown", "null")),
                INITIALIZE,
                NEXT);
        for (int id = 5; id <= 7; id++) {
            assertEquals(-32002, Wire.code(outcome.answer(id)));
        }
        assertEquals(0, Wire.code(outcome.answer(99)));
    }

    @Test
    void dropsNotificationsBeforeInitializeAndAfterShutdown() {
        byte[] tell = Wire.frame(Wire.notification("tell", "{}"));
        talk(tell, INITIALIZE, SHUTDOWN, tell);
        assertEquals(List.of(), taken);
        talk(INITIALIZE, tell);
        assertEquals(List.of("{}"), taken);
    }

    @Test
    void refusesASecondInitialize() {
        Outcome outcome = survives(Wire.frame(Wire.request(5, "initialize", "{}")));
        assertEquals(-32600, Wire.code(outcome.answer(5)));
    }

    @Test
    void refusesRequestsAfterShutdown() {
        Outcome outcome = talk(
                INITIALIZE,
                SHUTDOWN,
                Wire.frame(Wire.request(5, "echo", "{}")),
                Wire.frame(Wire.request(6, "shutdown", "null")),
                Wire.frame(Wire.request(7, "initialize", "{}")),
                EXIT);
        for (int id = 5; id <= 7; id++) {
            assertEquals(-32600, Wire.code(outcome.answer(id)));
        }
        assertTrue(outcome.answer(98).get("result").isJsonNull());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void exitsWithOneUnlessShutDown() {
        assertEquals(1, talk(EXIT).exitCode());
        assertEquals(1, talk(INITIALIZE, EXIT).exitCode());
        assertEquals(1, talk(INITIALIZE).exitCode());
        assertEquals(0, talk(INITIALIZE, SHUTDOWN, EXIT).exitCode());
        assertEquals(0, talk(INITIALIZE, SHUTDOWN).exitCode());
    }

    @Test
    void readsNothingBehindExit() {
        assertEquals(List.of(), talk(EXIT, INITIALIZE).messages());
    }

    @Test
    void endsWhereTheLengthIsTooShort() {
        byte[] body = Wire.request(5, "echo", "{}").getBytes(StandardCharsets.UTF_8);
        byte[] bad = Wire.join(
                ("Content-Length: " + (body.length - 5) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII), body);
        Outcome outcome = talk(INITIALIZE, bad, SHUTDOWN, EXIT);
        assertEquals(1, outcome.exitCode());
        assertEquals(-32700, Wire.code(outcome.nameless()));
    }

    @Test
    void refusesMessagesOfMoreValuesThanTheHeapHolds() {
        String many = "{\"a\":[" + "[],".repeat(800_000) + "[]]}";
        assertEquals(
                -32600,
                Wire.code(survives(Wire.frame(Wire.request(5, "echo", many))).answer(5)));
        survives(Wire.frame(Wire.notification("tell", many)));
        survives(Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + many + "}"));
        assertEquals(List.of(), taken);
        String text = "{\"text\":\"" + "[],\\\"".repeat(600_000) + "\"}";
        assertEquals(
                0, Wire.code(survives(Wire.frame(Wire.request(5, "echo", text))).answer(5)), "these are no values");
    }

    private List<String> traced(String initial, String set, String message) {
        return talk(
                        Wire.frame(
                                Wire.request(1, "initialize", "{\"capabilities\":{},\"trace\":\"" + initial + "\"}")),
                        Wire.frame(Wire.notification("$/setTrace", "{\"value\":\"" + set + "\"}")),
                        Wire.frame(message))
                .messages()
                .stream()
                .filter(m -> m.has("method"))
                .map(m -> m.getAsJsonObject("params"))
                .map(params -> params.get("message").getAsString()
                        + (params.has("verbose") ? " " + params.get("verbose").getAsString() : ""))
                .toList();
    }

    @Test
    void tracesAsTheClientWishesFromTheStart() {
        String echo = Wire.request(5, "echo", "{\"text\":\"secret\"}");
        assertEquals(List.of(), traced("off", "off", echo));
        assertEquals(
                List.of(
                        "Sent response 'initialize' - (1).",
                        "Received request 'echo' - (5).",
                        "Sent response 'echo' - (5)."),
                traced("messages", "no such value", echo));
        assertEquals(List.of("Sent response 'initialize' - (1)."), traced("messages", "off", echo));
    }

    @Test
    void tracesNothingOfWhatMessagesCarry() {
        assertEquals(
                List.of("Received notification 'tell'."),
                traced("off", "messages", Wire.notification("tell", "{\"text\":\"secret\"}")));
        List<String> told = traced("off", "verbose", Wire.request(5, "fail", "{\"text\":\"secret\"}"));
        assertEquals("Received request 'fail' - (5).", told.get(0));
        String unknown = Wire.request(5, "secret", "{}");
        assertEquals(List.of(), traced("off", "verbose", unknown));
        List<String> answered = traced("off", "verbose", Wire.request(5, "echo", "{\"text\":\"secret\"}"));
        assertTrue(
                answered.get(1).matches("Sent response 'echo' - \\(5\\)\\. It took [0-9]+ microseconds\\."),
                answered.toString());
    }
}
