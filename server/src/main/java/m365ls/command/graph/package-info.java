/**
 * Commands on Entra ID and Teams, by Microsoft Graph.
 *
 * <p>Never: another service than Graph; a choice among several of a name without the user.
 */
@NullMarked
package m365ls.command.graph;

import org.jspecify.annotations.NullMarked;
