package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class OutboxTest {

    /** A client that takes nothing until it is told to. */
    private static final class Stuck extends OutputStream {

        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch offered = new CountDownLatch(1);

        @Override
        public void write(int b) throws IOException {
            offered.countDown();
            try {
                reading.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** The way to a client that closed its end. */
    private static final OutputStream CLOSED = new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    };

    @Test
    void givesUpAClientThatReadsNothing() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Outbox outbox = new Outbox(new ByteArrayOutputStream(), gone::countDown);
        for (int sent = 0; sent <= Outbox.CAP; sent += 1 << 20) {
            outbox.send("x".repeat(1 << 20));
        }
        gone.await();
    }

    @Test
    void tellsThatTheClientClosedItsEnd() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Outbox outbox = new Outbox(CLOSED, gone::countDown);
        outbox.start();
        outbox.send("{}");
        gone.await();
    }

    @Test
    void writesAllToAClientThatReadsSlowly() throws Exception {
        // Of the pipe's thousand bytes at a time: of nothing else it is known how fast it is read.
        PipedInputStream client = new PipedInputStream(1000);
        PipedOutputStream pipe = new PipedOutputStream(client);
        Outbox outbox = new Outbox(pipe, () -> {});
        outbox.start();
        int length = 3 << 20;
        outbox.send("x".repeat(length));
        outbox.send("{}");
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> count(client));
        outbox.close();
        pipe.close();
        int headers = ("Content-Length: " + length + "\r\n\r\n").length() + "Content-Length: 2\r\n\r\n{}".length();
        assertEquals(headers + length, read.get());
    }

    private static int count(InputStream client) {
        int count = 0;
        try {
            while (client.read() >= 0) {
                count++;
            }
        } catch (IOException e) {
            // So a pipe tells that the thread is gone that wrote into it.
            return count;
        }
        return count;
    }

    @Test
    void isNotHeldUpByAClientThatReadsNothing() throws Exception {
        Stuck client = new Stuck();
        Outbox outbox = new Outbox(client, () -> {});
        outbox.start();
        outbox.send("{}");
        client.offered.await();
        outbox.close();
        client.reading.countDown();
    }

    @Test
    void needsNotTellThatAClientIsGoneWhichHasLeft() throws Exception {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        Outbox outbox = new Outbox(CLOSED, () -> told.complete(true));
        outbox.send("{}");
        outbox.close();
        outbox.start();
        outbox.close();
        assertFalse(told.isDone());
    }
}
