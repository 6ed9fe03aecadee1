package m365ls.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.installation.Machine;
import m365ls.tap.Conversation;

/** A client for tests: sends, and waits for what it names. Answers the server's own requests with nothing. */
final class Editor implements AutoCloseable {

    private final OutputStream out;
    private final InputStream in;
    private final List<JsonObject> received = new ArrayList<>();
    private final Conversation conversation = new Conversation();
    private int lastId;

    Editor(OutputStream out, InputStream in) {
        this.out = out;
        this.in = new BufferedInputStream(in);
    }

    /** A server in this process, of which {@code exitCode} becomes the exit code. */
    static Editor inProcess(CompletableFuture<Integer> exitCode) {
        try {
            PipedOutputStream toServer = new PipedOutputStream();
            PipedInputStream serverIn = new PipedInputStream(toServer, 1 << 20);
            PipedOutputStream serverOut = new PipedOutputStream();
            PipedInputStream fromServer = new PipedInputStream(serverOut, 1 << 20);
            // No installed versions, whatever this machine has.
            Machine empty = new Machine(
                    Machine.Platform.LINUX, Map.of(), java.nio.file.Path.of("none"), java.nio.file.Path.of("none"));
            Server.Parts parts = new Server.Parts(
                    () -> "test",
                    CatalogFile::builtIn,
                    FormerNames::builtIn,
                    () -> empty,
                    Optional.empty(),
                    () -> all -> List.of());
            Server server = new Server(parts, serverOut, exitCode::complete);
            Thread thread = new Thread(() -> exitCode.complete(server.serve(serverIn)), "server");
            thread.setDaemon(true);
            thread.start();
            return new Editor(toServer, fromServer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts the conversation with these capabilities. */
    JsonObject initialize(String capabilities) {
        JsonObject result =
                ask("initialize", "{\"processId\":null,\"rootUri\":null,\"capabilities\":" + capabilities + "}");
        tell("initialized", "{}");
        return result.getAsJsonObject("result").getAsJsonObject("capabilities");
    }

    void open(String uri, String languageId, int version, String text) {
        tell(
                "textDocument/didOpen",
                "{\"textDocument\":{\"uri\":" + quoted(uri) + ",\"languageId\":\"" + languageId + "\",\"version\":"
                        + version + ",\"text\":" + quoted(text) + "}}");
    }

    /** Inserts {@code text} at a place. */
    void insert(String uri, int version, int line, int column, String text) {
        replace(uri, version, line, column, column, text);
    }

    /** Replaces a part of a line. */
    void replace(String uri, int version, int line, int column, int end, String text) {
        tell(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":" + quoted(uri) + ",\"version\":" + version
                        + "},\"contentChanges\":[{\"range\":{\"start\":{\"line\":" + line + ",\"character\":" + column
                        + "},\"end\":{\"line\":" + line + ",\"character\":" + end + "}},\"text\":" + quoted(text)
                        + "}]}");
    }

    /** A text as JSON. Halves of pairs of surrogates are escaped, since they have no bytes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        new JsonPrimitive(text).toString().codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.toString();
    }

    /** Parameters that name a place. */
    static String at(String uri, int line, int column) {
        return "{\"textDocument\":{\"uri\":" + quoted(uri) + "},\"position\":{\"line\":" + line + ",\"character\":"
                + column + "}}";
    }

    static String document(String uri) {
        return "{\"textDocument\":{\"uri\":" + quoted(uri) + "}}";
    }

    void tell(String method, String params) {
        write(Wire.notification(method, params));
    }

    /** Sends a request. */
    int begin(String method, String params) {
        write(Wire.request(++lastId, method, params));
        return lastId;
    }

    /** Sends a request and waits for its answer. */
    JsonObject ask(String method, String params) {
        return answer(begin(method, params));
    }

    /** Waits for the answer to a request. */
    JsonObject answer(int id) {
        while (true) {
            JsonObject message = next();
            if (!message.has("method") && message.get("id").equals(new JsonPrimitive(id))) {
                return message;
            }
        }
    }

    /** Waits for the next answer to any request. */
    JsonObject anyAnswer() {
        while (true) {
            JsonObject message = next();
            if (!message.has("method")) {
                return message;
            }
        }
    }

    /** Waits for the next diagnostics of a document. */
    JsonArray diagnostics(String uri) {
        return publication(uri).getAsJsonArray("diagnostics");
    }

    /** Waits for the next publication of diagnostics of a document. */
    JsonObject publication(String uri) {
        while (true) {
            for (JsonObject message : received) {
                if (message.get("method").getAsString().equals("textDocument/publishDiagnostics")
                        && message.getAsJsonObject("params")
                                .get("uri")
                                .getAsString()
                                .equals(uri)) {
                    received.remove(message);
                    return message.getAsJsonObject("params");
                }
            }
            next();
        }
    }

    /** What the server has told or asked so far, but for diagnostics that were waited for. */
    List<JsonObject> received() {
        return received;
    }

    private JsonObject next() {
        Optional<JsonObject> message;
        try {
            message = Wire.read(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        JsonObject found = message.orElseThrow(() -> new AssertionError("The server is gone; it told " + received));
        conversation.fromServer(found);
        if (!conversation.wrong().isEmpty()) {
            throw new AssertionError("The server breaks the protocol: " + conversation.wrong());
        }
        if (found.has("method")) {
            received.add(found);
            if (found.has("id")) {
                write("{\"jsonrpc\":\"2.0\",\"id\":" + found.get("id") + ",\"result\":" + reply(found) + "}");
            }
        }
        return found;
    }

    private static JsonElement reply(JsonObject request) {
        return request.get("method").getAsString().equals("workspace/configuration")
                ? JsonParser.parseString("[{\"rules\":{\"unknown-command\":\"off\"}}]")
                : JsonNull.INSTANCE;
    }

    private void write(String body) {
        conversation.fromClient(JsonParser.parseString(body).getAsJsonObject());
        try {
            out.write(Wire.frame(body));
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
