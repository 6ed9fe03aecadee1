package m365ls.run.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * The body of a request, as the process sends it. Holds no more than the process was granted; it is granted more as the
 * body is read. Safe for use by two threads.
 */
final class RequestBody extends InputStream {

    private final IntConsumer grant;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int at;
    private long held;
    private boolean ended;
    private boolean broken;
    private boolean closed;

    /** @param grant is told how many bytes more the process may send */
    RequestBody(IntConsumer grant) {
        this.grant = grant;
    }

    /**
     * Takes what the process has sent.
     *
     * @throws IOException if it has sent more than it was granted
     */
    synchronized void accept(byte[] piece) throws IOException {
        if (closed) {
            return;
        }
        held += piece.length;
        if (held > Frame.WINDOW) {
            throw new IOException("More of a body was sent than was asked for.");
        }
        pieces.add(piece);
        notifyAll();
    }

    /** Nothing more comes. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What it is read from cannot be read any more. */
    synchronized void breakOff() {
        broken = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int taken;
        synchronized (this) {
            await();
            byte[] first = pieces.peek();
            if (first == null) {
                return -1;
            }
            taken = Math.min(length, first.length - at);
            System.arraycopy(first, at, into, offset, taken);
            at += taken;
            if (at == first.length) {
                pieces.remove();
                at = 0;
            }
            held -= taken;
        }
        grant.accept(taken);
        return taken;
    }

    private void await() throws IOException {
        while (pieces.isEmpty() && !ended && !broken && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The run was cancelled.");
            }
        }
        if (broken || closed) {
            throw new IOException("The body could not be read to its end.");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        pieces.clear();
        notifyAll();
    }
}
