package m365ls.output;

import java.util.Arrays;
import java.util.regex.Pattern;

/** How many columns of a terminal a text takes, as the table library of the command line tool counts. */
final class Columns {

    /** How often a group may repeat; real sequences have a few parameters, and the engine recurses for each. */
    private static final String SEVERAL = "{0,200}";

    private static final String PARAMETER = "[-a-zA-Z\\d/#&.:=?%@~_]";

    private static final String OPERATING_SYSTEM_COMMAND =
            "(?:(?:;" + PARAMETER + "+)" + SEVERAL + "|[a-zA-Z\\d]+(?:;" + PARAMETER + "*)" + SEVERAL + ")?\\x07";

    private static final String CONTROL_FUNCTION = "(?:\\d{1,4}(?:;\\d{0,4})" + SEVERAL + ")?[\\d<=>A-PR-TZcf-nq-rty~]";

    /** Colours, links and the like, which take no room: what npm's ansi-regex 5 finds. */
    private static final Pattern CONTROL_SEQUENCE =
            Pattern.compile("[\\x1B\\x9B][]\\[()#;?]*(?:" + OPERATING_SYSTEM_COMMAND + "|" + CONTROL_FUNCTION + ")");

    /**
     * First and last UTF-16 units without a width of their own, by Unicode 5.0 as Markus Kuhn's {@code wcwidth.c} of
     * 2007 lists them: marks that do not space (Mn, Me), format characters (Cf) but the soft hyphen, vowels and final
     * consonants of Hangul Jamo. Newer versions of Unicode have more.
     */
    private static final char[] ZERO_WIDTH =
            ranges("0300-036F 0483-0486 0488-0489 0591-05BD 05BF 05C1-05C2 05C4-05C5 05C7 0600-0603 0610-0615 "
                    + "064B-065E 0670 06D6-06E4 06E7-06E8 06EA-06ED 070F 0711 0730-074A 07A6-07B0 07EB-07F3 0901-0902 "
                    + "093C 0941-0948 094D 0951-0954 0962-0963 0981 09BC 09C1-09C4 09CD 09E2-09E3 0A01-0A02 0A3C "
                    + "0A41-0A42 0A47-0A48 0A4B-0A4D 0A70-0A71 0A81-0A82 0ABC 0AC1-0AC5 0AC7-0AC8 0ACD 0AE2-0AE3 0B01 "
                    + "0B3C 0B3F 0B41-0B43 0B4D 0B56 0B82 0BC0 0BCD 0C3E-0C40 0C46-0C48 0C4A-0C4D 0C55-0C56 0CBC 0CBF "
                    + "0CC6 0CCC-0CCD 0CE2-0CE3 0D41-0D43 0D4D 0DCA 0DD2-0DD4 0DD6 0E31 0E34-0E3A 0E47-0E4E 0EB1 "
                    + "0EB4-0EB9 0EBB-0EBC 0EC8-0ECD 0F18-0F19 0F35 0F37 0F39 0F71-0F7E 0F80-0F84 0F86-0F87 0F90-0F97 "
                    + "0F99-0FBC 0FC6 102D-1030 1032 1036-1037 1039 1058-1059 1160-11FF 135F 1712-1714 1732-1734 "
                    + "1752-1753 1772-1773 17B4-17B5 17B7-17BD 17C6 17C9-17D3 17DD 180B-180D 18A9 1920-1922 1927-1928 "
                    + "1932 1939-193B 1A17-1A18 1B00-1B03 1B34 1B36-1B3A 1B3C 1B42 1B6B-1B73 1DC0-1DCA 1DFE-1DFF "
                    + "200B-200F 202A-202E 2060-2063 206A-206F 20D0-20EF 302A-302F 3099-309A A806 A80B A825-A826 FB1E "
                    + "FE00-FE0F FE20-FE23 FEFF FFF9-FFFB");

    /** First and last units of two columns: wide and full-width characters of East Asia, from the same source. */
    private static final char[] WIDE = ranges(
            "1100-115F 2329-232A 2E80-303E 3040-A4CF AC00-D7A3 F900-FAFF FE10-FE19 FE30-FE6F FF00-FF60 FFE0-FFE6");

    private Columns() {}

    /** Columns of {@code text}; characters beyond the basic plane count as two, like any two units. */
    static int of(String text) {
        boolean controlled = text.indexOf('\u001B') >= 0 || text.indexOf('\u009B') >= 0;
        String shown = controlled ? CONTROL_SEQUENCE.matcher(text).replaceAll("") : text;
        int columns = 0;
        for (int i = 0; i < shown.length(); i++) {
            columns += of(shown.charAt(i));
        }
        return columns;
    }

    private static int of(char c) {
        if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
            return 0;
        }
        if (c < ZERO_WIDTH[0]) {
            return 1;
        }
        if (isWithin(ZERO_WIDTH, c)) {
            return 0;
        }
        return isWithin(WIDE, c) ? 2 : 1;
    }

    /** Whether {@code c} lies between a unit at an even place of {@code ranges} and the one behind it. */
    private static boolean isWithin(char[] ranges, char c) {
        int found = Arrays.binarySearch(ranges, c);
        // Between two entries, the place where c would be inserted is odd within a range.
        return found >= 0 || (-found - 1) % 2 == 1;
    }

    private static char[] ranges(String hexadecimal) {
        StringBuilder ends = new StringBuilder();
        for (String range : hexadecimal.split(" ")) {
            int last = range.lastIndexOf('-') + 1;
            ends.append((char) Integer.parseInt(range.substring(0, 4), 16));
            ends.append((char) Integer.parseInt(range.substring(last), 16));
        }
        return ends.toString().toCharArray();
    }
}
