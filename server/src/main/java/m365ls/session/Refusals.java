package m365ls.session;

import com.google.gson.JsonObject;
import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.InteractionRequiredExceptionReason;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import m365ls.http.HttpAnswer;
import m365ls.http.NetworkException;
import m365ls.log.Redaction;

/** Turns what went wrong while a token was fetched into what is needed. */
final class Refusals {

    /** A connection that is gone from the store, seen in the middle of MSAL4J. */
    static final class SignedOut extends RuntimeException {
        SignedOut() {
            super("signed out");
        }
    }

    /** What is needed is known already, in the middle of MSAL4J. */
    static final class Unusable extends RuntimeException {
        private final TokenAnswer.Needs needs;

        Unusable(TokenAnswer.Needs needs) {
            super("unusable");
            this.needs = needs;
        }
    }

    /** A store that could not be read or written, seen in the middle of MSAL4J. */
    static final class StoreFailed extends RuntimeException {
        StoreFailed(IOException cause) {
            super("the store failed: " + cause.getClass().getSimpleName());
        }
    }

    private static final int LONGEST_DETAIL = 2_000;

    private Refusals() {}

    static TokenAnswer.Needs signedOut() {
        return plain(Need.SIGN_IN, "This connection was signed out. Sign in again.");
    }

    static TokenAnswer.Needs unreadable() {
        return plain(Need.RETRY_LATER, "The answer of the sign-in service could not be read. Try again.");
    }

    static TokenAnswer.Needs plain(Need need, String reason) {
        return new TokenAnswer.Needs(need, reason, "", Duration.ZERO, "");
    }

    /** What {@code failure} asks for; a fault of this program is thrown on. */
    static TokenAnswer.Needs of(Throwable failure) {
        Throwable first = failure;
        while ((first instanceof CompletionException || first instanceof ExecutionException)
                && first.getCause() != null) {
            first = first.getCause();
        }
        for (Throwable cause = first; cause != null; cause = cause.getCause()) {
            if (cause instanceof SignedOut) {
                return signedOut();
            }
            if (cause instanceof StoreFailed) {
                return plain(Need.RETRY_LATER, "Your sign-ins could not be read from or written to the disk.");
            }
            if (cause instanceof Unusable unusable) {
                return unusable.needs;
            }
            if (cause instanceof NetworkException network) {
                return of(network);
            }
            if (cause instanceof IOException) {
                return plain(Need.OFFLINE, "The sign-in service cannot be reached. Check the network and the proxy.");
            }
        }
        if (first instanceof MsalThrottlingException throttled) {
            return new TokenAnswer.Needs(
                    Need.RETRY_LATER,
                    "Entra ID asked to wait before the next attempt.",
                    "",
                    Duration.ofMillis(throttled.retryInMs()),
                    "");
        }
        if (first instanceof MsalServiceException refused) {
            return of(refused);
        }
        if (first instanceof MsalClientException client
                && AuthenticationErrorCode.CACHE_MISS.equals(client.errorCode())) {
            return plain(Need.SIGN_IN, "Nothing is left of the sign-in. Sign in again.");
        }
        if (first instanceof MsalException) {
            return unreadable();
        }
        if (first instanceof RuntimeException fault) {
            throw fault;
        }
        throw new IllegalStateException("failed with " + first.getClass().getName());
    }

    private static TokenAnswer.Needs of(NetworkException network) {
        String advice = switch (network.reason()) {
            case UNREACHABLE -> " Check the network, and whether it needs a proxy.";
            case PROXY -> " Check the proxy in the settings or in HTTPS_PROXY, or ask those who run it.";
            case NOT_TRUSTED -> " Nothing was sent.";
            case TOO_LATE, TOO_LARGE, BROKEN -> " Try again.";
        };
        Need need = network.reason() == NetworkException.Reason.TOO_LARGE ? Need.RETRY_LATER : Need.OFFLINE;
        return plain(need, Objects.requireNonNullElse(network.getMessage(), "There was no answer.") + advice);
    }

    private static TokenAnswer.Needs of(MsalServiceException refused) {
        String subError = "";
        if (refused instanceof MsalInteractionRequiredException interaction) {
            InteractionRequiredExceptionReason reason = interaction.reason();
            subError = reason == InteractionRequiredExceptionReason.CONSENT_REQUIRED
                    ? "consent_required"
                    : reason == InteractionRequiredExceptionReason.MESSAGE_ONLY ? "message_only" : "";
        }
        Map<String, List<String>> headers = Objects.requireNonNullElse(refused.headers(), Map.of());
        return of(
                Objects.requireNonNullElse(refused.statusCode(), 0),
                Objects.requireNonNullElse(refused.errorCode(), ""),
                subError,
                Objects.requireNonNullElse(refused.getMessage(), ""),
                new HttpAnswer(400, headers, new byte[0]).header("Retry-After"),
                Objects.requireNonNullElse(refused.claims(), ""));
    }

    /** What an answer of HTTP asks for that is none of OAuth's successes. */
    static TokenAnswer.Needs of(HttpAnswer answer) {
        JsonObject body = Json.object(answer.text()).orElseGet(JsonObject::new);
        return of(
                answer.status(),
                Json.text(body, "error"),
                Json.text(body, "suberror"),
                Json.text(body, "error_description"),
                answer.header("Retry-After"),
                Json.text(body, "claims"));
    }

    private static TokenAnswer.Needs of(
            int status, String word, String subError, String description, Optional<String> retryAfter, String claims) {
        EntraErrors.Meaning meaning = EntraErrors.of(status, word, subError, description);
        return new TokenAnswer.Needs(
                meaning.need(),
                meaning.sentence(),
                detail(description),
                retryAfter.map(Refusals::seconds).orElse(Duration.ZERO),
                claims);
    }

    /** A description without secrets, and not endless. */
    static String detail(String description) {
        String detail = Redaction.of(description);
        return detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
    }

    /** How long a service wants to be left alone; zero if it did not say. */
    static Duration retryAfter(HttpAnswer answer) {
        return answer.header("Retry-After").map(Refusals::seconds).orElse(Duration.ZERO);
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip())));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
