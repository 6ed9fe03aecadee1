/** The requests and notifications of this server's own, under {@code m365/}. */
@NullMarked
package m365ls.protocol;

import org.jspecify.annotations.NullMarked;
