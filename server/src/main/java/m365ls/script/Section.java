package m365ls.script;

import m365ls.text.Span;

/**
 * Some whole statements of a script, one after the other; all sections together are the script.
 *
 * @param index its place among the script's sections, from 0
 * @param span where it stands
 * @param content what it holds
 */
public record Section(int index, Span span, Content content) {}
