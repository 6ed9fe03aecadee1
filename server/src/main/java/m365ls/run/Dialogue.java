package m365ls.run;

import com.google.gson.JsonArray;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import m365ls.gateway.Approver;
import m365ls.gateway.Watcher;

/**
 * What a run asks the user and tells him while it runs. Methods that ask wait for the answer; an interrupt ends the wait.
 */
public interface Dialogue extends Approver, Watcher {

    /**
     * What is about to be done.
     *
     * @param account who does it
     * @param tenant where: its name, or its id
     * @param target what it is done to, such as a site's address; empty if that cannot be told
     * @param arguments the final argument list
     * @param destroys whether something is deleted
     * @param remarks what else the user should know, a sentence each: files that are read, answers that are assumed
     */
    record Confirmation(
            String account,
            String tenant,
            String target,
            List<String> arguments,
            boolean destroys,
            List<String> remarks) {
        public Confirmation {
            arguments = List.copyOf(arguments);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A value that is not known.
     *
     * @param what is asked for, in words
     * @param option the option's long name; empty if it is for none
     * @param isSecret whether it must not be shown or remembered
     * @param proposal what it probably is; empty if nobody knows
     */
    record ValueQuestion(String what, String option, boolean isSecret, String proposal) {}

    /**
     * Several that match.
     *
     * @param what is to be chosen, in words
     * @param choices at least one
     */
    record Choice(String what, List<String> choices) {
        public Choice {
            choices = List.copyOf(choices);
        }
    }

    /**
     * A page of a long list.
     *
     * @param number of the page, the first one is 1
     * @param total how many entries have come, with those of this page
     * @param entries of the page, as they will be printed; none if only their number can be told before the end
     */
    record Page(int number, int total, JsonArray entries) {}

    /** Whether to go on. */
    boolean confirm(Confirmation confirmation) throws InterruptedException;

    /** Whether somebody is there who can be asked what a call lacks. */
    default boolean isAnswered() {
        return true;
    }

    /** A value; empty if the user gives none, which ends the run. */
    Optional<String> ask(ValueQuestion question) throws InterruptedException;

    /** Index of the choice; empty if the user makes none, which ends the run. */
    OptionalInt choose(Choice choice) throws InterruptedException;

    /** Something is being done that takes long, in words; the user is asked nothing. */
    default void working(String what) {}

    /** A part of the output, as it comes; it is all in the outcome once more. */
    default void printed(String text) {}

    /** A page of a list has come, of which there are several. */
    default void received(Page page) {}
}
