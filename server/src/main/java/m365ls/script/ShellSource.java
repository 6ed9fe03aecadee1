package m365ls.script;

import java.util.Arrays;
import m365ls.text.Span;

/**
 * Text being scanned: the script, or what the shell makes of the text between backticks when it has taken away a layer
 * of backslashes.
 */
final class ShellSource {

    private final char[] text;
    private final int[] origin;

    /**
     * @param text the units
     * @param origin for each unit its offset in the script, and behind the last one the end; empty for the script
     *     itself
     */
    private ShellSource(char[] text, int[] origin) {
        this.text = text;
        this.origin = origin;
    }

    static ShellSource of(String script) {
        return new ShellSource(script.toCharArray(), new int[0]);
    }

    /** The units themselves, which nobody changes. */
    char[] text() {
        return text;
    }

    boolean isScript() {
        return origin.length == 0;
    }

    /** The script's offset for what begins at {@code index}. */
    int start(int index) {
        return isScript() ? index : origin[index];
    }

    /** The script's offset for what begins at {@code from} and ends before {@code index}. */
    int end(int from, int index) {
        if (isScript()) {
            return index;
        }
        return index == from ? origin[index] : origin[index - 1] + 1;
    }

    Span span(int from, int to) {
        return new Span(start(from), end(from, to));
    }

    String text(int from, int to) {
        return new String(text, from, to - from);
    }

    /**
     * What the shell scans between backticks: a backslash before a backslash, a dollar sign, a backtick, or within
     * double quotes a double quote, is gone.
     */
    ShellSource withoutLayer(int from, int to, boolean quoted) {
        char[] units = new char[to - from];
        int[] origins = new int[to - from + 1];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (text[i] == '\\' && i + 1 < to) {
                char next = text[i + 1];
                if (next == '\\' || next == '$' || next == '`' || (quoted && next == '"')) {
                    i++;
                } else {
                    units[length] = text[i];
                    origins[length++] = start(i);
                    i++;
                }
            }
            units[length] = text[i];
            origins[length++] = start(i);
        }
        origins[length] = end(from, to);
        return new ShellSource(Arrays.copyOf(units, length), Arrays.copyOf(origins, length + 1));
    }
}
