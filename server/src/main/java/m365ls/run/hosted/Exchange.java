package m365ls.run.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import m365ls.gateway.Ask;
import m365ls.gateway.Content;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.log.Log;

/**
 * One request of a run and its answer. The thread that reads from the process hands in what comes, and never waits; a
 * thread of its own sends the request and passes the answer on.
 */
final class Exchange {

    /** Up to here a body is held whole, so that the request can be sent again. */
    private static final int LARGEST_WHOLE = 16 * 1024 * 1024;

    private static final Log LOG = new Log("m365ls.run.hosted");

    /** What an exchange needs of its run. */
    interface Surroundings {
        void send(Frame frame);

        /** The request was not answered, or its answer broke off: the run ends. */
        void stop(Reply reply);

        /** The exchange is over. */
        void forget(int number);
    }

    private final int run;
    private final int number;
    private final JsonObject request;
    private final Permit permit;
    private final Gateway gateway;
    private final Surroundings surroundings;
    private final ExecutorService threads;
    private final Credit credit = new Credit();
    private final RequestBody body;
    private Optional<Future<?>> work = Optional.empty();
    private boolean over;

    Exchange(
            Frame first,
            JsonObject request,
            Permit permit,
            Gateway gateway,
            Surroundings surroundings,
            ExecutorService threads) {
        this.run = first.run();
        this.number = first.exchange();
        this.request = request;
        this.permit = permit;
        this.gateway = gateway;
        this.surroundings = surroundings;
        this.threads = threads;
        this.body = new RequestBody(bytes -> surroundings.send(Frame.credit(run, number, bytes)));
    }

    /** Begins. */
    synchronized void begin() {
        if (!over) {
            work = Optional.of(threads.submit(this::exchange));
        }
    }

    /** Ends it, wherever it is. */
    synchronized void end() {
        over = true;
        work.ifPresent(running -> running.cancel(true));
        body.close();
    }

    /** What the process sends for it. */
    void accept(Frame frame) throws IOException {
        switch (frame.type()) {
            case CHUNK -> body.accept(frame.payload());
            case END -> body.end();
            case FAIL -> body.breakOff();
            case CREDIT -> credit.grant(frame.count());
            case DROP -> end();
            default -> throw new IOException("A frame " + frame.type() + " for a request.");
        }
    }

    private void exchange() {
        try {
            Reply reply = gateway.send(permit, ask());
            if (reply instanceof Reply.Answered answer) {
                passOn(answer);
            } else {
                surroundings.stop(reply);
            }
        } catch (InterruptedException e) {
            // The run is over, or the process wants no more of the answer.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The file that was to be sent cannot be read; the command gets to know that by itself.
            body.close();
        } catch (RuntimeException e) {
            LOG.fault("a request of a hosted command", permit.id(), e);
            surroundings.stop(new Reply.Failed("The request failed inside this program.", true, ""));
        } finally {
            surroundings.forget(number);
        }
    }

    private Ask ask() throws IOException {
        Map<String, String> headers = new HashMap<>();
        request.getAsJsonObject("headers")
                .entrySet()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().getAsString()));
        return new Ask(
                text("method"),
                text("address"),
                headers,
                content(),
                request.get("anonymous").getAsBoolean(),
                text("resource"));
    }

    private Content content() throws IOException {
        if (!request.get("hasBody").getAsBoolean()) {
            return Content.None.NONE;
        }
        long length = request.get("length").getAsLong();
        return request.get("isWhole").getAsBoolean() && length <= LARGEST_WHOLE
                ? new Content.Bytes(body.readAllBytes())
                : new Content.Stream(length, body);
    }

    private void passOn(Reply.Answered answer) throws InterruptedException {
        try (InputStream in = answer.body()) {
            surroundings.send(Frame.of(Frame.Type.ANSWER, run, number, head(answer)));
            byte[] buffer = new byte[Frame.PIECE];
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                for (int at = 0; at < size; ) {
                    int taken = credit.take(size - at);
                    byte[] piece = new byte[taken];
                    System.arraycopy(buffer, at, piece, 0, taken);
                    surroundings.send(new Frame(Frame.Type.CHUNK, run, number, piece));
                    at += taken;
                }
            }
            surroundings.send(Frame.of(Frame.Type.END, run, number));
        } catch (IOException e) {
            if (!isOver()) {
                surroundings.stop(new Reply.Failed(
                        "The answer broke off before its end. What the command did so far stays done.",
                        false,
                        requestId(answer)));
            }
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private static String head(Reply.Answered answer) {
        JsonObject headers = new JsonObject();
        answer.headers().forEach((name, values) -> {
            // Of an answer's headers, this one alone is a list to the CLI's HTTP library.
            JsonElement value = name.equals("set-cookie") ? list(values) : new JsonPrimitive(String.join(", ", values));
            headers.add(name, value);
        });
        JsonObject head = new JsonObject();
        head.addProperty("status", answer.status());
        head.add("headers", headers);
        return head.toString();
    }

    private static JsonArray list(List<String> values) {
        JsonArray list = new JsonArray();
        values.forEach(list::add);
        return list;
    }

    private static String requestId(Reply.Answered answer) {
        for (String name : List.of("request-id", "sprequestguid", "x-ms-request-id", "client-request-id")) {
            List<String> values = answer.headers().getOrDefault(name, List.of());
            if (!values.isEmpty()) {
                return values.get(0);
            }
        }
        return "";
    }

    private String text(String member) {
        return request.get(member).getAsString();
    }
}
