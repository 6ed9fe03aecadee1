/**
 * The command line of the session: signing in and out, who is signed in, connections; with the option names of the CLI.
 *
 * <p>A command's class holds its options and nothing of the session, which is loaded when the command is run.
 *
 * <p>Never: a token, a secret or the text of an argument that may be one in what is printed; a request before the user
 * asked for one; a shell.
 */
@NullMarked
package m365ls.cli.session;

import org.jspecify.annotations.NullMarked;
