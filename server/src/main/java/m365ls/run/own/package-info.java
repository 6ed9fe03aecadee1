/**
 * The commands that are about the sign-in and the settings of the command line tool, which this program has of its own:
 * {@code login}, {@code connection list}, {@code cli config set} and the like.
 *
 * <p>Never: reads or writes the tool's own sign-ins or settings; keeps a token that it hands out.
 */
@NullMarked
package m365ls.run.own;

import org.jspecify.annotations.NullMarked;
