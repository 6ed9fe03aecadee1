package m365ls.feature;

import m365ls.text.Span;

/**
 * A place that leads to an address.
 *
 * @param span the place
 * @param target the address
 * @param tooltip what the user reads
 */
public record Link(Span span, String target, String tooltip) {}
