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

    /** Bytes written at once: what a client has taken of a long message shows that it reads. */
    private static final int PIECE = 32 << 10;

    /** How long {@link #close} waits for a client that takes nothing. In nanoseconds. */
    private static final long STALL = TimeUnit.MILLISECONDS.toNanos(500);

    /** How long {@link #close} waits in all. In nanoseconds. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

    private final OutputStream out;
    private final Runnable broken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final Thread writer;
    /** Unwritten; those that are being written count. */
    private long bytes;
    /** Whether the writer is at a message: then it is the client that is waited for. */
    private boolean writing;

    private boolean closed;

    /** @param broken told once, on any thread, when the client cannot be written to any more, unless that is over anyway */
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

    /**
     * Takes no more messages, and waits until those it has are written: three seconds at most, and half a second while the
     * client takes nothing of what is offered to it. A busy machine does not make the last answers be lost, nor can a client
     * that does not read keep the process.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            long begun = System.nanoTime();
            long lastSign = begun;
            long unwritten = bytes;
            while (bytes > 0 && writer.isAlive()) {
                long now = System.nanoTime();
                if (bytes < unwritten || !writing) {
                    unwritten = bytes;
                    lastSign = now;
                }
                long left = Math.min(PATIENCE - (now - begun), STALL - (now - lastSign));
                if (left <= 0) {
                    return;
                }
                long unused = changed.awaitNanos(left);
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
                write(next.get());
            }
        } catch (IOException e) {
            // The client closed its end: it is gone.
            if (giveUp()) {
                broken.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(byte[] message) throws IOException {
        for (int start = 0; start < message.length; start += PIECE) {
            int length = Math.min(PIECE, message.length - start);
            out.write(message, start, length);
            if (start + length == message.length && isLast()) {
                out.flush();
            }
            written(length);
        }
    }

    /** The next message; empty if closed and all are written. */
    private Optional<byte[]> take() throws InterruptedException {
        lock.lock();
        try {
            writing = false;
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

    private boolean isLast() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void written(int length) {
        lock.lock();
        try {
            bytes -= length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing can be written any more. False if nobody needs to be told. */
    private boolean giveUp() {
        lock.lock();
        try {
            boolean news = !closed;
            closed = true;
            bytes = 0;
            waiting.clear();
            changed.signalAll();
            return news;
        } finally {
            lock.unlock();
        }
    }
}
