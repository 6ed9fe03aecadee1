/**
 * Commands on what is recorded of a tenant, by Office 365 Management.
 *
 * <p>Never: more of the log in memory than can be printed.
 */
@NullMarked
package m365ls.command.purview;

import org.jspecify.annotations.NullMarked;
