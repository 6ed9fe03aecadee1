/**
 * Runs the commands that are written in Java: checks a call as the CLI does, does what the command does, prints as the CLI
 * prints.
 *
 * <p>Never: a request of its own; runs a call that the CLI would refuse.
 */
@NullMarked
package m365ls.command.library;

import org.jspecify.annotations.NullMarked;
