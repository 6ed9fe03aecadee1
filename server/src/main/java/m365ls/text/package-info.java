/**
 * Places in a text: offsets, lines and columns; and numbers as JavaScript reads and writes them.
 *
 * <p>Offsets and columns count UTF-16 units, as Java strings and the Language Server Protocol's default do.
 *
 * <p>Never: a file, a document, a thread.
 */
@NullMarked
package m365ls.text;

import org.jspecify.annotations.NullMarked;
