/**
 * What the editor shows: completions, hovers, findings, fixes and the rest, as pure functions of a {@link
 * m365ls.feature.Snapshot} and a place in it.
 *
 * <p>Never: a file, a thread, the clock, the Language Server Protocol.
 */
@NullMarked
package m365ls.feature;

import org.jspecify.annotations.NullMarked;
