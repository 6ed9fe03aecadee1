package m365ls.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import m365ls.text.JavaScriptNumbers;

/** The rules of the yargs-parser package, and of JavaScript below it, about texts and values. */
final class JavaScript {

    /** The largest integer that JavaScript keeps exactly: 2^53 - 1. */
    private static final double LARGEST_SAFE_INTEGER = 9007199254740991.0;

    private JavaScript() {}

    /** Whether yargs-parser takes {@code text} for a number: {@code 0x10}, {@code 1e5}, {@code -.5}, but not 0123. */
    static boolean looksLikeNumber(String text) {
        if (isHexadecimal(text)) {
            return true;
        }
        if (text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) != '.') {
            return false;
        }
        int at = text.startsWith("-") ? 1 : 0;
        int whole = JavaScriptNumbers.digits(text, at);
        int behind = whole;
        if (behind < text.length() && text.charAt(behind) == '.') {
            behind = JavaScriptNumbers.digits(text, behind + 1);
            if (whole == at && behind == whole + 1) {
                return false;
            }
        } else if (whole == at) {
            return false;
        }
        if (behind < text.length() && text.charAt(behind) == 'e') {
            int sign = behind + 1;
            if (sign < text.length() && (text.charAt(sign) == '-' || text.charAt(sign) == '+')) {
                sign++;
            }
            behind = JavaScriptNumbers.digits(text, sign);
            if (behind == sign) {
                return false;
            }
        }
        return behind == text.length();
    }

    /** Whether yargs-parser makes a number of {@code text}, which {@link #looksLikeNumber looks like one}. */
    static boolean fitsNumber(String text) {
        // Hexadecimal numbers are measured by the 0 before their x, so that all of them fit.
        return isHexadecimal(text) || Math.abs(Math.floor(Double.parseDouble(text))) <= LARGEST_SAFE_INTEGER;
    }

    /** A negative number that may be a value in its own right: {@code -5}, {@code -1.5}, {@code -.5}. */
    static boolean isNegativeNumber(String text) {
        if (!text.startsWith("-")) {
            return false;
        }
        int whole = JavaScriptNumbers.digits(text, 1);
        if (whole == text.length()) {
            return whole > 1;
        }
        return text.charAt(whole) == '.'
                && whole + 1 < text.length()
                && JavaScriptNumbers.digits(text, whole + 1) == text.length();
    }

    private static boolean isHexadecimal(String text) {
        if (text.length() < 3 || text.charAt(0) != '0' || "xX".indexOf(text.charAt(1)) < 0) {
            return false;
        }
        for (int i = 2; i < text.length(); i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code c} ends a line in the sense of JavaScript's regular expressions. */
    static boolean endsLine(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    /** What yargs-parser makes of a name with dashes: {@code -help} and {@code help-} become {@code help}. */
    static String camelCase(String name) {
        if (name.indexOf('-') < 0) {
            return name;
        }
        return Arrays.stream(name.split("\\.", -1))
                .map(JavaScript::camelCasePart)
                .collect(Collectors.joining("."));
    }

    private static String camelCasePart(String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        String all = !part.equals(lower) && !part.equals(part.toUpperCase(Locale.ROOT)) ? part : lower;
        if (all.indexOf('-') < 0 && all.indexOf('_') < 0) {
            return all;
        }
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        int start = 0;
        while (start < all.length() && all.charAt(start) == '-') {
            start++;
        }
        for (int i = start; i < all.length(); i++) {
            char c = all.charAt(i);
            boolean separator = c == '-' || c == '_';
            if (separator) {
                upper |= i > 0;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }

    /** {@code value + 1}, where nothing counts as 0. */
    static OptionValue plusOne(OptionValue value) {
        if (value instanceof OptionValue.Missing) {
            return new OptionValue.Numeric(1);
        }
        if (value instanceof OptionValue.Numeric numeric) {
            return new OptionValue.Numeric(numeric.number() + 1);
        }
        if (value instanceof OptionValue.Bool bool) {
            return new OptionValue.Numeric(bool.value() ? 2 : 1);
        }
        if (hasHoles(value)) {
            return new OptionValue.Partial(Value.unknown());
        }
        return new OptionValue.Text(text(value) + "1");
    }

    private static boolean hasHoles(OptionValue value) {
        return value instanceof OptionValue.Partial
                || (value instanceof OptionValue.Several several
                        && several.values().stream().anyMatch(JavaScript::hasHoles));
    }

    /** The text that JavaScript makes of a value; of one that is partly known, what is known before its first hole. */
    static String text(OptionValue value) {
        if (value instanceof OptionValue.Text text) {
            return text.text();
        }
        if (value instanceof OptionValue.Numeric numeric) {
            return JavaScriptNumbers.text(numeric.number());
        }
        if (value instanceof OptionValue.Bool bool) {
            return Boolean.toString(bool.value());
        }
        if (value instanceof OptionValue.Several several) {
            return several.values().stream().map(JavaScript::text).collect(Collectors.joining(","));
        }
        return value instanceof OptionValue.Partial partial ? partial.value().prefix() : "";
    }
}
