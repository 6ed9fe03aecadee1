package m365ls.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Tells when bytes were last read from it, by {@link System#nanoTime}. */
final class TakenStream extends FilterInputStream {
    private final AtomicLong last;

    TakenStream(InputStream bytes, AtomicLong last) {
        super(bytes);
        this.last = last;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        last.set(System.nanoTime());
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        last.set(System.nanoTime());
        return count;
    }
}
