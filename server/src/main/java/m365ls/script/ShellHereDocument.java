package m365ls.script;

/**
 * A here-document whose text has not been reached.
 *
 * @param delimiter the line that ends it
 * @param indented whether its lines, that one too, may begin with tabs
 * @param quoted whether its text is taken as it is
 */
record ShellHereDocument(String delimiter, boolean indented, boolean quoted) {

    /** Whether this line ends the text. */
    boolean ends(char[] text, int line, int lineEnd) {
        int from = line;
        while (indented && from < lineEnd && text[from] == '\t') {
            from++;
        }
        if (lineEnd - from != delimiter.length()) {
            return false;
        }
        for (int i = from; i < lineEnd; i++) {
            if (text[i] != delimiter.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a backslash joins this line with the next, which then does not end the text. */
    boolean joins(char[] text, int line, int lineEnd) {
        int i = lineEnd;
        while (!quoted && i > line && text[i - 1] == '\\') {
            i--;
        }
        return (lineEnd - i) % 2 == 1;
    }
}
