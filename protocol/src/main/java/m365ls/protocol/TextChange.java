package m365ls.protocol;

/**
 * A change of a document.
 *
 * @param start of what is replaced
 * @param end behind it
 * @param text that stands there afterwards
 * @param version of the document that the places are of; -1 if the client gives none
 */
public record TextChange(TextPosition start, TextPosition end, String text, long version) {}
