/**
 * Commands on Power Automate.
 *
 * <p>Never: a token for an address that the service hands out with its own authorization.
 */
@NullMarked
package m365ls.command.power;

import org.jspecify.annotations.NullMarked;
