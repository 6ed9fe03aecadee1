package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What the server does about clients that do not speak as they should: each row of the table in {@code docs/features.md}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MisbehavedClientTest {

    private static final Path PAGE =
            Path.of(System.getProperty("repository.root")).resolve("docs/features.md");

    private static final String URI = "file:///scripts/a.ps1";

    /** The rows by their names on the page, in its order. */
    private static Map<String, Executable> rows() {
        Map<String, Executable> rows = new LinkedHashMap<>();
        rows.put("JSON that is not well-formed", MisbehavedClientTest::malformed);
        rows.put("100 kilobytes of it", () -> parseError(Wire.frame("{" + "x".repeat(100_000))));
        rows.put("values nested deeper than 255 levels", MisbehavedClientTest::nested);
        rows.put("a charset other than UTF-8", MisbehavedClientTest::charset);
        rows.put("a batch", MisbehavedClientTest::batch);
        rows.put("a request nobody knows, with `$/` or without", MisbehavedClientTest::unknown);
        rows.put("parameters of wrong types, in a message of 20 kilobytes", MisbehavedClientTest::wrongTypes);
        rows.put("no parameters where they are needed", MisbehavedClientTest::noParameters);
        rows.put("a line or column of more than 32 bits", MisbehavedClientTest::hugeColumn);
        rows.put("a negative line or column", MisbehavedClientTest::negativeColumn);
        rows.put("a request before `initialize`", () -> assertEquals(-32002, outOfTurn(false)));
        rows.put("a request after `shutdown`, or a second `initialize`", () -> assertEquals(-32600, outOfTurn(true)));
        rows.put("a request at which the server fails", MisbehavedClientTest::failure);
        rows.put("a notification at which the server fails", MisbehavedClientTest::failureOfNotification);
        rows.put("bytes that are not UTF-8", MisbehavedClientTest::invalidUtf8);
        rows.put("header names in lower or upper case", MisbehavedClientTest::headerCase);
        rows.put("a header without Content-Length", () -> over("Content-Type: x\r\n\r\n{}"));
        rows.put("a Content-Length that is too small", MisbehavedClientTest::tooShort);
        rows.put("a Content-Length that is no number of up to ten digits", MisbehavedClientTest::noLength);
        rows.put("a Content-Length of more than 32 MiB", MisbehavedClientTest::tooLong);
        rows.put("a body of 400 MB", () -> flood("Content-Length: 419430400\r\n\r\n", 400));
        rows.put("a header line of 50 MB", () -> flood("", 50));
        rows.put("the cancellation of a request under way", MisbehavedClientTest::cancellation);
        rows.put("10,000 requests, each cancelled", MisbehavedClientTest::storm);
        rows.put("no reading of 4,000 answers", MisbehavedClientTest::unread);
        rows.put(
                "the end of the input",
                () -> assertEquals(1, Talk.of(Talk.INITIALIZE).exitCode()));
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredAsThePageSays() {
        return rows().entrySet().stream().map(row -> dynamicTest(row.getKey(), row.getValue()));
    }

    @Test
    void thePageHasTheSameRows() throws IOException {
        String table = Files.readString(PAGE).split("\\| what comes \\|.*\n")[1].split("\n\n")[0];
        List<String> names = table.lines()
                .skip(1)
                .map(line -> line.split(" \\| ")[0].substring(2))
                .toList();
        assertEquals(List.copyOf(rows().keySet()), names);
    }

    private static void parseError(byte[] message) {
        assertEquals(-32700, Talk.survives(message).namelessCode());
    }

    private static void malformed() {
        for (String body : List.of("{\"jsonrpc\":\"2.0\",\"id\":7,", "{'jsonrpc':\"2.0\"}", "", "{} {}")) {
            parseError(Wire.frame(body));
        }
    }

    private static void nested() {
        for (int depth : List.of(256, 20_000)) {
            String value = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"b\":\"" + "x".repeat(20_000) + "\"}";
            parseError(Wire.frame(Wire.request(5, "echo", value)));
        }
    }

    private static void charset() {
        byte[] body = Wire.request(5, "echo", "{}").getBytes(StandardCharsets.UTF_16LE);
        byte[] header = ("Content-Length: " + body.length
                        + "\r\nContent-Type: application/vscode-jsonrpc; charset=utf-16le\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        parseError(Wire.join(header, body));
    }

    private static void batch() {
        String batch = "[" + Wire.request(5, "echo", "{}") + "," + Wire.request(6, "echo", "{}") + "]";
        assertEquals(-32600, Talk.survives(batch).namelessCode());
    }

    private static void unknown() {
        for (String method : List.of("$/foo", "textDocument/nothing", "")) {
            assertEquals(-32601, Talk.survives(Wire.request(5, method, "{}")).code(5));
        }
    }

    private static void wrongTypes() {
        String params = "{\"line\":\"x\",\"text\":\"" + "y".repeat(20_000) + "\"}";
        assertEquals(-32602, Talk.survives(Wire.request(5, "number", params)).code(5));
        String idLast = "{\"jsonrpc\":\"2.0\",\"method\":\"number\",\"params\":" + params + ",\"id\":6}";
        assertEquals(-32602, Talk.survives(idLast).code(6));
    }

    private static void noParameters() {
        assertEquals(
                -32602,
                Talk.survives("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"echo\"}")
                        .code(5));
        assertEquals(-32602, Talk.survives(Wire.request(5, "echo", "null")).code(5));
        assertEquals(-32602, Talk.survives(Wire.request(5, "echo", "[[]]")).code(5));
    }

    private static void hugeColumn() throws IOException {
        assertEquals(
                -32602,
                Talk.survives(Wire.request(5, "number", "{\"line\":4294967296}"))
                        .code(5));
        String place =
                "{\"textDocument\":{\"uri\":\"" + URI + "\"},\"position\":{\"line\":0,\"character\":4294967296}}";
        try (Editor editor = opened("m365 spo site get")) {
            assertEquals(-32602, Wire.code(editor.ask("textDocument/hover", place)));
        }
    }

    private static void negativeColumn() throws IOException {
        try (Editor editor = opened("m365 spo site get")) {
            JsonObject first = editor.ask("textDocument/completion", Editor.at(URI, 0, 0));
            for (int line : List.of(0, -1, Integer.MIN_VALUE)) {
                JsonObject answer = editor.ask("textDocument/completion", Editor.at(URI, line, -1));
                assertEquals(first.get("result"), answer.get("result"));
            }
        }
    }

    private static Editor opened(String text) {
        Editor editor = Editor.inProcess(new CompletableFuture<>());
        editor.initialize("{}");
        editor.open(URI, "powershell", 1, text);
        return editor;
    }

    /** The code that requests out of turn are answered with. */
    private static int outOfTurn(boolean late) {
        byte[] request = Wire.frame(Wire.request(5, "echo", "{}"));
        byte[] second = Wire.frame(Wire.request(6, "initialize", "{}"));
        Talk talk = late
                ? Talk.of(Talk.INITIALIZE, second, Talk.SHUTDOWN, request, Talk.EXIT)
                : Talk.of(request, Talk.INITIALIZE, Talk.SHUTDOWN, Talk.EXIT);
        if (late) {
            assertEquals(talk.code(5), talk.code(6));
        }
        assertEquals(0, talk.exitCode());
        return talk.code(5);
    }

    private static void failure() {
        for (String method : List.of("fail", "failLater", "overflow")) {
            Talk talk = Talk.survives(Wire.request(5, method, "{\"password\":\"hidden\"}"));
            JsonObject error = talk.answer(5).getAsJsonObject("error");
            assertEquals(-32603, talk.code(5));
            String sentence = error.get("message").getAsString();
            assertTrue(
                    sentence.matches("The server failed at this request\\. Its log says more under [0-9a-f]{8}\\."),
                    sentence);
            assertFalse(error.has("data"));
            String id = sentence.replaceAll(".* ([0-9a-f]{8})\\.", "$1");
            assertEquals(1, talk.logged().size());
            assertTrue(talk.logged().get(0).startsWith(method + " failed (" + id + "): java.lang."));
            assertFalse(talk.logged().toString().contains("hidden"));
        }
    }

    private static void failureOfNotification() {
        for (String method : List.of("failToTell", "overflowToTell")) {
            Talk talk = Talk.survives(Wire.notification(method, "{\"password\":\"hidden\"}"));
            assertEquals(List.of(), talk.taken());
            assertEquals(1, talk.logged().size());
            String line = talk.logged().get(0);
            assertTrue(line.matches(method + " failed \\([0-9a-f]{8}\\): java\\.lang\\.\\w+ at .*"), line);
            assertFalse(line.contains("hidden") || line.contains("secret"), line);
        }
    }

    private static void invalidUtf8() {
        byte[] message = Wire.frame(Wire.request(5, "echo", "{\"text\":\"?\"}"));
        for (int i = 0; i < message.length; i++) {
            message[i] = message[i] == '?' ? (byte) 0xff : message[i];
        }
        JsonObject result = Talk.survives(message).answer(5).getAsJsonObject("result");
        assertEquals("\uFFFD", result.get("text").getAsString());
    }

    private static void headerCase() {
        for (String name : List.of("content-length", "CONTENT-LENGTH")) {
            String message = new String(Wire.frame(Wire.request(5, "echo", "{}")), StandardCharsets.UTF_8);
            byte[] renamed = message.replace("Content-Length", name).getBytes(StandardCharsets.UTF_8);
            assertEquals(0, Talk.survives(renamed).code(5));
        }
    }

    /** In this process, and in one of its own whose input stays open. */
    private static void over(String input) throws IOException {
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                1, Talk.of(Talk.INITIALIZE, bytes, Talk.SHUTDOWN, Talk.EXIT).exitCode(), input);
        try (Launched server = new Launched("serve")) {
            assertTrue(server.write(bytes));
            assertEquals(1, server.exitCode(), input);
        }
    }

    private static void tooShort() throws IOException {
        String body = Wire.request(5, "echo", "{}");
        over("Content-Length: " + (body.length() - 5) + "\r\n\r\n" + body + "Content-Length: 2\r\n\r\n{}");
    }

    private static void noLength() throws IOException {
        over("Content-Length: abc\r\n\r\n{}");
        for (String length : List.of("-5", "", "+2", "2.0", "0x2", "99999999999")) {
            byte[] bytes = ("Content-Length: " + length + "\r\n\r\n{}").getBytes(StandardCharsets.US_ASCII);
            assertEquals(
                    1, Talk.of(Talk.INITIALIZE, bytes, Talk.SHUTDOWN, Talk.EXIT).exitCode(), length);
        }
    }

    private static void tooLong() throws IOException {
        over("Content-Length: 2147483647\r\n\r\n{}");
        byte[] bytes = "Content-Length: 33554433\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                1, Talk.of(Talk.INITIALIZE, bytes, Talk.SHUTDOWN, Talk.EXIT).exitCode());
    }

    /** The server ends before it has taken all of it. */
    private static void flood(String header, int megabytes) throws IOException {
        try (Launched server = new Launched("serve")) {
            boolean open = server.write(header.getBytes(StandardCharsets.US_ASCII));
            byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes && open; i++) {
                open = server.write(part);
            }
            assertFalse(open, "it has read it all");
            assertEquals(1, server.exitCode());
            assertFalse(server.errors().contains("OutOfMemory"), server.errors());
        }
    }

    private static void cancellation() throws InterruptedException {
        Outbox outbox = new Outbox(new ByteArrayOutputStream(), () -> {});
        Requests requests = new Requests(outbox, "test", 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<Boolean> work = requests.submit(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return true;
            } finally {
                interrupted.countDown();
            }
        });
        begun.await();
        Routes routes = new Routes()
                .request("initialize", JsonObject.class, params -> CompletableFuture.completedFuture(params))
                .request("work", JsonObject.class, params -> work);
        byte[] said = Wire.join(
                Talk.INITIALIZE,
                Wire.frame(Wire.request(5, "work", "{}")),
                Wire.frame(Wire.notification("$/cancelRequest", "{\"id\":5}")));
        assertEquals(-32800, Wire.code(Wire.answer(Talk.serve(routes, said), 5)));
        interrupted.await();
    }

    private static void storm() throws IOException {
        try (Launched server = new Launched("serve");
                Editor editor = server.editor()) {
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 spo site get --url x\n");
            List<Integer> asked = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                int id = editor.begin("textDocument/hover", Editor.at(URI, 0, 15));
                editor.tell("$/cancelRequest", "{\"id\":" + id + "}");
                asked.add(id);
            }
            for (int i = 0; i < asked.size(); i++) {
                JsonObject answer = editor.anyAnswer();
                assertTrue(Wire.code(answer) == 0 || Wire.code(answer) == -32800, answer.toString());
            }
            assertEquals(0, Wire.code(editor.ask("textDocument/hover", Editor.at(URI, 0, 15))));
            editor.ask("shutdown", "null");
            editor.tell("exit", "null");
            assertEquals(0, server.exitCode());
            assertEquals("", server.errors());
        }
    }

    private static void unread() throws IOException {
        try (Launched server = new Launched("serve");
                Editor editor = server.editor()) {
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 spo site get --url x\n");
            for (int i = 0; i < 4000; i++) {
                editor.begin("textDocument/hover", Editor.at(URI, 0, 15));
            }
            // All were written although nothing was read; now each answer is there.
            for (int i = 0; i < 4000; i++) {
                assertEquals(0, Wire.code(editor.anyAnswer()));
            }
        }
    }
}
