package m365ls.run;

import com.google.gson.JsonElement;
import m365ls.gateway.Write;
import m365ls.session.TokenAnswer;

/** How a run ended. */
public sealed interface Outcome {

    /**
     * It ran to its end, as the CLI counts it; help is such an end too.
     *
     * @param result the value before it was printed and before {@code --query}; JSON's null if there was none
     * @param out what the CLI would print to standard output, the last line end included
     * @param err what it would print to standard error
     * @param exitCode the CLI's
     * @param advice what to do about an error, in sentences that the CLI does not say; empty if nothing is known
     */
    record Ran(JsonElement result, String out, String err, int exitCode, Spent spent, String advice)
            implements Outcome {

        /** Without advice. */
        public Ran(JsonElement result, String out, String err, int exitCode, Spent spent) {
            this(result, out, err, exitCode, spent, "");
        }
    }

    /** A what-if, or a run that was approved as a read, came to a write: nothing has changed. */
    record WouldWrite(Write write, String remark, Spent spent) implements Outcome {}

    /** There is no token for it. */
    record SignInNeeded(String connection, TokenAnswer.Needs needs) implements Outcome {}

    /** It was not begun, or stopped before anything changed. {@code reason} is a sentence for the user. */
    record Refused(String reason) implements Outcome {}

    /** The user did not want it, or stopped it. */
    record Cancelled(boolean outcomeUnknown, Spent spent) implements Outcome {}

    /** A write was sent, and no answer came. */
    record Unknown(String message, String requestId, Spent spent) implements Outcome {}
}
