package m365ls.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text of a script file, decoded.
 *
 * @param text without byte-order mark
 * @param encoding how the file holds it
 */
record SourceText(String text, Encoding encoding) {

    /** How a file holds a text. */
    enum Encoding {
        UTF_8(StandardCharsets.UTF_8),
        UTF_8_MARKED(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        WINDOWS_1252(Charset.forName("windows-1252"));

        private final Charset charset;
        private final byte[] mark;

        Encoding(Charset charset, int... mark) {
            this.charset = charset;
            this.mark = new byte[mark.length];
            for (int i = 0; i < mark.length; i++) {
                this.mark[i] = (byte) mark[i];
            }
        }

        private boolean begins(byte[] bytes) {
            return bytes.length >= mark.length && Arrays.equals(mark, Arrays.copyOf(bytes, mark.length));
        }

        private SourceText decode(byte[] bytes) {
            return new SourceText(new String(bytes, mark.length, bytes.length - mark.length, charset), this);
        }

        private byte[] encode(String text) {
            byte[] encoded = text.getBytes(charset);
            byte[] bytes = Arrays.copyOf(mark, mark.length + encoded.length);
            System.arraycopy(encoded, 0, bytes, mark.length, encoded.length);
            return bytes;
        }
    }

    /**
     * Decodes {@code bytes}: UTF-16 with a byte-order mark, else UTF-8, else Windows-1252. Empty if they are no text: a
     * zero byte stands among them.
     */
    static Optional<SourceText> decode(byte[] bytes) {
        if (Encoding.UTF_16BE.begins(bytes)) {
            return Optional.of(Encoding.UTF_16BE.decode(bytes));
        }
        if (Encoding.UTF_16LE.begins(bytes)) {
            return Optional.of(Encoding.UTF_16LE.decode(bytes));
        }
        for (byte b : bytes) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        if (!isUtf8(bytes)) {
            return Optional.of(Encoding.WINDOWS_1252.decode(bytes));
        }
        Encoding encoding = Encoding.UTF_8_MARKED.begins(bytes) ? Encoding.UTF_8_MARKED : Encoding.UTF_8;
        return Optional.of(encoding.decode(bytes));
    }

    /** What the user should know of the decoding; empty if there is nothing. */
    String notice() {
        return encoding == Encoding.WINDOWS_1252 ? "is not valid UTF-8 and is read as Windows-1252" : "";
    }

    /** What a file holds that has this text in its encoding. */
    byte[] bytes() {
        return encoding.encode(text);
    }

    /** Another text in the same encoding. */
    SourceText with(String other) {
        return new SourceText(other, encoding);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
