package m365ls.gateway;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import m365ls.session.TokenAnswer;

/** What came of a request. */
public sealed interface Reply {

    /**
     * The service answered, with whatever status.
     *
     * @param status 200 to 599; never one of a redirect that could be followed
     * @param headers names in small letters
     * @param body not encoded; to be closed. Reading it waits for the network, and fails with an {@link
     *     java.io.IOException} if the line breaks, the deadline passes, the run is cancelled or it is larger than allowed
     */
    record Answered(int status, Map<String, List<String>> headers, InputStream body) implements Reply {
        public Answered {
            headers = Map.copyOf(headers);
        }
    }

    /** Not sent, since it would change something and the run may not. All later writes of the run are not sent either. */
    record Held(Write write) implements Reply {}

    /** Not sent, since it may not go there, or the run has ended. {@code reason} is a sentence for the user. */
    record Refused(String reason) implements Reply {}

    /** Not sent, since there is no token. */
    record NoToken(TokenAnswer.Needs needs) implements Reply {}

    /**
     * No answer.
     *
     * @param message a sentence for the user, without anything that was sent
     * @param outcomeUnknown whether the service may have done what was asked
     * @param requestId by which the service's operators find the request; empty if it was never sent
     */
    record Failed(String message, boolean outcomeUnknown, String requestId) implements Reply {}
}
