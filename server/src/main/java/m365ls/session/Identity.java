package m365ls.session;

import java.time.Instant;
import java.util.List;

/**
 * Who a token speaks for, as its claims say; not checked, since the services do.
 *
 * @param kind user or application
 * @param name the user's name, or the application's; empty if the token does not tell
 * @param objectId of the user, or of the application's service principal
 * @param tenantId GUID
 * @param clientId the application's
 * @param audience what the token is for
 * @param scopes what the application may do for the user
 * @param roles what the application may do itself, or the user's roles in it
 * @param expires when the token ends
 */
public record Identity(
        Kind kind,
        String name,
        String objectId,
        String tenantId,
        String clientId,
        String audience,
        List<String> scopes,
        List<String> roles,
        Instant expires) {

    /** Whom a token can speak for. */
    public enum Kind {
        /** A person; the CLI calls the token delegated. */
        USER,
        /** An application itself. */
        APPLICATION
    }

    public Identity {
        scopes = List.copyOf(scopes);
        roles = List.copyOf(roles);
    }
}
