package m365ls.lsp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes messages to the client from a thread of its own.
 *
 * <p>Nobody who sends waits for a client that does not read, the reader thread above all: else both sides would wait for
 * each other. Instead, workers begin nothing new while much is unread ({@link #awaitRoom}), and when {@link #CAP} is
 * reached the client counts as gone.
 */
final class Outbox implements AutoCloseable {

    /** Bytes waiting above which workers pause. */
    static final int ROOM = 4 << 20;

    /** Bytes waiting at which the connection is given up. */
    static final int CAP = 16 << 20;

    private final OutputStream out;
    private final Runnable broken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final Thread writer;
    private long bytes;
    private boolean writing;
    private boolean closed;

    /** @param broken told once, on any thread, when the client cannot be written to any more */
    Outbox(OutputStream out, Runnable broken) {
        this.out = out;
        this.broken = broken;
        this.writer = new Thread(this::write, "m365ls-writer");
        writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    /** Sends a message's body. Does not wait. */
    void send(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] header = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[header.length + body.length];
        System.arraycopy(header, 0, message, 0, header.length);
        System.arraycopy(body, 0, message, header.length, body.length);
        boolean full;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            waiting.add(message);
            bytes += message.length;
            full = bytes > CAP;
            closed = full;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (full) {
            broken.run();
        }
    }

    /** Waits while more than {@link #ROOM} bytes are unread. */
    void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes > ROOM && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more messages, and waits up to half a second until those it has are written. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            long left = TimeUnit.MILLISECONDS.toNanos(500);
            while ((writing || !waiting.isEmpty()) && writer.isAlive() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // The process is about to end: what is unwritten is lost either way.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        try {
            for (Optional<byte[]> next = take(); next.isPresent(); next = take()) {
                out.write(next.get());
                if (isIdle()) {
                    out.flush();
                }
                done(next.get().length);
            }
        } catch (IOException e) {
            // The client closed its end: it is gone.
            broken.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next message; empty if closed and all are written. */
    private Optional<byte[]> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (closed) {
                    return Optional.empty();
                }
                changed.await();
            }
            writing = true;
            return Optional.of(waiting.remove());
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdle() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void done(int length) {
        lock.lock();
        try {
            writing = false;
            bytes -= length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
