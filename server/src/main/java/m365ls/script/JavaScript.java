package m365ls.script;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rules of JavaScript and of the yargs-parser package about numbers in texts. */
public final class JavaScript {

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
        int whole = digits(text, at);
        int behind = whole;
        if (behind < text.length() && text.charAt(behind) == '.') {
            behind = digits(text, behind + 1);
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
            behind = digits(text, sign);
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
        int whole = digits(text, 1);
        if (whole == text.length()) {
            return whole > 1;
        }
        return text.charAt(whole) == '.' && whole + 1 < text.length() && digits(text, whole + 1) == text.length();
    }

    /** Offset behind the digits that begin at {@code from}. */
    static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** What JavaScript's {@code Number} makes of {@code text}. */
    public static double number(String text) {
        String trimmed = trim(text);
        if (trimmed.isEmpty()) {
            return 0;
        }
        if (trimmed.length() > 2 && trimmed.charAt(0) == '0') {
            int bits = switch (trimmed.charAt(1)) {
                case 'x', 'X' -> 4;
                case 'o', 'O' -> 3;
                case 'b', 'B' -> 1;
                default -> 0;
            };
            if (bits > 0) {
                return integer(trimmed.substring(2), bits);
            }
        }
        boolean signed = trimmed.charAt(0) == '-' || trimmed.charAt(0) == '+';
        String unsigned = signed ? trimmed.substring(1) : trimmed;
        double sign = trimmed.charAt(0) == '-' ? -1 : 1;
        if (unsigned.equals("Infinity")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        int whole = digits(unsigned, 0);
        int behind = whole;
        boolean any = whole > 0;
        if (behind < unsigned.length() && unsigned.charAt(behind) == '.') {
            behind = digits(unsigned, whole + 1);
            any |= behind > whole + 1;
        }
        if (any && behind < unsigned.length() && "eE".indexOf(unsigned.charAt(behind)) >= 0) {
            int exponent = behind + 1;
            if (exponent < unsigned.length() && "+-".indexOf(unsigned.charAt(exponent)) >= 0) {
                exponent++;
            }
            behind = digits(unsigned, exponent);
            any = behind > exponent;
        }
        return any && behind == unsigned.length() ? sign * Double.parseDouble(unsigned) : Double.NaN;
    }

    private static double integer(String digits, int bits) {
        int radix = 1 << bits;
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        for (int i = start; i < digits.length(); i++) {
            // Only ASCII digits and letters count, while Character.digit knows those of all scripts.
            if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), radix) < 0) {
                return Double.NaN;
            }
        }
        if (start == digits.length()) {
            return 0;
        }
        // 2^1024 and more is infinite; to read its digits would take time quadratic in their number.
        int significant = digits.length() - start;
        return (long) significant * bits > 1100
                ? Double.POSITIVE_INFINITY
                : new BigInteger(digits.substring(start), radix).doubleValue();
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

    /** {@code text} without the blanks and line ends around it. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return (c >= '\t' && c <= '\r')
                || c == '\uFEFF'
                || c == '\u2028'
                || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
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
            return text(numeric.number());
        }
        if (value instanceof OptionValue.Bool bool) {
            return Boolean.toString(bool.value());
        }
        if (value instanceof OptionValue.Several several) {
            return several.values().stream().map(JavaScript::text).collect(Collectors.joining(","));
        }
        return value instanceof OptionValue.Partial partial ? partial.value().prefix() : "";
    }

    /** The shortest text that stands for {@code number}, written as JavaScript writes it. */
    public static String text(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0) {
            return "0";
        }
        // Double.toString is not the shortest before JDK 19.
        BigDecimal exact = new BigDecimal(Math.abs(number));
        BigDecimal shortest = exact;
        for (int precision = 1; precision <= 17; precision++) {
            shortest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == Math.abs(number)) {
                break;
            }
        }
        String digits = shortest.stripTrailingZeros().unscaledValue().toString();
        int point = digits.length() - shortest.stripTrailingZeros().scale();
        String sign = number < 0 ? "-" : "";
        if (point > 21 || point <= -6) {
            String exponent = (point > 0 ? "+" : "-") + Math.abs(point - 1);
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return sign + digits.charAt(0) + fraction + "e" + exponent;
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return sign + digits + "0".repeat(point - digits.length());
        }
        return sign + digits.substring(0, point) + "." + digits.substring(point);
    }
}
