/**
 * Where the program starts and its parts are put together.
 *
 * <p>Never: anything else.
 */
@NullMarked
package m365ls;

import org.jspecify.annotations.NullMarked;
