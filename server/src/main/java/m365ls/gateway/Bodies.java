package m365ls.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Bodies of answers: what they are, without the encodings of the way, and within limits. */
final class Bodies {

    /** Larger by far than any page of a list, in bytes; what is larger is no page but a file. */
    static final long LARGEST_PAGE = 64L * 1024 * 1024;

    /** Of an error's body, bytes. */
    static final long LARGEST_ERROR = 1024 * 1024;

    /** How many times larger than what was sent a large body may become: text reaches 20, a bomb 1,000. */
    private static final int MOST_GROWTH = 200;

    /** Bytes up to which a body may grow as it likes. */
    private static final long SMALL = 16L * 1024 * 1024;

    private Bodies() {}

    /** Why a body is given up; its text is a sentence for the user. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(String sentence) {
            super(sentence);
        }
    }

    /**
     * Takes off an encoding that {@code Content-Encoding} names.
     *
     * @throws IOException if it is none of those that are asked for
     */
    static InputStream decoded(InputStream body, String encoding) throws IOException {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> new Decoded(body, Encoding.GZIP);
            case "deflate" -> new Decoded(body, Encoding.DEFLATE);
            default -> throw new IOException("The answer is encoded in a way that was not asked for.");
        };
    }

    /** {@code body} that fails when it is longer than {@code largest} bytes. */
    static InputStream limited(InputStream body, long largest) {
        return new Counted(body, largest);
    }

    private enum Encoding {
        GZIP,
        DEFLATE
    }

    private static final class Counted extends FilterInputStream {
        private final long largest;
        private long count;

        Counted(InputStream body, long largest) {
            super(body);
            this.largest = largest;
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int some = super.read(into, from, length);
            if (some > 0) {
                count += some;
                if (count > largest) {
                    throw new TooLarge(
                            "The answer is larger than " + largest / (1024 * 1024) + " MB and was given up.");
                }
            }
            return some;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** Begins to read when it is read: what is encoded has a head, and may have no bytes at all. */
    private static final class Decoded extends InputStream {
        private final Counted sent;
        private final Encoding encoding;
        private InputStream plain = InputStream.nullInputStream();
        private boolean begun;
        private long count;

        Decoded(InputStream body, Encoding encoding) {
            this.sent = new Counted(body, Long.MAX_VALUE);
            this.encoding = encoding;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (!begun) {
                begun = true;
                plain = plain();
            }
            int some = plain.read(into, from, length);
            if (some > 0) {
                count += some;
                if (count > SMALL && count / MOST_GROWTH > sent.count()) {
                    throw new TooLarge("The answer grows without measure when it is unpacked, and was given up.");
                }
            }
            return some;
        }

        private InputStream plain() throws IOException {
            PushbackInputStream head = new PushbackInputStream(sent, 2);
            int first = head.read();
            if (first < 0) {
                return InputStream.nullInputStream();
            }
            int second = head.read();
            if (second >= 0) {
                head.unread(second);
            }
            head.unread(first);
            if (encoding == Encoding.GZIP) {
                return new GZIPInputStream(head, 8192);
            }
            // "deflate" means zlib's format (RFC 9110, 8.4.1.2), but some services leave its head out.
            boolean hasHead = (first & 0x0f) == 8 && second >= 0 && (first * 256 + second) % 31 == 0;
            return hasHead ? new InflaterInputStream(head) : new HeadlessInflater(head, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            plain.close();
            sent.close();
        }
    }

    /** Ends its inflater, which nobody else does when it is given one. */
    private static final class HeadlessInflater extends InflaterInputStream {
        HeadlessInflater(InputStream body, Inflater inflater) {
            super(body, inflater);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
