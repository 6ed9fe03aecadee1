package m365ls.lsp;

import java.nio.charset.StandardCharsets;

/** Columns the slow way, to hold the fast one against: by encoding what stands in front of a place. */
final class NaivePlaces {

    private NaivePlaces() {}

    /** How many units {@code text} takes. */
    static int units(PositionEncoding encoding, String text) {
        StringBuilder whole = new StringBuilder();
        // Half a pair cannot be encoded; the replacement character stands for it.
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return switch (encoding) {
            case UTF_8 -> whole.toString().getBytes(StandardCharsets.UTF_8).length;
            case UTF_16 -> text.length();
            case UTF_32 -> whole.codePointCount(0, whole.length());
        };
    }

    /** The offset of a column in a line: where the last character starts that does not end behind it. */
    static int offset(PositionEncoding encoding, String line, int column) {
        int at = 0;
        int units = 0;
        while (at < line.length()) {
            int next = encoding == PositionEncoding.UTF_16 ? at + 1 : line.offsetByCodePoints(at, 1);
            units += units(encoding, line.substring(at, next));
            if (units > column) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** The start of the character that {@code offset} lies in; {@code offset} itself for who divides pairs. */
    static int characterStart(PositionEncoding encoding, String text, int offset) {
        if (encoding == PositionEncoding.UTF_16) {
            return offset;
        }
        int start = 0;
        for (int next = 0; next <= offset; next = text.offsetByCodePoints(next, 1)) {
            start = next;
            if (next == text.length()) {
                break;
            }
        }
        return start;
    }
}
