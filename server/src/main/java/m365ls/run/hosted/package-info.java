/**
 * Runs commands by the CLI for Microsoft 365 itself, kept loaded in a process of Node for each connection. The process
 * computes what a command does; every request it wants to make, every question and every line it prints comes back over
 * a pipe, and is sent, asked and told from here.
 *
 * <p>Never: gives the process a token or another secret, as an argument, in its environment or over the pipe; sends a
 * request of a run that is over; starts a program that was found through a workspace or a relative path; waits for a
 * run on the thread that reads from a process.
 */
@NullMarked
package m365ls.run.hosted;

import org.jspecify.annotations.NullMarked;
