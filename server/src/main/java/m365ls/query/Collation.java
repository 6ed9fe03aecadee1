package m365ls.query;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * The order in which {@code max} and {@code min} see texts: that of the <a
 * href="https://www.unicode.org/reports/tr35/tr35-collation.html">Unicode collation</a>, as far as it concerns Latin
 * letters, digits and the signs of ASCII. Letters count first, then accents, then case, small before capital. Control
 * characters do not count. All other characters follow behind Z, by their number.
 */
final class Collation {

    static final Comparator<String> ORDER = Collation::compare;

    private static final String SIGNS = "\t\n\u000B\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
    private static final int DIGITS = 100;
    private static final int LETTERS = 200;
    private static final int OTHERS = 1000;

    private Collation() {}

    private static int compare(String left, String right) {
        Keys one = new Keys(left);
        Keys other = new Keys(right);
        int letters = one.letters.compareTo(other.letters);
        if (letters != 0) {
            return letters;
        }
        int accents = one.accents.compareTo(other.accents);
        return accents != 0 ? accents : one.cases.compareTo(other.cases);
    }

    /** What is compared one after the other, each a sequence of weights. */
    private static final class Keys {

        private final StringBuilder letters = new StringBuilder();
        private final StringBuilder accents = new StringBuilder();
        private final StringBuilder cases = new StringBuilder();

        Keys(String text) {
            String parts = Normalizer.normalize(text, Normalizer.Form.NFD);
            for (int i = 0; i < parts.length(); i++) {
                add(parts.charAt(i));
            }
        }

        private void add(char c) {
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                accents.append(c);
                return;
            }
            int sign = SIGNS.indexOf(c);
            if (sign < 0 && Character.isISOControl(c)) {
                return;
            }
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            letters.append((char) weight(lower, sign));
            accents.append('\0');
            cases.append(lower == c ? 'a' : 'b');
        }

        private static int weight(char c, int sign) {
            if (sign >= 0) {
                return sign;
            }
            if (c >= '0' && c <= '9') {
                return DIGITS + c;
            }
            return c >= 'a' && c <= 'z' ? LETTERS + c : Math.min(OTHERS + c, Character.MAX_VALUE);
        }
    }
}
