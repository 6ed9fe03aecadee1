package m365ls.query;

import m365ls.text.Span;

/** Leaves the parser or the interpreter with a problem. Never seen outside of the package. */
final class Refusal extends RuntimeException {

    private final transient Problem problem;

    Refusal(Problem.Kind kind, Span span, String message) {
        // No stack trace: a refusal is an answer, and is made often while somebody types.
        super(message, null, false, false);
        this.problem = new Problem(kind, span, message);
    }

    Problem problem() {
        return problem;
    }
}
