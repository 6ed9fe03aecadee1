package m365ls.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers as JavaScript writes them, since the command line tool is a program in JavaScript. */
public final class JavaScriptNumbers {

    /** Decimals of this many digits survive the way to a double and back, unless the double is subnormal. */
    private static final int SAFE_DIGITS = 15;

    /** Integers below this are written digit by digit, and a {@code long} holds them. */
    private static final double PLAIN_INTEGERS = 1e15;

    private JavaScriptNumbers() {}

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
