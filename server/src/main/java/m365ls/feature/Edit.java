package m365ls.feature;

import m365ls.text.Span;

/**
 * A change of a text.
 *
 * @param span what is replaced; empty to insert
 * @param newText what stands there afterwards
 */
public record Edit(Span span, String newText) {}
