package m365ls.feature;

import java.util.List;
import m365ls.script.Piece;
import m365ls.script.Word;
import m365ls.text.Span;

/**
 * The words of a command's name around the cursor, which a whole name replaces.
 *
 * @param together whether no option stands between them
 * @param before takes away those before the word at the cursor
 * @param behind takes away those behind it
 */
record NameWords(boolean together, List<Edit> before, List<Edit> behind) {

    NameWords {
        before = List.copyOf(before);
        behind = List.copyOf(behind);
    }

    static NameWords around(Cursor.CommandWord on) {
        Span here = on.place().span();
        List<Span> names = on.call().names().stream().map(n -> n.word().span()).toList();
        int firstBefore = here.start();
        int firstBehind = here.end();
        int lastBehind = here.end();
        boolean together = true;
        for (Word word : on.call().invocation().words()) {
            Span span = word.span();
            // A quote that nobody closed takes in the lines below, which are none of the name.
            boolean isName = names.contains(span) && !holdsLineEnd(word);
            if (span.end() <= here.start() && !span.equals(here)) {
                together &= isName || firstBefore == here.start();
                firstBefore = isName ? Math.min(firstBefore, span.start()) : firstBefore;
            } else if (span.start() >= here.end() && !span.equals(here)) {
                if (!isName) {
                    break;
                }
                firstBehind = lastBehind == here.end() ? span.start() : firstBehind;
                lastBehind = span.end();
            }
        }
        // Where a word is inserted, what is taken away must not begin at the same place.
        int from = here.isEmpty() ? firstBehind : here.end();
        return new NameWords(together, without(firstBefore, here.start()), without(from, lastBehind));
    }

    private static boolean holdsLineEnd(Word word) {
        return word.pieces().stream()
                .anyMatch(
                        p -> p instanceof Piece.Text text && text.text().chars().anyMatch(c -> c == '\n' || c == '\r'));
    }

    private static List<Edit> without(int start, int end) {
        return start == end ? List.of() : List.of(new Edit(new Span(start, end), ""));
    }
}
