package m365ls.query;

import m365ls.text.Span;

/**
 * Why a text is no query, or why a query has no answer for a document.
 *
 * @param span where in the query
 * @param message in words for people, one sentence
 */
public record Problem(Kind kind, Span span, String message) implements Parsed, Answer {

    /** What sort of problem. */
    public enum Kind {
        /** The text is no query. The only kind, with {@link #LIMIT}, that is known before there is a document. */
        SYNTAX,
        /** Nothing that can be evaluated stands where an expression belongs: behind a dot, or between parentheses. */
        MISSING_EXPRESSION,
        UNKNOWN_FUNCTION,
        ARGUMENT_COUNT,
        ARGUMENT_TYPE,
        /** A slice with steps of 0. */
        STEP_ZERO,
        /** A reference such as {@code &name} was used as if it were data. */
        REFERENCE_AS_VALUE,
        /** The query, the document or the answer goes beyond {@link Limits}. */
        LIMIT
    }
}
