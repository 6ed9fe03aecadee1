package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import m365ls.text.Span;

/**
 * The pieces of all words that are being read, those of inner words on top. A scanner notes {@link #size} when a word
 * begins and {@linkplain #take takes} what lies above that when it ends; so words nest without recursion and without
 * a list for each.
 */
final class PieceStack {

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Expansion> expansions = new ArrayList<>();

    /** @param text what offsets are offsets of */
    PieceStack(String text) {
        this.text = text;
    }

    int size() {
        return pieces.size();
    }

    /** Text that stands for itself. An empty one tells of an empty pair of quotes. */
    void verbatim(int start, int end, Quoting quoting) {
        push(new Piece.Text(new Span(start, end), quoting, text.substring(start, end)), Expansion.ONE);
    }

    /** An escape that the program receives as {@code meaning}. */
    void escape(int start, int end, Quoting quoting, String meaning) {
        push(new Piece.Text(new Span(start, end), quoting, meaning), Expansion.ONE);
    }

    void variable(int start, int end, Quoting quoting, String name, Expansion expansion) {
        push(new Piece.Variable(new Span(start, end), quoting, name), expansion);
    }

    void dynamic(int start, int end, Quoting quoting, Expansion expansion) {
        push(new Piece.Dynamic(new Span(start, end), quoting), expansion);
    }

    /** Removes the pieces above {@code base} and makes a word of them. */
    Written take(int base, int start, int end) {
        boolean single = pieces.size() == base + 1;
        // Most words have one piece.
        List<Piece> content = single ? List.of(pieces.get(base)) : List.copyOf(pieces.subList(base, pieces.size()));
        List<Expansion> how = single && expansions.get(base) == Expansion.ONE
                ? List.of()
                : Written.normal(expansions.subList(base, expansions.size()));
        Written written = new Written(new Word(new Span(start, end), content), content, how);
        drop(base);
        return written;
    }

    /** Removes the pieces above {@code base}. */
    void drop(int base) {
        for (int i = pieces.size() - 1; i >= base; i--) {
            pieces.remove(i);
            expansions.remove(i);
        }
    }

    private void push(Piece piece, Expansion expansion) {
        pieces.add(piece);
        expansions.add(expansion);
    }
}
