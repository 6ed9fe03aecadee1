package m365ls.lsp;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import m365ls.fuzz.Input;
import m365ls.log.Log;

/**
 * Any bytes between an opening and a last request: if all of them are framed, whatever the bodies are, each request among
 * them and the last one is answered, once; if a header does not tell where its message ends, the conversation is over.
 */
public final class FramingTarget {

    private static final int LAST = 987_654_321;

    private static final String FULL_STOP = "{\"method\":\"full stop\"}";

    private static final String LOG = "m365ls.fuzz";

    /** Held here, since the set-up of a logger that nobody holds is lost. */
    private static final Logger QUIET = quiet();

    private static final byte[] FIRST = Wire.frame(Wire.request(1, "initialize", "{\"capabilities\":{}}"));

    private static final byte[] END = Wire.join(
            Wire.frame(Wire.request(LAST, "echo", "{\"text\":\"still here\"}")),
            Wire.frame(Wire.request(LAST + 1, "shutdown", "null")),
            Wire.frame("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"));

    private static final List<String> BODIES = List.of(
            "",
            "{",
            "null",
            "[]",
            "{}",
            "5",
            "\"x\"",
            "{\"jsonrpc\":\"2.0\"}",
            "[{\"jsonrpc\":\"2.0\",\"id\":7}]",
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"echo\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"echo\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"tell\",\"params\":{\"a\":1}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"tell\",\"params\":[[[[1e999]]]]}",
            "{\"id\":1e99,\"method\":\"echo\"}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":3}}",
            "{\"method\":5}",
            "[".repeat(300),
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/unknown\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"initialize\"}");

    private static final List<String> NAMES =
            List.of("Content-Length: ", "content-length:", "CONTENT-LENGTH : ", "Content-length:\t", "Content-Length:");

    private static final List<String> FURTHER = List.of(
            "",
            "",
            "",
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n",
            "X-Other: y\r\n",
            "Content-Type: application/vscode-jsonrpc; charset=utf-16\r\n",
            "content-type:\r\n",
            "a:b:c\r\n");

    private static final List<String> BROKEN = List.of(
            "Content-Length: -5\r\n\r\n{}",
            "Content-Length: abc\r\n\r\n{}",
            "Content-Length:\r\n\r\n{}",
            "Content-Length: 99999999999\r\n\r\n{}",
            "Content-Length: 2147483647\r\n\r\n{}",
            "Content-Type: x\r\n\r\n{}",
            "\r\n\r\n",
            "{}",
            "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "Content-Length: +2\r\n\r\n{}",
            "Content-Length: 0x2\r\n\r\n{}",
            "\n\n",
            "no colon\r\n\r\n");

    private FramingTarget() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Input.timed(() -> check(new Input(bytes)));
    }

    private static Logger quiet() {
        Logger logger = Logger.getLogger(LOG);
        logger.setLevel(Level.OFF);
        return logger;
    }

    private static void check(Input input) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        said.writeBytes(FIRST);
        List<Integer> asked = new ArrayList<>();
        boolean broken = false;
        boolean foreseen = true;
        for (int pieces = input.below(6); pieces >= 0 && !broken && foreseen; pieces--) {
            switch (input.below(16)) {
                case 15 -> {
                    said.writeBytes(input.pick(BROKEN).getBytes(StandardCharsets.UTF_8));
                    broken = true;
                }
                case 14 -> {
                    said.writeBytes(input.some(40));
                    foreseen = false;
                }
                case 0, 1, 2, 3 -> {
                    int id = 1_000 + asked.size();
                    asked.add(id);
                    String unknown = input.once(4) ? "no/" + input.below(100) : "echo";
                    said.writeBytes(
                            framed(Wire.request(id, unknown, "{}").getBytes(StandardCharsets.UTF_8), "", input));
                }
                case 4, 5, 6 -> said.writeBytes(framed(input.some(60), input.pick(FURTHER), input));
                default -> {
                    byte[] body = input.pick(BODIES).getBytes(StandardCharsets.UTF_8);
                    for (int flips = input.below(4); flips > 0 && body.length > 0; flips--) {
                        body[input.below(body.length)] = (byte) input.octet();
                    }
                    said.writeBytes(framed(body, input.pick(FURTHER), input));
                }
            }
        }
        said.writeBytes(END);
        Heard out = new Heard();
        int code = serve(said.toByteArray(), out);
        List<JsonObject> answers = Wire.messages(out.toByteArray());
        if (!foreseen) {
            hold(code == 0 || code == 1, "code " + code);
            return;
        }
        hold(code == (broken ? 1 : 0), "code " + code + " of " + text(said));
        for (int id : asked) {
            hold(count(answers, id) == 1, count(answers, id) + " answers to " + id + " in " + text(said));
        }
        hold(count(answers, LAST) == (broken ? 0 : 1), count(answers, LAST) + " last answers to " + text(said));
    }

    private static byte[] framed(byte[] body, String further, Input input) {
        String end = input.once(8) ? "\n" : "\r\n";
        String header = input.pick(NAMES) + body.length + end;
        String all = input.once(2) ? header + further : further + header;
        return Wire.join((all + end).getBytes(StandardCharsets.US_ASCII), body);
    }

    private static int serve(byte[] said, Heard out) {
        Outbox outbox = new Outbox(out, () -> {});
        outbox.start();
        try (outbox) {
            Routes routes = new Routes()
                    .request("initialize", JsonObject.class, params -> CompletableFuture.completedFuture(params))
                    .request("shutdown", () -> CompletableFuture.completedFuture(Optional.empty()))
                    .request("echo", JsonObject.class, params -> CompletableFuture.completedFuture(params))
                    .notification("tell", JsonObject.class, params -> {});
            int code = new Connection(outbox, new Log(QUIET.getName())).serve(new ByteArrayInputStream(said), routes);
            // Closing does not wait without end, and a busy machine may need long to write anything at all.
            outbox.send(FULL_STOP);
            out.awaitFullStop();
            return code;
        }
    }

    /** What the server says, and when it has said all. */
    private static final class Heard extends ByteArrayOutputStream {

        private final CountDownLatch stopped = new CountDownLatch(1);

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            if (new String(bytes, from, length, StandardCharsets.UTF_8).endsWith(FULL_STOP)) {
                stopped.countDown();
            }
        }

        void awaitFullStop() {
            try {
                stopped.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static long count(List<JsonObject> answers, int id) {
        return answers.stream()
                .filter(answer -> String.valueOf(answer.get("id")).equals(String.valueOf(id)))
                .count();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void hold(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
