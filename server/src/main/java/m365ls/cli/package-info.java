/**
 * The command line: checks script files and reports what is found.
 *
 * <p>Never: LSP4J, the network, running a command of a script.
 */
@NullMarked
package m365ls.cli;

import org.jspecify.annotations.NullMarked;
