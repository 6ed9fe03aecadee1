package m365ls.script;

import java.util.Arrays;
import java.util.List;
import m365ls.script.ParsedOptions.Place;
import m365ls.text.Span;

/** Where the known text of an argument stands in the script, as far as the argument's word writes it out. */
final class Layout {

    private final Word word;

    /** For each piece of the word that writes out known text, the offset in that text behind it. */
    private final int[] ends;

    private Layout(Word word, int[] ends) {
        this.word = word;
        this.ends = ends;
    }

    static Layout of(Argument argument) {
        String known = argument.value().prefix();
        List<Piece> pieces = argument.word().pieces();
        int[] ends = new int[pieces.size()];
        int count = 0;
        int end = 0;
        // A word that is spread over several arguments writes out none of them.
        while (count < ends.length
                && pieces.get(count) instanceof Piece.Text text
                && known.startsWith(text.text(), end)) {
            end += text.text().length();
            ends[count++] = end;
        }
        return new Layout(argument.word(), Arrays.copyOf(ends, count));
    }

    /** Where {@code place} of this argument stands; all of its word if that cannot be told. */
    Span span(Place place) {
        boolean fromStart = place.start() == 0;
        boolean toTheEnd = place.end() == Place.TO_THE_END;
        if (fromStart && toTheEnd) {
            return word.span();
        }
        int from = fromStart ? word.span().start() : offset(place.start());
        int to = toTheEnd ? word.span().end() : offset(place.end());
        if (from < 0 || to < from) {
            return word.span();
        }
        if (toTheEnd) {
            return value(from);
        }
        Span first = word.pieces().get(0).span();
        boolean quotesHoldName = fromStart && to <= first.end();
        return new Span(quotesHoldName ? first.start() : from, to);
    }

    /** Offset in the script of a place in the known text; -1 if the word does not write it out. */
    private int offset(int place) {
        int found = Arrays.binarySearch(ends, place);
        int piece = found >= 0 ? found : -found - 1;
        if (piece >= ends.length) {
            return -1;
        }
        Span span = word.pieces().get(piece).span();
        int start = piece == 0 ? 0 : ends[piece - 1];
        boolean verbatim = ends[piece] - start == span.length();
        return verbatim ? span.start() + place - start : span.end();
    }

    /** What follows from {@code from} on, without the closing mark of quotes that opened before. */
    private Span value(int from) {
        List<Piece> pieces = word.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (from > piece.span().end() || piece.quoting() == Quoting.NONE) {
                continue;
            }
            if (from < piece.span().start()) {
                break;
            }
            int end = piece.span().end();
            int last = i + 1;
            while (last < pieces.size() && pieces.get(last).span().start() == end) {
                end = pieces.get(last).span().end();
                last++;
            }
            if (last == pieces.size()) {
                return new Span(from, end);
            }
            // Behind the quotes that hold the name, the value begins behind their closing mark.
            return new Span(from == end ? from + 1 : from, word.span().end());
        }
        return new Span(from, word.span().end());
    }
}
