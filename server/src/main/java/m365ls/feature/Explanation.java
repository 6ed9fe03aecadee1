package m365ls.feature;

import m365ls.text.Span;

/**
 * What a hover shows.
 *
 * @param span what it speaks of
 * @param markdown the text
 */
public record Explanation(Span span, String markdown) {}
