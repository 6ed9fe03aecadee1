package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import m365ls.text.Span;

/**
 * One word of a command line as it is written, quotation marks included.
 *
 * @param span all of it
 * @param pieces its parts, in order; an empty pair of quotes is an empty text between them
 */
public record Word(Span span, List<Piece> pieces) {

    public Word {
        pieces = List.copyOf(pieces);
    }

    /** The same word {@code by} units further on. */
    Word shifted(int by) {
        if (by == 0) {
            return this;
        }
        Span all = span.shifted(by);
        if (pieces.size() == 1) {
            Piece only = pieces.get(0);
            // A bare word and its only piece share their place.
            return new Word(
                    all,
                    List.of(only.at(only.span().equals(span) ? all : only.span().shifted(by))));
        }
        List<Piece> moved = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            moved.add(pieces.get(i).at(pieces.get(i).span().shifted(by)));
        }
        return new Word(all, moved);
    }

    /** How text inserted at {@code offset} would be quoted; {@link Quoting#NONE} outside of the word's quotes. */
    public Quoting quotingAt(int offset) {
        Quoting found = Quoting.NONE;
        for (Piece piece : pieces) {
            if (piece.span().start() <= offset && offset <= piece.span().end()) {
                found = piece.quoting();
                if (offset < piece.span().end()) {
                    break;
                }
            }
        }
        return found;
    }

    /** The known text of the pieces up to {@code offset}: what the user has typed of the word's value so far. */
    public String textBefore(int offset) {
        StringBuilder known = new StringBuilder();
        for (Piece piece : pieces) {
            if (!(piece instanceof Piece.Text text) || text.span().start() >= offset) {
                continue;
            }
            boolean verbatim = text.text().length() == text.span().length();
            int upTo = Math.min(offset, text.span().end()) - text.span().start();
            known.append(verbatim ? text.text().substring(0, upTo) : text.text());
        }
        return known.toString();
    }
}
