package m365ls.cli;

/** Text of a script made fit for a terminal: nothing of it can steer the terminal. */
final class Printable {

    private Printable() {}

    /** {@code text} with each control character but the tab replaced by the replacement character. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(steers(c) ? 0xFFFD : c));
        return printable.toString();
    }

    /** Columns that {@code text} takes on a terminal; a tab counts as one. */
    static int width(String text) {
        return text.codePoints().map(Printable::width).sum();
    }

    /** What takes the same place as {@code text} without being seen: tabs stay, the rest becomes blanks. */
    static String blanksFor(String text) {
        StringBuilder blanks = new StringBuilder(text.length());
        text.codePoints().forEach(c -> blanks.append(c == '\t' ? "\t" : " ".repeat(width(c))));
        return blanks.toString();
    }

    private static boolean steers(int c) {
        int type = Character.getType(c);
        return c != '\t'
                && (type == Character.CONTROL
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR
                        // Marks that turn the direction of writing can make a line look like another.
                        || (type == Character.FORMAT && c != 0x200D));
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        boolean wide = switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> c >= 0x1F300 && c <= 0x1FAFF;
        };
        return wide ? 2 : 1;
    }
}
