package m365ls.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as JavaScript reads them from texts and writes them. */
public final class JavaScriptNumbers {

    private JavaScriptNumbers() {}

    /** Offset behind the digits that begin at {@code from}. */
    public static int digits(String text, int from) {
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

    private static String trim(String text) {
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

    /** Whether JavaScript takes {@code c} for blank, as {@code trim} does. */
    public static boolean isBlank(char c) {
        return (c >= '\t' && c <= '\r')
                || c == '\uFEFF'
                || c == '\u2028'
                || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
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
        if (number == (long) number && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
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
