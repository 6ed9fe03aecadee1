package m365ls.text;

import java.util.Arrays;

/**
 * The lines of one text: converts between offsets and line and column.
 *
 * <p>A line ends with LF, CRLF or CR, as in the Language Server Protocol. Lines and columns count from 0, columns in
 * UTF-16 units.
 */
public final class Lines {

    /** How many units of a text are looked at together. */
    private static final int AT_ONCE = 4_096;

    private final String text;
    private final int[] starts;

    private Lines(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    /** Finds the lines of {@code text}, in one pass. */
    public static Lines of(String text) {
        int[] starts = new int[Math.max(16, text.length() / 32)];
        int count = 1;
        // Units of an array are reached faster than those of a text.
        char[] units = new char[Math.min(text.length(), AT_ONCE)];
        for (int from = 0; from < text.length(); from += units.length) {
            int length = Math.min(units.length, text.length() - from);
            text.getChars(from, from + length, units, 0);
            for (int i = 0; i < length; i++) {
                char c = units[i];
                if (c != '\n' && c != '\r') {
                    continue;
                }
                int behind = from + i + 1;
                if (c == '\n' && starts[count - 1] == behind - 1 && behind > 1 && text.charAt(behind - 2) == '\r') {
                    // The CR before it has ended the line; together they end it once.
                    starts[count - 1] = behind;
                    continue;
                }
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = behind;
            }
        }
        return new Lines(text, Arrays.copyOf(starts, count));
    }

    /**
     * The lines of a text that differs from this one's in one place. Only what is new is looked at.
     *
     * @param edited the text afterwards
     * @param start offset of what is replaced
     * @param oldEnd offset behind it
     * @param newEnd offset behind what stands there afterwards
     */
    public Lines after(String edited, int start, int oldEnd, int newEnd) {
        // A CR or LF beside the place may be joined with what is new, or parted from what was there.
        int first = Math.max(0, lineAt(start) - 1);
        int tail = oldEnd >= text.length() ? starts.length : lineAt(oldEnd + 1) + 1;
        int scanEnd = tail < starts.length ? starts[tail] + newEnd - oldEnd : edited.length();
        Lines between = Lines.of(edited.substring(starts[first], scanEnd));
        // The last line of what lies between is the one that the first of the tail begins.
        int fresh = tail < starts.length ? between.starts.length - 1 : between.starts.length;
        int[] all = new int[first + fresh + starts.length - tail];
        System.arraycopy(starts, 0, all, 0, first);
        for (int i = 0; i < fresh; i++) {
            all[first + i] = between.starts[i] + starts[first];
        }
        for (int i = tail; i < starts.length; i++) {
            all[first + fresh + i - tail] = starts[i] + newEnd - oldEnd;
        }
        return new Lines(edited, all);
    }

    /** The text whose lines these are. */
    public String text() {
        return text;
    }

    /** Number of lines: one more than there are line ends. */
    public int count() {
        return starts.length;
    }

    /** The line that holds {@code offset}; offsets outside the text are clamped to it. */
    public int lineAt(int offset) {
        int found = Arrays.binarySearch(starts, Math.max(0, Math.min(offset, text.length())));
        return found >= 0 ? found : -found - 2;
    }

    /** The column of {@code offset} in its line. */
    public int columnAt(int offset) {
        int clamped = Math.max(0, Math.min(offset, text.length()));
        return clamped - starts[lineAt(clamped)];
    }

    /** Offset of the first unit of {@code line}; a line behind the last gives the end of the text. */
    public int startOf(int line) {
        if (line < 0) {
            return 0;
        }
        return line < starts.length ? starts[line] : text.length();
    }

    /** Offset behind the last unit of {@code line}, its line end left out. */
    public int endOf(int line) {
        if (line < 0) {
            return 0;
        }
        if (line >= starts.length - 1) {
            return text.length();
        }
        int end = starts[line + 1];
        if (text.charAt(end - 1) == '\n') {
            end--;
        }
        // The CR of a CRLF, or a CR alone.
        if (end > starts[line] && text.charAt(end - 1) == '\r') {
            end--;
        }
        return end;
    }

    /**
     * The offset of a line and column, by the protocol's rules: a column behind the end of the line means the end of
     * the line, a line behind the last means the end of the text, a negative number means 0.
     */
    public int offsetAt(int line, int column) {
        if (line < 0) {
            return 0;
        }
        if (line >= starts.length) {
            return text.length();
        }
        int end = endOf(line);
        // Compared by subtraction: a column near the largest integer must not overflow.
        return column >= end - starts[line] ? end : starts[line] + Math.max(0, column);
    }
}
