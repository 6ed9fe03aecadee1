package m365ls.script;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The backslash escapes of bash's {@code $'...'}. */
final class ShellEscapes {

    /**
     * An escape.
     *
     * @param length number of units it takes, the backslash included
     * @param meaning what it stands for; itself if bash knows no such escape; a NUL ends the text
     */
    record Escape(int length, String meaning) {}

    private ShellEscapes() {}

    /** The escape whose backslash is at {@code at}; escapes for the bytes of one UTF-8 text are taken as one. */
    static Escape at(char[] text, int at, int end) {
        if (at + 1 >= end) {
            return new Escape(1, "\\");
        }
        char kind = text[at + 1];
        return switch (kind) {
            case 'a' -> new Escape(2, "\u0007");
            case 'b' -> new Escape(2, "\b");
            case 'e', 'E' -> new Escape(2, "\u001B");
            case 'f' -> new Escape(2, "\f");
            case 'n' -> new Escape(2, "\n");
            case 'r' -> new Escape(2, "\r");
            case 't' -> new Escape(2, "\t");
            case 'v' -> new Escape(2, "\u000B");
            case '\\', '\'', '"', '?' -> new Escape(2, String.valueOf(kind));
            case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> bytes(text, at, end);
            case 'u' -> codePoint(text, at, end, 4);
            case 'U' -> codePoint(text, at, end, 8);
            case 'c' ->
                at + 2 < end && text[at + 2] < 128
                        ? new Escape(3, String.valueOf((char) (Character.toUpperCase(text[at + 2]) & 0x1F)))
                        : itself(text, at);
            default -> itself(text, at);
        };
    }

    private static Escape itself(char[] text, int at) {
        return new Escape(2, new String(text, at, 2));
    }

    private static Escape codePoint(char[] text, int at, int end, int most) {
        int digits = digits(text, at + 2, Math.min(end, at + 2 + most), 16);
        if (digits == 0) {
            return itself(text, at);
        }
        long point = Long.parseLong(new String(text, at + 2, digits), 16);
        return new Escape(2 + digits, point <= Character.MAX_CODE_POINT ? Character.toString((int) point) : "\uFFFD");
    }

    /** A byte, or the bytes of one character of UTF-8 in an escape each. */
    private static Escape bytes(char[] text, int at, int end) {
        ByteBuffer gathered = ByteBuffer.allocate(4);
        int i = at;
        while (gathered.hasRemaining() && i + 1 < end && text[i] == '\\') {
            boolean hexadecimal = text[i + 1] == 'x';
            int from = hexadecimal ? i + 2 : i + 1;
            int digits = digits(text, from, Math.min(end, from + (hexadecimal ? 2 : 3)), hexadecimal ? 16 : 8);
            if (digits == 0) {
                break;
            }
            int value = Integer.parseInt(new String(text, from, digits), hexadecimal ? 16 : 8) & 0xFF;
            if (value < 0x80 && gathered.position() > 0) {
                break;
            }
            gathered.put((byte) value);
            i = from + digits;
            if (value < 0x80) {
                break;
            }
            Optional<String> character = decoded(gathered);
            if (character.isPresent()) {
                return new Escape(i - at, character.get());
            }
        }
        if (i == at) {
            return itself(text, at);
        }
        gathered.flip();
        return new Escape(i - at, StandardCharsets.UTF_8.decode(gathered).toString());
    }

    /** The character the bytes are, if they are a whole one. */
    private static Optional<String> decoded(ByteBuffer gathered) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(gathered.duplicate().flip())
                    .toString());
        } catch (CharacterCodingException partOfOne) {
            return Optional.empty();
        }
    }

    private static int digits(char[] text, int from, int to, int radix) {
        int i = from;
        while (i < to && text[i] < 128 && Character.digit(text[i], radix) >= 0) {
            i++;
        }
        return i - from;
    }
}
