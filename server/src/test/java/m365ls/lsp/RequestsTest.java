package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RequestsTest {

    private static Outbox outbox() {
        return new Outbox(new ByteArrayOutputStream(), () -> {});
    }

    @Test
    void cancellingInterruptsTheWorker() throws Exception {
        Requests requests = new Requests(outbox(), "test", 2);
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
        assertTrue(work.cancel(true));
        interrupted.await();
        assertThrows(CancellationException.class, work::join);
    }

    @Test
    void anInterruptDoesNotReachTheNextWork() throws Exception {
        Requests requests = new Requests(outbox(), "test", 2);
        for (int i = 0; i < 500; i++) {
            CompletableFuture<Boolean> first = requests.submit(() -> true);
            CompletableFuture<Boolean> second = requests.submit(() -> true);
            first.cancel(true);
            second.cancel(true);
            assertFalse(requests.submit(() -> Thread.currentThread().isInterrupted())
                    .get());
        }
    }

    @Test
    void errorsEndTheWorkButNotTheWorker() throws Exception {
        Requests requests = new Requests(outbox(), "test", 2);
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Boolean> work = requests.submit(() -> {
                throw new StackOverflowError();
            });
            assertThrows(ExecutionException.class, work::get);
        }
        assertEquals("done", requests.submit(() -> "done").get());
    }

    @Test
    void beginsNothingWhileMuchIsUnread() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        OutputStream stuck = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        Outbox outbox = new Outbox(stuck, () -> {});
        outbox.start();
        Requests requests = new Requests(outbox, "test", 2);
        // Sending never waits, whoever does it.
        outbox.send("x".repeat(Outbox.ROOM + 1));
        CompletableFuture<Boolean> work = requests.submit(() -> true);
        CompletableFuture<Boolean> cancelled = requests.submit(() -> true);
        assertTrue(cancelled.cancel(true));
        assertFalse(work.isDone());
        reading.countDown();
        assertTrue(work.get());
    }
}
