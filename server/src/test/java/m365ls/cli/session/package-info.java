/**
 * Tests of the session's command line, against a stand-in tenant that is reached as a user reaches a real one.
 *
 * <p>Never: another network.
 */
@NullMarked
package m365ls.cli.session;

import org.jspecify.annotations.NullMarked;
