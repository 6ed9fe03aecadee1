package m365ls.script;

/**
 * What PowerShell's tokenizer takes single characters for. Typographic quotation marks and dashes count as the plain
 * ones, so scripts that went through a word processor run.
 *
 * <p>Source: the traits of characters in PowerShell's own tokenizer ({@code CharTraits.cs}).
 */
final class PowerShellCharacters {

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

    /** A blank within a line. A byte-order mark counts too, since it is nothing to look at. */
    static boolean isBlank(char c) {
        if (c < 128) {
            return c == ' ' || c == '\t' || c == '\f' || c == '\u000b';
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
        if (c >= 128) {
            return isBlank(c);
        }
        return switch (c) {
            case ' ', '\t', '\f', '\u000b', '\n', '\r', '\0' -> true;
            case '&', '(', ')', ',', ';', '{', '|', '}' -> true;
            default -> false;
        };
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
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        return Character.isLetterOrDigit(c);
    }

    /** Whether, behind a dash, the character makes a parameter or an operator's name of the two. */
    static boolean startsParameter(char c) {
        return Character.isLetter(c) || c == '_' || c == '?';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
