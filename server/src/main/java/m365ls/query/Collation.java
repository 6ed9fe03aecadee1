package m365ls.query;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * The order in which {@code max} and {@code min} see texts: that of the <a
 * href="https://www.unicode.org/reports/tr35/tr35-collation.html">Unicode collation</a> without the rules of a
 * language, as far as it concerns Latin letters, digits and the signs of Western languages. Letters count first, then accents, then
 * case, small before capital. Control characters do not count. Other signs come before digits and letters of
 * other scripts behind Z, each by its number.
 */
public final class Collation {

    /** The order. */
    public static final Comparator<String> ORDER = Collation::compare;

    private static final String SIGNS =
            "\t\n\u000B\f\r\u0085 _-–—,;:!¡?¿.·'\"«»()[]{}§¶@*/\\&#%•`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥€";

    /** The accents of Western languages, in their order; others follow by their number. */
    private static final String ACCENTS =
            "\u0301\u0300\u0306\u0302\u030C\u030A\u0308\u030B\u0303\u0307\u0338\u0327\u0328";

    /** Between the letters of a ligature, which comes behind the same letters with any accent. */
    private static final char LIGATURE = Character.MAX_VALUE;

    private static final char STROKE = '\u0338';

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

    /** What is compared one after the other. */
    private static final class Keys {

        // Two units each: the group, and the place in it.
        private final StringBuilder letters = new StringBuilder();
        private final StringBuilder accents = new StringBuilder();
        private final StringBuilder cases = new StringBuilder();

        Keys(String text) {
            String parts = Normalizer.normalize(text, Normalizer.Form.NFD);
            for (int i = 0; i < parts.length(); i++) {
                char c = parts.charAt(i);
                char small = Character.toLowerCase(c);
                char capital = small == c ? 'a' : 'b';
                switch (small) {
                    case 'æ' -> ligature('a', 'e', capital);
                    case 'œ' -> ligature('o', 'e', capital);
                    case 'ß' -> ligature('s', 's', capital);
                    case 'ø' -> stroked('o', capital);
                    case 'đ' -> stroked('d', capital);
                    case 'ł' -> stroked('l', capital);
                    default -> add(small, capital);
                }
            }
        }

        private void ligature(char first, char second, char capital) {
            add(first, capital);
            accents.append(LIGATURE);
            add(second, capital);
        }

        private void stroked(char letter, char capital) {
            add(letter, capital);
            add(STROKE, capital);
        }

        private void add(char c, char capital) {
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                int known = ACCENTS.indexOf(c);
                accents.append(known < 0 ? c : (char) (known + 1));
                return;
            }
            int sign = SIGNS.indexOf(c);
            if (sign >= 0) {
                letters.append('a').append((char) sign);
            } else if (Character.isISOControl(c)) {
                return;
            } else if (c >= '0' && c <= '9') {
                letters.append('c').append(c);
            } else if (c >= 'a' && c <= 'z') {
                letters.append('d').append(c);
            } else {
                letters.append(Character.isLetter(c) ? 'e' : 'b').append(c);
            }
            accents.append('\0');
            cases.append(capital);
        }
    }
}
