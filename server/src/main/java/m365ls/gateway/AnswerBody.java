package m365ls.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body that says when it is over, however that comes: read to its end, broken, or closed. */
final class AnswerBody extends FilterInputStream {
    private final Runnable over;
    private final AtomicBoolean isOver = new AtomicBoolean();

    /** @param over run once */
    AnswerBody(InputStream body, Runnable over) {
        super(body);
        this.over = over;
    }

    private void over() {
        if (isOver.compareAndSet(false, true)) {
            over.run();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        try {
            int count = super.read(into, from, length);
            if (count < 0) {
                over();
            }
            return count;
        } catch (IOException e) {
            over();
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            over();
        }
    }
}
