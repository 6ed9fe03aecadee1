/**
 * Measurements with JMH of what is too short for a clock outside the process.
 *
 * <p>Never: part of what is shipped, a test that fails because a machine is slow.
 */
@NullMarked
package m365ls.benchmarks;

import org.jspecify.annotations.NullMarked;
