/**
 * How long commands take: natively, by the hosted CLI, by the CLI as a program, and what of it is the exchange with the
 * service itself; all in one run, against one stand-in tenant.
 *
 * <p>Never: part of what is shipped, a test that fails because a machine is slow.
 */
@NullMarked
package m365ls.benchmarks.running;

import org.jspecify.annotations.NullMarked;
