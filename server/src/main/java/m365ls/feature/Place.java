package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import m365ls.script.Dialect;
import m365ls.script.Piece;
import m365ls.script.Quoting;
import m365ls.script.Word;
import m365ls.text.Span;

/**
 * Where something can be written: what it replaces, and how that is quoted. A place never goes over the end of a line.
 *
 * @param span what is replaced: a word, the inside of its quotation marks, or its part before or behind an {@code =}
 * @param raw the text from the start of {@code span} to the cursor, as written
 * @param typed what the program would receive for {@code raw}
 * @param quoting how the span is quoted
 * @param closing the quotation mark that is still missing behind the span; mostly empty
 */
public record Place(Span span, String raw, String typed, Quoting quoting, String closing) {

    /** A new word at {@code offset}. */
    static Place at(int offset) {
        return new Place(Span.at(offset), "", "", Quoting.NONE, "");
    }

    /**
     * The place in {@code word} for a cursor at {@code offset}. Empty if the word has a value that is only known when
     * the script runs, or if the cursor is not on the word's first line.
     */
    static Optional<Place> in(String text, Word word, int offset) {
        int start = word.span().start();
        if (lineEnd(text, start, offset) < offset) {
            return Optional.empty();
        }
        int lineEnd = lineEnd(text, offset, word.span().end());
        Open open = Open.of(text, word, lineEnd);
        boolean inside = open.quoting != Quoting.NONE
                && start + open.length <= offset
                && (offset <= open.end || lineEnd < word.span().end());
        if (!inside) {
            return allText(word.pieces(), word.span().end())
                            && lineEnd == word.span().end()
                    ? Optional.of(new Place(
                            word.span(), text.substring(start, offset), word.textBefore(offset), Quoting.NONE, ""))
                    : Optional.empty();
        }
        boolean closed = open.end < word.span().end() && lineEnd == word.span().end();
        // A quote that nobody closed takes in what follows; only its first words can be meant.
        int end = closed ? open.end : blankFrom(text, offset, lineEnd);
        if (!allText(word.pieces(), end)) {
            return Optional.empty();
        }
        int from = start + open.length;
        return Optional.of(new Place(
                new Span(from, end),
                text.substring(from, offset),
                word.textBefore(offset),
                open.quoting,
                closed ? "" : open.mark));
    }

    /** Writes {@code value} here. */
    Edit write(Dialect dialect, String value) {
        return new Edit(span, dialect.quote(value, quoting) + closing);
    }

    /**
     * What an editor should compare with the text that is typed, so that {@code value} is found by what it means, however
     * it is escaped here.
     */
    String filterText(String value) {
        if (raw.equals(typed)) {
            return value;
        }
        return value.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT))
                ? raw + value.substring(typed.length())
                : value;
    }

    /** The part of {@code word} before {@code to}, which lies in a piece whose text stands for itself. */
    static Word head(Word word, int to) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : word.pieces()) {
            if (piece.span().end() <= to) {
                pieces.add(piece);
            } else if (piece.span().start() < to && piece instanceof Piece.Text known) {
                Span span = new Span(known.span().start(), to);
                pieces.add(new Piece.Text(span, known.quoting(), known.text().substring(0, span.length())));
            }
        }
        return new Word(new Span(word.span().start(), to), pieces);
    }

    /** The part of {@code word} from {@code from}, which lies in a piece whose text stands for itself. */
    static Word tail(Word word, int from) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : word.pieces()) {
            if (from <= piece.span().start()) {
                pieces.add(piece);
            } else if (from < piece.span().end() && piece instanceof Piece.Text known) {
                Span span = new Span(from, known.span().end());
                pieces.add(new Piece.Text(
                        span,
                        known.quoting(),
                        known.text().substring(from - known.span().start())));
            }
        }
        return new Word(new Span(from, word.span().end()), pieces);
    }

    /** The quotes a word begins with, if all of it is in them, up to the end of the line. */
    private record Open(Quoting quoting, int length, int end, String mark) {

        static Open of(String text, Word word, int lineEnd) {
            String raw = word.span().of(text);
            if (word.pieces().isEmpty()) {
                int length = raw.startsWith("$") ? 2 : 1;
                if (raw.length() < length) {
                    return new Open(Quoting.NONE, 0, word.span().start(), "");
                }
                boolean single = raw.charAt(length - 1) == '\'';
                Quoting quoting = !single ? Quoting.DOUBLE : length == 2 ? Quoting.ANSI_C : Quoting.SINGLE;
                return new Open(quoting, length, word.span().start() + length, single ? "'" : "\"");
            }
            Quoting quoting = word.pieces().get(0).quoting();
            int at = word.pieces().get(0).span().start();
            int length = at - word.span().start();
            for (Piece piece : word.pieces()) {
                if (piece.span().start() > lineEnd) {
                    break;
                }
                if (piece.quoting() != quoting || piece.span().start() != at) {
                    quoting = Quoting.NONE;
                }
                at = piece.span().end();
            }
            return new Open(quoting, length, at, quoting == Quoting.DOUBLE ? "\"" : "'");
        }
    }

    private static boolean allText(List<Piece> pieces, int end) {
        return pieces.stream().allMatch(p -> p.span().start() >= end || p instanceof Piece.Text);
    }

    private static int lineEnd(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int blankFrom(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
            at++;
        }
        return at;
    }
}
