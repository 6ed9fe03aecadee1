/** Tests of {@code m365ls.terminal}. */
@NullMarked
package m365ls.terminal;

import org.jspecify.annotations.NullMarked;
