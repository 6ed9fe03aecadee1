package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import m365ls.text.Span;

/**
 * A place in the text of a PowerShell script that moves on: reads blanks, comments, strings that expand nothing,
 * escapes and variables, and tells where things end.
 */
class PowerShellText {

    final String text;
    final char[] chars;
    /** Where reading goes on. */
    int pos;
    /** Where what is read ends: behind the text, or sooner while a string whose end was forgotten is read. */
    int end;

    final PieceStack pieces;
    final List<Comment> comments = new ArrayList<>();
    /** How many sub-expressions of double-quoted strings are open. */
    int inStrings;

    private int looked;
    /** How far all searches for closing quotes together may still look ahead. */
    private long lookAhead;

    /** The last answer of {@link #endOfLine}. */
    private int lineFrom;

    private int lineTo = -1;
    /** The last answer of {@link #behindLines}. */
    private int linesFrom = -1;

    private int linesTo;

    PowerShellText(String text) {
        this.text = text;
        this.chars = text.toCharArray();
        this.end = text.length();
        this.pieces = new PieceStack(text);
        this.lookAhead = 4L * text.length() + 1_000;
    }

    /** Takes note that what was read depends on the text up to {@code offset}. */
    void looks(int offset) {
        looked = Math.max(looked, Math.min(offset, text.length()));
    }

    /** How far the text was looked at beyond what has been read. */
    int looked() {
        return looked;
    }

    /** The character at {@code offset}; NUL behind the end of what is read. */
    char at(int offset) {
        return offset < end ? chars[offset] : '\0';
    }

    boolean isNewline(int offset) {
        return offset < end && PowerShellCharacters.isNewline(chars[offset]);
    }

    boolean isBlank(int offset) {
        return offset < end && PowerShellCharacters.isBlank(chars[offset]);
    }

    boolean endsWord(int offset) {
        return offset >= end || PowerShellCharacters.endsWord(chars[offset]);
    }

    boolean isComment(int offset) {
        return at(offset) == '#' || (at(offset) == '<' && at(offset + 1) == '#');
    }

    int behindNewline(int offset) {
        return at(offset) == '\r' && at(offset + 1) == '\n' ? offset + 2 : offset + 1;
    }

    int endOfLine(int offset) {
        // Asked for many places of the same line.
        if (offset < lineFrom || offset > lineTo) {
            int at = offset;
            while (at < text.length() && !PowerShellCharacters.isNewline(chars[at])) {
                at++;
            }
            looks(at + 2);
            lineFrom = offset;
            lineTo = at;
        }
        return Math.min(lineTo, end);
    }

    /** Where the first character from {@code offset} on stands that is more than text of a bare word. */
    int plainEnd(int offset) {
        char[] units = chars;
        int limit = end;
        int at = offset;
        while (at < limit && PowerShellCharacters.isPlain(units[at])) {
            at++;
        }
        return at;
    }

    int identifierEnd(int offset) {
        int at = offset;
        while (at < end && PowerShellCharacters.isIdentifier(chars[at])) {
            at++;
        }
        return at;
    }

    /** How long the double quotation mark at {@code offset} is that opens a string; 0 if none does. */
    int openingQuote(int offset) {
        char c = at(offset);
        boolean quote = PowerShellCharacters.isDoubleQuote(c);
        // In a sub-expression of a string, quotation marks may be escaped as in the string itself.
        if (inStrings > 0 && (quote || c == '`') && PowerShellCharacters.isDoubleQuote(at(offset + 1))) {
            if (c == '`' || (!endsWord(offset + 2) && at(offset + 2) != '"' && at(offset + 2) != ']')) {
                return 2;
            }
        }
        return quote ? 1 : 0;
    }

    /** Moves over blanks, continued lines and comments of the form {@code <# #>} within the line. */
    void skipBlanks() {
        while (pos < end) {
            char c = chars[pos];
            if (PowerShellCharacters.isBlank(c)) {
                pos++;
            } else if (c == '`' && (pos + 1 >= end || isBlank(pos + 1))) {
                pos = Math.min(end, pos + 2);
            } else if (c == '`' && isNewline(pos + 1)) {
                pos = behindNewline(pos + 1);
            } else if (c == '<' && at(pos + 1) == '#') {
                readComment();
            } else {
                return;
            }
        }
    }

    /** Moves over blanks, line ends and comments. */
    void skipLines() {
        skipBlanks();
        while (pos < end && (isNewline(pos) || at(pos) == '#')) {
            if (at(pos) == '#') {
                readComment();
            } else {
                pos++;
            }
            skipBlanks();
        }
    }

    /** The first place behind {@code pos} that is neither blank nor in a comment. */
    int behindLines() {
        // Many brackets may be open at the end of one line.
        if (linesFrom == pos) {
            return linesTo;
        }
        int at = pos;
        while (at < end && (isBlank(at) || isNewline(at) || isComment(at))) {
            at = isComment(at) ? commentEnd(at) : at + 1;
        }
        looks(at + 2);
        linesFrom = pos;
        linesTo = at;
        return at;
    }

    void readComment() {
        int start = pos;
        pos = commentEnd(pos);
        boolean block = at(start) == '<';
        boolean whole = block && pos - start >= 4 && text.startsWith("#>", pos - 2);
        int textStart = start + (block ? 2 : 1);
        int textEnd = whole ? pos - 2 : pos;
        comments.add(new Comment(
                new Span(start, pos),
                text.substring(textStart, Math.max(textStart, textEnd)).trim()));
    }

    int commentEnd(int offset) {
        if (at(offset) == '#') {
            return endOfLine(offset);
        }
        int close = text.indexOf("#>", offset + 2);
        looks(close < 0 ? text.length() : close + 2);
        return close < 0 || close + 2 > end ? end : close + 2;
    }

    /** The place of the pipe that, on a following line, continues the pipeline whose line ends at {@code pos}; or -1. */
    int pipeOnNextLine() {
        int at = behindNewline(pos);
        while (at < end) {
            if (isBlank(at)) {
                at++;
            } else if (isComment(at)) {
                boolean line = at(at) == '#';
                at = commentEnd(at);
                if (line && at < end) {
                    at = behindNewline(at);
                }
            } else {
                looks(at + 1);
                return at(at) == '|' ? at : -1;
            }
        }
        looks(at);
        return -1;
    }

    /** Reads a single-quoted string from its opening mark. */
    void readSingleQuoted(boolean keep) {
        int before = pieces.size();
        int outer = end;
        pos++;
        int content = pos;
        end = keep ? cut(content, false) : end;
        int run = pos;
        while (pos < end) {
            if (!PowerShellCharacters.isSingleQuote(chars[pos])) {
                pos++;
                continue;
            }
            keepText(keep, run, pos, Quoting.SINGLE);
            if (!PowerShellCharacters.isSingleQuote(at(pos + 1))) {
                run = -1;
                break;
            }
            if (keep) {
                pieces.escape(pos, pos + 2, Quoting.SINGLE, text.substring(pos + 1, pos + 2));
            }
            pos += 2;
            run = pos;
        }
        if (run >= 0) {
            keepText(keep, run, pos, Quoting.SINGLE);
        }
        if (keep && pieces.size() == before) {
            pieces.verbatim(content, content, Quoting.SINGLE);
        }
        pos = run < 0 ? pos + 1 : pos;
        end = outer;
    }

    /** Reads {@code @'...'@} from its mark. */
    void readHereSingle(boolean keep) {
        int start = hereBody();
        if (start < 0) {
            readBrokenHere(keep, Quoting.HERE_SINGLE);
            return;
        }
        // The closing mark may follow the opening line at once.
        int newline = previousNewline(start);
        while (newline < end && !closesHere(newline, false)) {
            newline = endOfLine(behindNewline(newline));
        }
        keepText(keep, start, Math.max(start, newline), Quoting.HERE_SINGLE);
        if (keep && newline <= start) {
            pieces.verbatim(start, start, Quoting.HERE_SINGLE);
        }
        pos = newline < end ? behindNewline(newline) + 2 : end;
    }

    /** Where the text of the here-string at {@code pos} begins; -1 if something stands behind its opening mark. */
    int hereBody() {
        int at = pos + 2;
        while (isBlank(at)) {
            at++;
        }
        if (at >= end) {
            return end;
        }
        return isNewline(at) ? behindNewline(at) : -1;
    }

    int previousNewline(int lineStart) {
        if (lineStart >= 2 && chars[lineStart - 1] == '\n' && chars[lineStart - 2] == '\r') {
            return lineStart - 2;
        }
        return PowerShellCharacters.isNewline(chars[lineStart - 1]) ? lineStart - 1 : lineStart;
    }

    /** Whether the line behind the line end at {@code newline} begins with the mark that closes a here-string. */
    boolean closesHere(int newline, boolean expandable) {
        int at = behindNewline(newline);
        char quote = at(at);
        return at(at + 1) == '@'
                && (expandable ? PowerShellCharacters.isDoubleQuote(quote) : PowerShellCharacters.isSingleQuote(quote));
    }

    /** A here-string whose opening mark is not the last of its line is an error of the script: it takes the line. */
    void readBrokenHere(boolean keep, Quoting quoting) {
        char quote = at(pos + 1);
        int content = pos + 2;
        pos = content;
        while (pos < end && !isNewline(pos) && !(at(pos) == quote && at(pos + 1) == '@')) {
            pos++;
        }
        keepText(keep, content, pos, quoting);
        if (keep && pos == content) {
            pieces.verbatim(content, content, quoting);
        }
        if (pos < end && !isNewline(pos)) {
            pos += 2;
        }
    }

    void keepText(boolean keep, int from, int to, Quoting quoting) {
        if (keep && from < to) {
            pieces.verbatim(from, to, quoting);
        }
    }

    /** Reads a backtick and what it escapes. */
    void readEscape(boolean keep, Quoting quoting) {
        int start = pos;
        if (pos + 1 >= end) {
            pos++;
            keepText(keep, start, pos, quoting);
            return;
        }
        int escapeEnd = start + 2;
        String meaning;
        char c = at(start + 1);
        int close = c == 'u' && at(start + 2) == '{' ? codePointEnd(start + 3) : -1;
        if (close > 0) {
            escapeEnd = close + 1;
            meaning = Character.toString(Integer.parseInt(text.substring(start + 3, close), 16));
        } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(at(start + 2))) {
            escapeEnd = start + 3;
            meaning = text.substring(start + 1, escapeEnd);
        } else {
            meaning = String.valueOf(meaning(c));
        }
        pos = escapeEnd;
        if (keep) {
            pieces.escape(start, escapeEnd, quoting, meaning);
        }
    }

    static char meaning(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'e' -> '\u001b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> c;
        };
    }

    /** The closing brace of one to six hexadecimal digits at {@code offset} that are a code point; else -1. */
    int codePointEnd(int offset) {
        int at = offset;
        while (at - offset < 6 && Character.digit(at(at), 16) >= 0 && at(at) < 128) {
            at++;
        }
        boolean codePoint = at > offset
                && at(at) == '}'
                && Integer.parseInt(text.substring(offset, at), 16) <= Character.MAX_CODE_POINT;
        return codePoint ? at : -1;
    }

    /** Where the variable ends whose sigil stands at {@code offset}; {@code offset} if it is none. */
    int variableEnd(int offset) {
        int at = offset + 1;
        char c = at(at);
        if (c == '{' && at(offset) == '$') {
            while (at < end && !isNewline(at) && at(at) != '}') {
                at += at(at) == '`' && at + 1 < end ? 2 : 1;
            }
            return at(at) == '}' ? at + 1 : Math.min(at, end);
        }
        if (at >= end || !PowerShellCharacters.startsVariable(c)) {
            return offset;
        }
        at++;
        if (c == '$' || c == '?' || c == '^') {
            return at;
        }
        while (at < end) {
            char next = chars[at];
            boolean more = next == ':' ? at(at + 1) != ':' : PowerShellCharacters.continuesVariable(next);
            if (!more) {
                break;
            }
            at++;
        }
        return at;
    }

    String variableName(int start, int variableEnd) {
        boolean braces = at(start + 1) == '{';
        boolean closed = braces && chars[variableEnd - 1] == '}' && variableEnd - start > 2;
        return text.substring(start + (braces ? 2 : 1), closed ? variableEnd - 1 : variableEnd);
    }

    /**
     * Where a quoted argument of a call ends at the latest: the end of its line if its closing mark seems to be
     * forgotten, as it is while it is being typed. That is so if there is none, or the next one, on a later line, is
     * followed by what cannot follow a closing mark, since it opens another string.
     *
     * @param content offset behind the opening mark
     */
    int cut(int content, boolean expandable) {
        int close = closingQuote(content, expandable);
        looks(close < 0 ? text.length() : close + 2);
        int line = endOfLine(content);
        if (close < 0 || (close < end && close <= line)) {
            return end;
        }
        boolean plausible = close < end && (endsWord(close + 1) || at(close + 1) == '.' || at(close + 1) == ']');
        return plausible ? end : line;
    }

    /** The closing mark of a string; the end if there is none; -1 if looking for it costs too much. */
    int closingQuote(int content, boolean expandable) {
        int at = content;
        int parentheses = 0;
        while (at < end) {
            if (--lookAhead < 0) {
                return -1;
            }
            char c = chars[at];
            boolean quote = expandable ? PowerShellCharacters.isDoubleQuote(c) : PowerShellCharacters.isSingleQuote(c);
            if (quote && parentheses == 0) {
                char next = at(at + 1);
                boolean doubled = expandable
                        ? PowerShellCharacters.isDoubleQuote(next)
                        : PowerShellCharacters.isSingleQuote(next);
                if (!doubled) {
                    return at;
                }
                at++;
            } else if (expandable && c == '`' && parentheses == 0) {
                at++;
            } else if (expandable && c == '$' && at(at + 1) == '(') {
                parentheses++;
                at++;
            } else if (c == '(' && parentheses > 0) {
                parentheses++;
            } else if (c == ')' && parentheses > 0) {
                parentheses--;
            }
            at++;
        }
        return end;
    }

    void keepVariable(boolean keep, int from, int to, Quoting quoting) {
        if (keep) {
            pieces.variable(from, to, quoting, variableName(from, to), Expansion.ONE);
        }
    }
}
