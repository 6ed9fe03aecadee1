package m365ls.query;

import m365ls.text.Span;

/** What is left of the limits while a query is applied once. */
final class Budget {

    private final Limits limits;
    private final Span query;
    private long steps;
    private int depth;

    Budget(Limits limits, Span query) {
        this.limits = limits;
        this.query = query;
    }

    Limits limits() {
        return limits;
    }

    /** Counts {@code work} steps. */
    void spend(long work) {
        steps += work;
        if (steps > limits.steps()) {
            throw tooFar("This query takes more than " + limits.steps() + " steps on this document.");
        }
    }

    /** Counts a text of {@code length} units that is about to be made. */
    void spendText(long length) {
        checkText(length);
        spend(1 + length / 16);
    }

    /** Refuses a text of {@code length} units if it is too long. */
    void checkText(long length) {
        if (length > limits.characters()) {
            throw tooFar("This query makes a text of more than " + limits.characters() + " characters.");
        }
    }

    /** Goes a level deeper; {@link #leave} goes back. */
    void enter() {
        if (++depth > limits.depth()) {
            throw tooFar("This query or its document nests deeper than " + limits.depth() + " levels.");
        }
    }

    void leave() {
        depth--;
    }

    Refusal tooFar(String message) {
        return new Refusal(Problem.Kind.LIMIT, query, message);
    }
}
