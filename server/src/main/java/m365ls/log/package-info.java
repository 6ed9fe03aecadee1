/**
 * The log: one for the server and all its libraries, quiet by default, with secrets taken out.
 *
 * <p>It writes to standard error, or to the file named by {@code M365LS_LOG_FILE}, from the level named by {@code
 * M365LS_LOG} on ({@code off}, {@code error}, {@code warning}, {@code info}, {@code debug}; {@code warning} if it is not
 * set).
 *
 * <p>Never: a document's text, a stack trace, standard output.
 */
@NullMarked
package m365ls.log;

import org.jspecify.annotations.NullMarked;
