package m365ls.run.hosted;

import java.io.IOException;
import java.io.InputStream;

/** The body of an answer that breaks off after 100,000 bytes. */
final class BreakingStream extends InputStream {
    private int left = 100_000;

    @Override
    public int read() throws IOException {
        return read(new byte[1], 0, 1) < 0 ? -1 : 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            throw new IOException("reset");
        }
        int size = Math.min(left, length);
        left -= size;
        return size;
    }
}
