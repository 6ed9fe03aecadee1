/**
 * What a command prints: a value in, text out, in each of the command line tool's output modes and down to the byte as
 * the tool prints it, with its errors.
 *
 * <p>Values are Gson's, read with JavaScript's eyes: names that are array indices come first, numbers are doubles, and
 * {@link m365ls.output.Undefined} is not null.
 *
 * <p>Never: a file, a stream, a thread, a clock; a change to the value it is given; a sign-in, a request.
 */
@NullMarked
package m365ls.output;

import org.jspecify.annotations.NullMarked;
