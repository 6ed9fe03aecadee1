package m365ls.lsp;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Shows the user work that takes long, and lets him end it: where the client can show what it did not ask for. Safe for use by
 * many threads.
 */
final class LongWork {

    /** What is done sooner needs not be shown. In milliseconds. */
    private static final long PATIENCE = 500;

    private final Client client;
    private final Supplier<Abilities> abilities;
    private final ScheduledExecutorService timer;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<String, CompletableFuture<?>> shown = new ConcurrentHashMap<>();

    LongWork(Client client, Supplier<Abilities> abilities, ScheduledExecutorService timer) {
        this.client = client;
        this.abilities = abilities;
        this.timer = timer;
    }

    /**
     * Shows work that has begun, if it is not done soon, until it is done.
     *
     * @param title what is done, for the user
     * @param work is cancelled if the user wants it to end
     */
    void watch(String title, CompletableFuture<?> work) {
        if (!abilities.get().showsWork() || work.isDone()) {
            return;
        }
        Future<?> due = timer.schedule(() -> show(title, work), PATIENCE, TimeUnit.MILLISECONDS);
        CompletableFuture<?> unused = work.whenComplete((result, thrown) -> due.cancel(false));
    }

    /** The same for a request, unless the client wants to be told under a token of its own. */
    void watch(String title, JsonObject params, CompletableFuture<?> work) {
        if (Json.at(params, "workDoneToken").isEmpty()) {
            watch(title, work);
        }
    }

    /** The user wants work to end that he is shown. */
    void cancel(JsonObject params) {
        Json.text(params, "token").map(shown::get).ifPresent(work -> work.cancel(true));
    }

    private void show(String title, CompletableFuture<?> work) {
        if (work.isDone()) {
            return;
        }
        String token = "m365-" + last.incrementAndGet();
        JsonObject create = new JsonObject();
        create.addProperty("token", token);
        CompletableFuture<?> unused =
                client.request("window/workDoneProgress/create", create).thenRun(() -> begin(token, title, work));
    }

    private void begin(String token, String title, CompletableFuture<?> work) {
        if (work.isDone()) {
            return;
        }
        JsonObject params = new JsonObject();
        params.addProperty("workDoneToken", token);
        Progress progress = new Progress(client, params);
        shown.put(token, work);
        progress.begin(title);
        CompletableFuture<?> unused = work.whenComplete((result, thrown) -> {
            shown.remove(token);
            progress.end();
        });
    }
}
