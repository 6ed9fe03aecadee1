package m365ls.script;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link Section} holds: its text, and the calls in it. Versions of a script in which both are the same share one
 * object, wherever in the script the section stands, so that what is known of it can be kept by identity.
 */
public final class Content {

    /** What was asked of the script's variables to read the calls; empty as long as nobody has read them. */
    private Optional<Answers> answers = Optional.empty();

    /**
     * What the calls rest on beside the text.
     *
     * @param splitsAsUsual see {@link Constants#splitsAsUsual()}
     */
    private record Answers(List<Values.Question> questions, boolean splitsAsUsual) {}

    Content() {}

    /** The calls were read, for which {@code questions} were asked. */
    void read(List<Values.Question> questions, boolean splitsAsUsual) {
        answers = Optional.of(new Answers(List.copyOf(questions), splitsAsUsual));
    }

    boolean isRead() {
        return answers.isPresent();
    }

    /**
     * Whether the calls, which have been read, would be read as they were, but for their places.
     *
     * @param constants what is known of the variables now
     * @param start where the section begins now
     */
    boolean holds(Constants constants, int start) {
        Answers known = answers.orElseThrow();
        if (known.splitsAsUsual() != constants.splitsAsUsual()) {
            return false;
        }
        for (Values.Question question : known.questions()) {
            if (!question.isAnsweredTheSame(constants, start)) {
                return false;
            }
        }
        return true;
    }
}
