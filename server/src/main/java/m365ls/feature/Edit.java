package m365ls.feature;

import m365ls.text.Span;

/**
 * A change of a text.
 *
 * @param span what is replaced; empty to insert
 * @param newText what stands there afterwards
 */
public record Edit(Span span, String newText) {
    /** The same edit {@code by} units further on. */
    Edit shifted(int by) {
        return new Edit(span.shifted(by), newText);
    }
}
