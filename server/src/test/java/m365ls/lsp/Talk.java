package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import m365ls.log.Log;

/** A whole conversation with a server of a few methods, of which everything the client says is known before. */
final class Talk {

    static final byte[] INITIALIZE = Wire.frame(Wire.request(1, "initialize", "{\"capabilities\":{}}"));
    static final byte[] SHUTDOWN = Wire.frame(Wire.request(98, "shutdown", "null"));
    static final byte[] EXIT = Wire.frame("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
    private static final byte[] NEXT = Wire.frame(Wire.request(99, "echo", "{\"text\":\"still here\"}"));
    private static final String LOG = "m365ls.test.talk";

    private final int exitCode;
    private final List<JsonObject> messages;
    private final List<String> taken = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();

    /** Parameters with types that can be wrong. */
    private record Limits(int line) {}

    private Talk(byte[]... input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Logger logger = Logger.getLogger(LOG);
        Handler handler = listening();
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            exitCode = serve(routes(), out, Wire.join(input));
        } finally {
            logger.removeHandler(handler);
        }
        this.messages = Wire.messages(out.toByteArray());
    }

    private Handler listening() {
        return new Handler() {
            @Override
            public void publish(LogRecord told) {
                logged.add(new SimpleFormatter().formatMessage(told));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private Routes routes() {
        return new Routes()
                .request("initialize", JsonObject.class, params -> CompletableFuture.completedFuture(params))
                .request("shutdown", () -> CompletableFuture.completedFuture(Optional.empty()))
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
    }

    private static int deep(int depth) {
        return depth < 0 ? 0 : 1 + deep(depth + 1);
    }

    private static int serve(Routes routes, ByteArrayOutputStream out, byte[] said) {
        Outbox outbox = new Outbox(out, () -> {});
        outbox.start();
        try (outbox) {
            return new Connection(outbox, new Log(LOG)).serve(new ByteArrayInputStream(said), routes);
        }
    }

    /** What a server of other methods says to all this. */
    static List<JsonObject> serve(Routes routes, byte[] said) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serve(routes, out, said);
        return Wire.messages(out.toByteArray());
    }

    /** The client says all this; then its end of the stream is closed. */
    static Talk of(byte[]... input) {
        return new Talk(input);
    }

    /** The client says something bad, and then something that must be answered; no exception's text may come back. */
    static Talk survives(byte[] bad) {
        Talk talk = of(INITIALIZE, bad, NEXT);
        assertEquals(
                "still here",
                talk.answer(99).getAsJsonObject("result").get("text").getAsString());
        assertFalse(talk.messages.toString().contains("at m365ls"), "a stack trace");
        assertFalse(talk.messages.toString().contains("secret"), "an exception's text");
        return talk;
    }

    /** The same with the body of a message. */
    static Talk survives(String body) {
        return survives(Wire.frame(body));
    }

    int exitCode() {
        return exitCode;
    }

    /** What the server said. */
    List<JsonObject> messages() {
        return messages;
    }

    /** Parameters of the notifications {@code tell} that were taken. */
    List<String> taken() {
        return taken;
    }

    /** What was written to the log. */
    List<String> logged() {
        return logged;
    }

    /** The one answer to a request. */
    JsonObject answer(int id) {
        return Wire.answer(messages, id);
    }

    /** Code of the error that a request was answered with; 0 for none. */
    int code(int id) {
        return Wire.code(answer(id));
    }

    /** Code of the one error without an id. */
    int namelessCode() {
        List<JsonObject> found = messages.stream()
                .filter(m -> m.has("id") && m.get("id").isJsonNull())
                .toList();
        assertEquals(1, found.size(), messages.toString());
        return Wire.code(found.get(0));
    }
}
