/**
 * Which version of CLI for Microsoft 365 counts: finds installations on the machine without running any of them,
 * decides between them and the built-in catalogue, and has the catalogue of another version made by a process of its
 * own. All calls block; the caller chooses the thread.
 *
 * <p>Never: code of an installation inside a workspace that the user has not trusted by name; a program found through
 * a workspace or through a relative entry of {@code PATH}; the user's sign-in or settings of the CLI.
 */
@NullMarked
package m365ls.installation;

import org.jspecify.annotations.NullMarked;
