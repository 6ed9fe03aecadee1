package m365ls.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as JavaScript reads them from texts and writes them. */
public final class JavaScriptNumbers {

    /** Decimals of this many digits survive the way to a double and back, unless the double is subnormal. */
    private static final int SAFE_DIGITS = 15;

    /** Integers below this are written digit by digit, and a {@code long} holds them. */
    private static final double PLAIN_INTEGERS = 1e15;

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

    /** {@code text} without the blanks around it. */
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

    /** Whether JavaScript takes {@code c} for blank, as {@code trim} does. */
    public static boolean isBlank(char c) {
        return (c >= '\t' && c <= '\r')
                || c == '\uFEFF'
                || c == '\u2028'
                || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /**
     * The shortest text that stands for {@code number}, laid out as ECMA-262 has it in {@code Number::toString}:
     * {@code 0.1}, {@code 1e+21}, {@code 5e-324}, {@code NaN}, {@code -Infinity}; {@code 0} also for negative zero.
     */
    public static String text(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (Math.abs(number) < PLAIN_INTEGERS && number == Math.rint(number)) {
            return Long.toString((long) number);
        }
        BigDecimal shortest = shortest(Math.abs(number)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
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

    /**
     * The decimal with the fewest digits that is read as {@code number}, and of those the nearest one. What
     * {@code Double.toString} gives is not always the shortest before JDK 19.
     */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = number < Double.MIN_NORMAL ? 1 : SAFE_DIGITS; digits < 17; digits++) {
            // Below a power of two doubles lie closer than above it, so that the nearest decimal of this length may be
            // read as another double while the one on the other side is read as this.
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == number) {
                return nearest;
            }
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
            if (above.doubleValue() == number) {
                return above;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }
}
