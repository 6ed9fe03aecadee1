package m365ls.script;

import m365ls.text.Span;

/**
 * A comment of a script.
 *
 * @param span all of it, from its mark
 * @param text what stands behind the mark, trimmed
 */
public record Comment(Span span, String text) {}
