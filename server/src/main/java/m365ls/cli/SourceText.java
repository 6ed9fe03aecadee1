package m365ls.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a script file, decoded.
 *
 * @param text without byte-order mark
 * @param notice what the user should know of the decoding; empty if there is nothing
 */
record SourceText(String text, String notice) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /**
     * Decodes {@code bytes}: UTF-16 with a byte-order mark, else UTF-8, else Windows-1252 with a notice. Empty if they
     * are no text: a zero byte stands among them.
     */
    static Optional<SourceText> decode(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return Optional.of(new SourceText(tail(bytes, 2, StandardCharsets.UTF_16BE), ""));
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return Optional.of(new SourceText(tail(bytes, 2, StandardCharsets.UTF_16LE), ""));
        }
        for (byte b : bytes) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        int mark = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
            return Optional.of(new SourceText(text, ""));
        } catch (CharacterCodingException e) {
            return Optional.of(
                    new SourceText(new String(bytes, WINDOWS_1252), "is not valid UTF-8 and is read as Windows-1252"));
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String tail(byte[] bytes, int from, Charset charset) {
        return new String(bytes, from, bytes.length - from, charset);
    }
}
