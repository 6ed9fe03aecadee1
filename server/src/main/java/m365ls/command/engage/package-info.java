/**
 * Commands on Viva Engage.
 *
 * <p>Never: another service than Viva Engage.
 */
@NullMarked
package m365ls.command.engage;

import org.jspecify.annotations.NullMarked;
