/**
 * The wire: speaks the Language Server Protocol, keeps the open documents, moves work off the reader thread.
 *
 * <p>One thread reads messages and changes documents; workers compute; one thread writes. A request sees the documents
 * as they were when it was read.
 *
 * <p>Never: knowledge of the command line tool or of scripts, a file read on the reader thread, an exception's text on
 * its way to the client, a secret in a message that is not encrypted.
 */
@NullMarked
package m365ls.lsp;

import org.jspecify.annotations.NullMarked;
