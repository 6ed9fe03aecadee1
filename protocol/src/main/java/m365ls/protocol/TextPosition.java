package m365ls.protocol;

/**
 * A place in a document, as the Language Server Protocol has it.
 *
 * @param line from 0
 * @param character from 0, in UTF-16 units
 */
public record TextPosition(long line, long character) {}
