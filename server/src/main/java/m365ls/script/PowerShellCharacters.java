package m365ls.script;

/**
 * What PowerShell's tokenizer takes single characters for. Typographic quotation marks and dashes count as the plain
 * ones, so scripts that went through a word processor run.
 *
 * <p>Source: the traits of characters in PowerShell's own tokenizer ({@code CharTraits.cs}).
 */
final class PowerShellCharacters {

    private static final byte BLANK = 1;
    private static final byte ENDS_WORD = 2;
    private static final byte IDENTIFIER = 4;
    private static final byte SPECIAL = 8;
    /** What the characters of ASCII are. */
    private static final byte[] TRAITS = traits();

    private PowerShellCharacters() {}

    static boolean isSingleQuote(char c) {
        return c == '\'' || (c >= '\u2018' && c <= '\u201b');
    }

    static boolean isDoubleQuote(char c) {
        return c == '"' || (c >= '\u201c' && c <= '\u201e');
    }

    static boolean isDash(char c) {
        return c == '-' || (c >= '\u2013' && c <= '\u2015');
    }

    static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }

    /** Whether the character may mean something within a string or a bare word. */
    static boolean isSpecial(char c) {
        return c < 128 ? (TRAITS[c] & SPECIAL) != 0 : c >= '\u2018' && c <= '\u201e';
    }

    /** Whether, in a bare word, the character neither ends it nor means anything. */
    static boolean isPlain(char c) {
        return c < 128 ? (TRAITS[c] & (ENDS_WORD | SPECIAL)) == 0 : !isBlank(c) && !isSpecial(c);
    }

    /** A blank within a line. A byte-order mark counts too, since it is nothing to look at. */
    static boolean isBlank(char c) {
        if (c < 128) {
            return (TRAITS[c] & BLANK) != 0;
        }
        return c == '\u00a0' || c == '\u0085' || c == '\ufeff' || (c > 256 && isSeparator(c));
    }

    private static boolean isSeparator(char c) {
        int type = Character.getType(c);
        return type == Character.SPACE_SEPARATOR
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether a bare word ends before the character. */
    static boolean endsWord(char c) {
        return c < 128 ? (TRAITS[c] & ENDS_WORD) != 0 : isBlank(c);
    }

    /** Whether a variable's name without braces may begin with the character. */
    static boolean startsVariable(char c) {
        return continuesVariable(c) || c == ':' || c == '$' || c == '^';
    }

    /** Whether a variable's name without braces goes on with the character; colons aside. */
    static boolean continuesVariable(char c) {
        return isIdentifier(c) || c == '?';
    }

    /** Whether the character may stand in a keyword, a member's name or an operator's name. */
    static boolean isIdentifier(char c) {
        return c < 128 ? (TRAITS[c] & IDENTIFIER) != 0 : Character.isLetterOrDigit(c);
    }

    private static byte[] traits() {
        byte[] traits = new byte[128];
        for (char c : " \t\f\u000b".toCharArray()) {
            traits[c] = BLANK | ENDS_WORD;
        }
        for (char c : "\n\r\0&(),;{|}".toCharArray()) {
            traits[c] = ENDS_WORD;
        }
        for (char c : "'\"$`\n\r".toCharArray()) {
            traits[c] |= SPECIAL;
        }
        for (char c = 0; c < 128; c++) {
            if (Character.isLetterOrDigit(c) || c == '_') {
                traits[c] = IDENTIFIER;
            }
        }
        return traits;
    }

    /** Whether, behind a dash, the character makes a parameter or an operator's name of the two. */
    static boolean startsParameter(char c) {
        return c == '?' || (c < 128 ? isIdentifier(c) && !isDigit(c) : Character.isLetter(c));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
