package m365ls.lsp;

import m365ls.text.Lines;
import m365ls.text.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * The places of one text as the client counts them: lines from 0, and in them columns from 0, in the units that client and
 * server agreed on.
 *
 * <p>Everywhere else in the server a place is an offset in UTF-16 units. Columns of the protocol are made of offsets, and
 * offsets of columns, by this class alone.
 *
 * <p>Remembers where it counted last, so that places in the order of the text cost no more than one walk through it, however
 * long its lines are; so it is for one thread.
 */
final class Columns {

    private final PositionEncoding encoding;
    private final Lines lines;
    private int line = -1;
    private int offset;
    private int column;

    Columns(PositionEncoding encoding, Lines lines) {
        this.encoding = encoding;
        this.lines = lines;
    }

    /** The text's lines, in offsets. */
    Lines lines() {
        return lines;
    }

    /** The place of an offset; one within a character that the client does not divide means the character's start. */
    Position position(int at) {
        int start = startOfCharacter(at);
        int inLine = lines.lineAt(start);
        if (inLine != line) {
            line = inLine;
            offset = lines.startOf(inLine);
            column = 0;
        }
        column += start >= offset ? count(offset, start) : -count(start, offset);
        offset = start;
        return new Position(line, column);
    }

    Range range(Span span) {
        return new Range(position(span.start()), position(span.end()));
    }

    /**
     * The offset of a place, by the protocol's rules: a column behind the end of the line means the end of the line, a line
     * behind the last means the end of the text, a negative number means 0. A column within a character means its start.
     */
    int offset(int atLine, int atColumn) {
        if (encoding == PositionEncoding.UTF_16) {
            return lines.offsetAt(atLine, atColumn);
        }
        int end = lines.endOf(atLine);
        int at = lines.startOf(atLine);
        int left = atColumn;
        while (at < end) {
            int character = lines.text().codePointAt(at);
            left -= encoding.units(character);
            if (left < 0) {
                break;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    /** Whether a column lies within a character. A client that names such a place speaks of another text. */
    boolean isWithinCharacter(int atLine, int atColumn) {
        int at = offset(atLine, atColumn);
        return at < lines.endOf(atLine) && count(lines.startOf(atLine), at) < atColumn;
    }

    private int startOfCharacter(int at) {
        String text = lines.text();
        int clamped = Math.max(0, Math.min(at, text.length()));
        boolean inPair = encoding != PositionEncoding.UTF_16
                && clamped > 0
                && clamped < text.length()
                && Character.isSurrogatePair(text.charAt(clamped - 1), text.charAt(clamped));
        return inPair ? clamped - 1 : clamped;
    }

    /** Units between two offsets, both where a character starts or the text ends. */
    private int count(int start, int end) {
        if (encoding == PositionEncoding.UTF_16) {
            return end - start;
        }
        int units = 0;
        for (int at = start; at < end; ) {
            int character = lines.text().codePointAt(at);
            units += encoding.units(character);
            at += Character.charCount(character);
        }
        return units;
    }
}
