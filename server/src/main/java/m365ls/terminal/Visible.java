package m365ls.terminal;

/** Text from elsewhere made fit for a line of a question: nothing of it can steer the terminal or begin a line of its own. */
final class Visible {

    private Visible() {}

    /** {@code text} with the replacement character for all that is not seen but acts. */
    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> visible.appendCodePoint(acts(c) ? 0xFFFD : c));
        return visible.toString();
    }

    private static boolean acts(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                // Turns the direction of writing, but for the joiner of emoji.
                || (type == Character.FORMAT && c != 0x200D);
    }
}
