package m365ls.query;

import com.google.gson.JsonElement;

/** What a query makes of a document: a {@link Found}, {@link Nothing}, or a {@link Problem}. */
public sealed interface Answer permits Answer.Found, Answer.Nothing, Problem {

    /**
     * A value, often null.
     *
     * @param value names of an object in the order in which JavaScript keeps them: those that are array indices first,
     *     ascending, then the others; numbers are those that JavaScript would have, so integers beyond 2^53 are
     *     rounded, and NaN and the infinite ones, which JSON lacks, are numbers too; what is undefined within it is
     *     {@link m365ls.output.Undefined}
     */
    record Found(JsonElement value) implements Answer {}

    /** No value at all, JavaScript's {@code undefined}: what {@code max_by} finds in an empty list. */
    record Nothing() implements Answer {}
}
