package m365ls.script;

import m365ls.text.Span;

/**
 * A part of a {@link Word}. Quotation marks belong to no piece: they are the gaps between the pieces.
 */
public sealed interface Piece {

    /** Where it stands. */
    Span span();

    /** How it is quoted. */
    Quoting quoting();

    /** The same piece at another place. */
    default Piece at(Span place) {
        if (this instanceof Text text) {
            return new Text(place, text.quoting, text.text);
        }
        if (this instanceof Variable variable) {
            return new Variable(place, variable.quoting, variable.name);
        }
        return new Dynamic(place, quoting());
    }

    /**
     * Text that is known. Either every unit of the span stands for itself (then {@code text} is as long as the span),
     * or the whole span is one escape such as {@code \"} or a backtick and a letter.
     *
     * @param text what the program receives for it
     */
    record Text(Span span, Quoting quoting, String text) implements Piece {}

    /**
     * A reference to a variable and nothing else, such as {@code $url}, {@code "${url}"} or {@code $env:URL}.
     *
     * @param name as written, without sigil and braces, with its scope if it has one ({@code env:URL})
     */
    record Variable(Span span, Quoting quoting, String name) implements Piece {}

    /** Anything else that only has a value when the script runs: a substitution, an expression, a pattern. */
    record Dynamic(Span span, Quoting quoting) implements Piece {}
}
