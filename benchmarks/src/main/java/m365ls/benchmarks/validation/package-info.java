/**
 * How long it takes to see what is wrong in a script of 10,000 lines: at first, anew, and after a line was changed.
 *
 * <p>Never: part of what is shipped, a test that fails because a machine is slow.
 */
@NullMarked
package m365ls.benchmarks.validation;

import org.jspecify.annotations.NullMarked;
