/**
 * The command that sends any request.
 *
 * <p>Never: a decision on who gets a token, which is the gateway's.
 */
@NullMarked
package m365ls.command.any;

import org.jspecify.annotations.NullMarked;
