package m365ls.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import m365ls.gateway.Reply;

/** Ends a command before its end. */
public final class Stop extends Exception {

    /** Why it ends. */
    public sealed interface Cause {

        /** The command itself says what is wrong. {@code what} is a text, or an object that a service gave. */
        record Failure(JsonElement what) implements Cause {}

        /**
         * A service answered with an error.
         *
         * @param status not 2xx
         * @param body JSON if it was asked for and is some, else text; may be empty
         */
        record Refusal(int status, JsonElement body) implements Cause {}

        /** A request was not sent, or has no answer. */
        record Unanswered(Reply reply) implements Cause {}

        /** The user gave no answer to a question. */
        record GivenUp() implements Cause {}

        /** Nothing was sent, and the CLI itself has to run this call; a sentence says why. */
        record LeftToTheCli(String why) implements Cause {}
    }

    private final transient Cause cause;

    /** Ends it for {@code cause}. */
    public Stop(Cause cause) {
        super(cause.getClass().getSimpleName(), null, false, false);
        this.cause = cause;
    }

    /** Ends it with a message of the command's own. */
    public static Stop failure(String message) {
        return new Stop(new Cause.Failure(new JsonPrimitive(message)));
    }

    /** Why it ends. */
    public Cause reason() {
        return cause;
    }
}
