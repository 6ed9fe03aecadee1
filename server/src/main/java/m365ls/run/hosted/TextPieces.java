package m365ls.run.hosted;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text that comes as UTF-8 in pieces, which may end within a character. */
final class TextPieces {

    /** Characters; more than anybody reads, and less than would endanger the server. */
    static final int LARGEST = 64 * 1024 * 1024;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder text = new StringBuilder();
    private byte[] rest = {};

    /** Adds a piece; what is whole of it comes back. */
    String add(byte[] piece) {
        ByteBuffer bytes = ByteBuffer.allocate(rest.length + piece.length)
                .put(rest)
                .put(piece)
                .flip();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        decoder.decode(bytes, chars, false);
        rest = new byte[bytes.remaining()];
        bytes.get(rest);
        String added = chars.flip().toString();
        text.append(added);
        return added;
    }

    /** Whether more has come than anybody will read. */
    boolean isTooLong() {
        return text.length() > LARGEST;
    }

    /** All so far. */
    String all() {
        return text.toString();
    }

    /** All so far, which is then forgotten. */
    String take() {
        String all = text.toString();
        text.setLength(0);
        return all;
    }
}
