/**
 * Runs commands: decides what a run may do, asks the user, hands the final argument list to a library of commands, and
 * says what came of it.
 *
 * <p>Never: runs a shell; runs anything that was not asked for; lets anything below look up again what was confirmed;
 * sends a request itself.
 */
@NullMarked
package m365ls.run;

import org.jspecify.annotations.NullMarked;
