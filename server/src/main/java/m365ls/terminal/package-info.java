/**
 * A terminal's {@code m365}: a small program that hands its arguments, folder and answers over a local socket to the
 * server of the editor, where they are run under the editor's session, and prints what comes back.
 *
 * <p>Never: hands a token or a sign-in to the other side; listens where another user or another machine could reach it;
 * runs anything for who does not know the secret of an open terminal; keeps that secret in a file.
 */
@NullMarked
package m365ls.terminal;

import org.jspecify.annotations.NullMarked;
