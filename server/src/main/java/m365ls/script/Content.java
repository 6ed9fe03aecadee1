package m365ls.script;

import java.util.List;

/**
 * What a {@link Section} holds: its text, and the calls in it. Versions of a script in which both are the same share one
 * object, wherever in the script the section stands, so that what is known of it can be kept by identity.
 */
public final class Content {

    private final int start;
    private final List<Invocation> calls;
    private final List<Values.Question> questions;
    private final boolean splitsAsUsual;

    /**
     * @param start where the section began when its calls were read
     * @param calls in the order of their starts, placed by that start
     * @param questions what was asked of the script's variables to read them
     * @param splitsAsUsual see {@link Constants#splitsAsUsual()}
     */
    Content(int start, List<Invocation> calls, List<Values.Question> questions, boolean splitsAsUsual) {
        this.start = start;
        this.calls = List.copyOf(calls);
        this.questions = List.copyOf(questions);
        this.splitsAsUsual = splitsAsUsual;
    }

    /** Where the section began when its calls were read. */
    int start() {
        return start;
    }

    List<Invocation> calls() {
        return calls;
    }

    /**
     * Whether the calls would be read as they were, but for their places.
     *
     * @param constants what is known of the variables now
     * @param now where the section begins now
     */
    boolean holds(Constants constants, int now) {
        if (splitsAsUsual != constants.splitsAsUsual()) {
            return false;
        }
        for (Values.Question question : questions) {
            if (!question.isAnsweredTheSame(constants, now)) {
                return false;
            }
        }
        return true;
    }
}
