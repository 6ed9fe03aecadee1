package m365ls.protocol;

/**
 * A place in a document, as the Language Server Protocol has it.
 *
 * @param line from 0
 * @param character from 0, in the units that were agreed on; UTF-16 ones unless the client names others
 */
public record TextPosition(long line, long character) {}
