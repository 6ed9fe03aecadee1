/**
 * The small files beside scripts that say how they are to be read: {@code .m365ls.json}, which is this server's, and
 * {@code .m365rc.json}, which is the command line tool's.
 *
 * <p>Never: more of a file than its cap, a token or secret, the Language Server Protocol.
 */
@NullMarked
package m365ls.project;

import org.jspecify.annotations.NullMarked;
