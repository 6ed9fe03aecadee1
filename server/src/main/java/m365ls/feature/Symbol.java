package m365ls.feature;

import m365ls.text.Span;

/**
 * An entry of a document's outline: a call of {@code m365}.
 *
 * @param name the command's name
 * @param detail what it is called on, such as the value of {@code --url}; may be empty
 * @param span all of it
 * @param nameSpan the command's words
 */
public record Symbol(String name, String detail, Span span, Span nameSpan) {}
