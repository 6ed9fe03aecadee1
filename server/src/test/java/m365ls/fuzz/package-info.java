/**
 * Fuzz targets: each makes something of any bytes, gives it to a part of the server, and knows what must come of it. Jazzer
 * looks for bytes that prove it wrong; the ordinary tests run some random ones, and all that were ever found.
 *
 * <p>Never: counts the absence of a crash as enough.
 */
@NullMarked
package m365ls.fuzz;

import org.jspecify.annotations.NullMarked;
