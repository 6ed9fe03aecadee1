package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LongWorkTest {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<String> told = new ArrayList<>();
    private final CompletableFuture<JsonElement> created = new CompletableFuture<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Boolean> work = new CompletableFuture<>();

    private final Client client = new Client() {
        @Override
        public void notify(String method, Object params) {
            told.add(method + " " + new Gson().toJson(params));
        }

        @Override
        public CompletableFuture<JsonElement> request(String method, @Nullable Object params) {
            told.add(method + " " + new Gson().toJson(params));
            asked.countDown();
            return created;
        }
    };

    private LongWork longWork(boolean able) {
        timer.setRemoveOnCancelPolicy(true);
        Abilities abilities = Abilities.of(JsonParser.parseString("{\"window\":{\"workDoneProgress\":" + able + "}}"));
        return new LongWork(client, () -> abilities, timer);
    }

    private static JsonObject token(String token) {
        JsonObject params = new JsonObject();
        params.addProperty("token", token);
        return params;
    }

    /** Waits until the client was asked, and what is to follow its answer is settled. */
    private void awaitQuestion() throws Exception {
        asked.await();
        timer.submit(() -> {}).get();
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void showsWorkThatTakesLongUntilItIsDone() throws Exception {
        longWork(true).watch("Checking a.sh", work);
        awaitQuestion();
        created.complete(JsonNull.INSTANCE);
        work.complete(true);
        assertEquals(
                List.of(
                        "window/workDoneProgress/create {\"token\":\"m365-1\"}",
                        "$/progress {\"token\":\"m365-1\",\"value\":"
                                + "{\"kind\":\"begin\",\"title\":\"Checking a.sh\",\"cancellable\":true}}",
                        "$/progress {\"token\":\"m365-1\",\"value\":{\"kind\":\"end\"}}"),
                told);
    }

    @Test
    void endsWorkThatTheUserDoesNotWaitFor() throws Exception {
        LongWork longWork = longWork(true);
        longWork.watch("Checking a.sh", work);
        awaitQuestion();
        created.complete(JsonNull.INSTANCE);
        longWork.cancel(token("m365-2"));
        longWork.cancel(new JsonObject());
        assertFalse(work.isDone());
        longWork.cancel(token("m365-1"));
        assertTrue(work.isCancelled());
        assertEquals(3, told.size());
    }

    @Test
    void showsNothingOfWorkThatIsSoonDone() {
        longWork(true).watch("Checking a.sh", work);
        assertEquals(1, timer.getQueue().size());
        work.complete(true);
        assertTrue(timer.getQueue().isEmpty());
    }

    @Test
    void showsNothingThatIsDoneBeforeTheClientIsReady() throws Exception {
        longWork(true).watch("Checking a.sh", work);
        awaitQuestion();
        work.complete(true);
        created.complete(JsonNull.INSTANCE);
        assertEquals(1, told.size());
    }

    @Test
    void showsNothingToClientsThatCannotShowItOrAreToldUnderTheirOwnToken() {
        longWork(false).watch("Checking a.sh", work);
        JsonObject params = new JsonObject();
        params.addProperty("workDoneToken", 5);
        longWork(true).watch("Checking a.sh", params, work);
        assertTrue(timer.getQueue().isEmpty());
    }
}
