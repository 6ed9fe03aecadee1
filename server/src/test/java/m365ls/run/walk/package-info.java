/**
 * Walks over all commands: runs the documented examples by the real CLI and by this program, and compares.
 */
@NullMarked
package m365ls.run.walk;

import org.jspecify.annotations.NullMarked;
