package m365ls.run;

import com.google.gson.JsonElement;
import java.util.Optional;
import m365ls.catalog.CommandSpec;

/** Something that can run commands. Safe for use by many threads. */
public interface CommandLibrary {

    /** What a library made of a run. */
    sealed interface Result {

        /** See {@link Outcome.Ran}; {@code out} and {@code err} are without the last line end. */
        record Done(JsonElement result, String out, String err, int exitCode) implements Result {}

        /** It could not be run here, and nothing was sent; a sentence says why. */
        record Unable(String reason) implements Result {}

        /** It stopped because the gateway did not send, or got no answer; {@code cause} is the first such reply. */
        record Stopped(m365ls.gateway.Reply cause) implements Result {}

        /** The user gave no answer to a question. */
        record GivenUp() implements Result {}
    }

    /** Its name: {@code native} or {@code hosted}. */
    String name();

    /** Whether it has the command. */
    boolean has(CommandSpec command);

    /** Why it leaves a command out that it could have, in a sentence for the user; empty if there is nothing to say. */
    default Optional<String> reasonAgainst(CommandSpec command) {
        return Optional.empty();
    }

    /**
     * Runs on the calling thread, until it ends.
     *
     * @throws InterruptedException if the thread was interrupted, which cancels the run; it then has ended
     */
    Result run(Work work) throws InterruptedException;
}
