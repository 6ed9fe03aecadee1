package m365ls.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the run of a command ended.
 *
 * @param outcome {@code ran}, {@code failed}, {@code wouldWrite}, {@code signInNeeded}, {@code refused}, {@code cancelled} or
 *     {@code unknown}, which means that nobody knows whether something was changed
 * @param arguments that were given; those of a script with the values that were found or asked for, but secrets
 * @param notes what of the script around the call was left out, in sentences
 * @param out what was printed
 * @param err what was printed as an error
 * @param exitCode the CLI's
 * @param message what the user should know, in sentences; empty if there is nothing
 * @param value by which {@code m365/query} knows the value that was printed; empty if none is kept
 * @param write what would have changed something; missing unless {@code wouldWrite}
 * @param need what has to happen first; missing unless {@code signInNeeded}
 * @param connection name of the connection that was used; empty if there was none
 * @param requestId by which the service's operators find a request whose outcome is not known; else empty
 * @param library {@code own}, {@code native} or {@code hosted}; empty if nothing ran
 * @param requests how many were sent
 * @param milliseconds how long it took, questions included
 */
public record RunResult(
        String outcome,
        List<String> arguments,
        List<String> notes,
        String out,
        String err,
        long exitCode,
        String message,
        String value,
        @Nullable HeldWrite write,
        @Nullable SessionNeed need,
        String connection,
        String requestId,
        String library,
        long requests,
        long milliseconds) {}
