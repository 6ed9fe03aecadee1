/**
 * Queries over JSON, the way the option {@code --query} means them: JMESPath in the dialect of the package that CLI for
 * Microsoft 365 uses.
 *
 * <p>Never: a file, the network, a thread, a script, the catalogue.
 */
@NullMarked
package m365ls.query;

import org.jspecify.annotations.NullMarked;
