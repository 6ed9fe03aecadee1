package m365ls.lsp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads messages from a stream: header lines, an empty line, and a body of as many bytes as the header says.
 *
 * <p>A body is read whole before anybody looks into it, so whatever is wrong inside it, the next message begins where it
 * should. Where a header does not tell the length there is nothing to find the next message by.
 */
final class Frames {

    /** Longest body, in bytes. */
    static final int BODY_CAP = 32 << 20;

    /** Longest header line, in bytes. */
    static final int LINE_CAP = 8 << 10;

    private static final int LINES_CAP = 64;

    private final InputStream in;

    /** @param in is read byte by byte, so it should be buffered */
    Frames(InputStream in) {
        this.in = in;
    }

    /** A message's body. */
    static final class Frame {

        private final byte[] body;
        private final boolean readable;

        private Frame(byte[] body, boolean readable) {
            this.body = body;
            this.readable = readable;
        }

        /** Its text, from the start. */
        Reader text() {
            return new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8);
        }

        /**
         * About how many values there are in it, nested ones counted. In each the parser makes objects of many times its
         * length.
         */
        int values() {
            int values = 1;
            boolean quoted = false;
            for (int i = 0; i < body.length; i++) {
                switch (body[i]) {
                    case '"' -> quoted = !quoted;
                    case '\\' -> i++;
                    case ',', ':', '[', '{' -> values += quoted ? 0 : 1;
                    default -> {
                        // A part of a value, or between two.
                    }
                }
            }
            return values;
        }

        /** Its length in bytes. */
        int size() {
            return body.length;
        }

        /** Whether its charset is UTF-8, the only one of the protocol. */
        boolean isReadable() {
            return readable;
        }
    }

    /** The stream does not hold a message where one should begin; it cannot be read any further. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    /**
     * The next message; empty if the stream ends where one would begin.
     *
     * @throws Broken if there is no telling where the message ends, or it is larger than {@link #BODY_CAP}
     */
    Optional<Frame> next() throws IOException, Broken {
        long length = -1;
        boolean readable = true;
        for (int count = 0; ; count++) {
            if (count == LINES_CAP) {
                throw new Broken("a header of more than " + LINES_CAP + " lines");
            }
            Optional<String> read = line(count == 0);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            String line = read.get();
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new Broken("a header line without a colon");
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "content-length" -> {
                    long stated = length(value);
                    if (length >= 0 && length != stated) {
                        throw new Broken("two lengths of one body");
                    }
                    length = stated;
                }
                case "content-type" -> readable = isUtf8(value);
                default -> {
                    // Other headers may be added by later versions of the protocol.
                }
            }
        }
        if (length < 0) {
            throw new Broken("a header without Content-Length");
        }
        return Optional.of(new Frame(body((int) length), readable));
    }

    private byte[] body(int length) throws IOException, Broken {
        byte[] body = new byte[length];
        if (in.readNBytes(body, 0, length) < length) {
            throw new Broken("the end of the input within a body");
        }
        return body;
    }

    /** The next line without its end; empty if the stream ends before it and {@code endAllowed}. */
    private Optional<String> line(boolean endAllowed) throws IOException, Broken {
        StringBuilder line = new StringBuilder(32);
        while (true) {
            int b = in.read();
            if (b < 0) {
                if (endAllowed && line.length() == 0) {
                    return Optional.empty();
                }
                throw new Broken("the end of the input within a header");
            }
            if (b == '\n') {
                int end = line.length();
                return Optional.of(
                        end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString());
            }
            if (line.length() == LINE_CAP) {
                throw new Broken("a header line of more than " + LINE_CAP + " bytes");
            }
            line.append((char) b);
        }
    }

    private static long length(String value) throws Broken {
        // Ten digits hold every length up to the cap; more could overflow.
        if (value.isEmpty() || value.length() > 10 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Broken("a Content-Length that is no number");
        }
        long length = Long.parseLong(value);
        if (length > BODY_CAP) {
            throw new Broken("a body of more than " + BODY_CAP + " bytes");
        }
        return length;
    }

    private static boolean isUtf8(String contentType) {
        for (String parameter : contentType.split(";")) {
            int equals = parameter.indexOf('=');
            if (equals < 0 || !parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
                continue;
            }
            String charset = parameter.substring(equals + 1).strip().replace("\"", "");
            // The protocol's first versions spelled it without the hyphen.
            return charset.equalsIgnoreCase(StandardCharsets.UTF_8.name()) || charset.equalsIgnoreCase("utf8");
        }
        return true;
    }
}
