package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import m365ls.run.Dialogue;

/** Tells the client how far a request has come, if it gave tokens for that. Safe for use by many threads. */
final class Progress {

    /** More often than this nobody can read it. In nanoseconds. */
    private static final long PAUSE = 50_000_000;

    private final Client client;
    private final Optional<JsonElement> work;
    private final Optional<JsonElement> parts;
    private long last;

    /** @param params of the request, as they came */
    Progress(Client client, JsonObject params) {
        this.client = client;
        this.work = Json.at(params, "workDoneToken").filter(JsonElement::isJsonPrimitive);
        this.parts = Json.at(params, "partialResultToken").filter(JsonElement::isJsonPrimitive);
    }

    void begin(String title) {
        JsonObject value = new JsonObject();
        value.addProperty("kind", "begin");
        value.addProperty("title", title);
        value.addProperty("cancellable", true);
        work.ifPresent(token -> send(token, value));
    }

    /** Tells what is being done; left out where the last one was told a moment ago. */
    void report(String message) {
        long now = System.nanoTime();
        synchronized (this) {
            if (now - last < PAUSE && last != 0) {
                return;
            }
            last = now;
        }
        JsonObject value = new JsonObject();
        value.addProperty("kind", "report");
        value.addProperty("message", message);
        work.ifPresent(token -> send(token, value));
    }

    void end() {
        JsonObject value = new JsonObject();
        value.addProperty("kind", "end");
        work.ifPresent(token -> send(token, value));
    }

    /** A part of what is printed. */
    void part(String text) {
        JsonObject value = new JsonObject();
        value.addProperty("out", text);
        parts.ifPresent(token -> send(token, value));
    }

    /** A page of a list that will be printed. */
    void page(Dialogue.Page page) {
        parts.ifPresent(token -> {
            JsonObject told = new JsonObject();
            told.addProperty("number", page.number());
            told.addProperty("total", page.total());
            told.add("entries", page.entries().deepCopy());
            JsonObject value = new JsonObject();
            value.add("page", told);
            send(token, value);
        });
    }

    private void send(JsonElement token, JsonObject value) {
        JsonObject params = new JsonObject();
        params.add("token", token);
        params.add("value", value);
        client.notify("$/progress", params);
    }
}
