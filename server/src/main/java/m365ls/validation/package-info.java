/**
 * What a command itself checks of its options, evaluated as the tool would: the rules of the catalogue are JavaScript
 * functions and zod schemas written as trees, and the values they look at may be only partly known. What they ask of the
 * world outside is an input.
 *
 * <p>Never: a script, a file, the clock, a thread; a verdict that depends on a value that is not known.
 */
@NullMarked
package m365ls.validation;

import org.jspecify.annotations.NullMarked;
