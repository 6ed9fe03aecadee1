package m365ls.script;

import java.util.List;
import java.util.Optional;

/**
 * Some whole statements of a script's outermost level, one after the other, read by themselves: no statement, string or
 * comment that begins in them ends behind them. What a stretch holds depends on nothing before it, so it stays as it is
 * when the script is edited elsewhere. Offsets are counted from its start.
 */
public final class Stretch {

    /** A call whose words' values have not been told yet. */
    interface Reading {

        /**
         * The call; empty if it turns out to be that of another program.
         *
         * @param values tells values
         * @param by where the stretch begins in the script
         */
        Optional<Invocation> finish(Values values, int by);
    }

    private final int length;
    private final int looked;
    private final List<? extends Reading> calls;
    private final List<Comment> comments;
    private final Assignments assignments;

    /**
     * @param length in UTF-16 units
     * @param looked offset behind the last unit that was looked at, behind the stretch perhaps; if the text there changes,
     *     so may the stretch
     * @param calls in the order of their starts
     * @param comments in order
     */
    Stretch(int length, int looked, List<? extends Reading> calls, List<Comment> comments, Assignments assignments) {
        this.length = length;
        this.looked = looked;
        this.calls = calls;
        this.comments = comments;
        this.assignments = assignments;
    }

    int length() {
        return length;
    }

    int looked() {
        return looked;
    }

    List<? extends Reading> calls() {
        return calls;
    }

    List<Comment> comments() {
        return comments;
    }

    Assignments assignments() {
        return assignments;
    }
}
