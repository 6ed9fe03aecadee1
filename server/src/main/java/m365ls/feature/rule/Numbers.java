package m365ls.feature.rule;

import java.util.regex.Pattern;

/** Numbers as JavaScript reads them. */
final class Numbers {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(Infinity|(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)");
    private static final Pattern OTHER_BASE = Pattern.compile("0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)");

    private Numbers() {}

    /** Whether JavaScript's {@code Number(text)} is a number; the empty text is one, 0. */
    static boolean isNumber(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty()
                || DECIMAL.matcher(trimmed).matches()
                || OTHER_BASE.matcher(trimmed).matches();
    }

    /** Whether both are decimal numbers of the same value. */
    static boolean areSame(String one, String other) {
        return DECIMAL.matcher(one).matches()
                && DECIMAL.matcher(other).matches()
                && Double.parseDouble(one) == Double.parseDouble(other);
    }
}
