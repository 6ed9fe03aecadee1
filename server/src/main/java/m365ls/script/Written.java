package m365ls.script;

import java.util.List;
import m365ls.text.Span;

/**
 * A word together with what its value is made of.
 *
 * @param word as it is written
 * @param content what one of its arguments is made of: the word's pieces, or another reading of them where a word
 *     stands for several arguments, as {@code {a,b}} does
 * @param expansions how each piece of {@code content} expands; empty if each is {@link Expansion#ONE}
 */
record Written(Word word, List<Piece> content, List<Expansion> expansions) implements ShellCall.Part {

    Written {
        content = List.copyOf(content);
        expansions = List.copyOf(expansions);
    }

    /** A word that is unquoted text and nothing else. */
    static Written plain(Span span, String text) {
        List<Piece> content = List.of(new Piece.Text(span, Quoting.NONE, text));
        return new Written(new Word(span, content), content, List.of());
    }

    /** How the piece at {@code index} expands. */
    Expansion expansion(int index) {
        return expansions.isEmpty() ? Expansion.ONE : expansions.get(index);
    }

    /** The shortest way to say the same: no list at all where each is {@link Expansion#ONE}, as nearly always. */
    static List<Expansion> normal(List<Expansion> expansions) {
        for (Expansion expansion : expansions) {
            if (expansion != Expansion.ONE) {
                return expansions;
            }
        }
        return List.of();
    }
}
