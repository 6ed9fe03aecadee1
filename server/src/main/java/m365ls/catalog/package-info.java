/**
 * The catalogue: what CLI for Microsoft 365 can do, as immutable values read from binary parts made when the product
 * is built.
 *
 * <p>Never: a script, the network, a thread, code of the package itself.
 */
@NullMarked
package m365ls.catalog;

import org.jspecify.annotations.NullMarked;
