package m365ls.protocol;

import java.util.List;

/**
 * A signed-in account or application.
 *
 * @param id never changes
 * @param name the user's word for it; no two connections have the same
 * @param authType how it signed in, as in {@link SignInParams}
 * @param account the user's or the application's name; empty if it is not known
 * @param kind {@code user} or {@code application}
 * @param tenantId GUID; empty if it is not known
 * @param clientId of the application
 * @param cloud as in {@link SignInParams}
 * @param scopes what the application may do for the user, as the last token told
 * @param roles what the application may do itself, as the last token told
 * @param expires when the last known token ends, ISO 8601 in UTC; it is renewed without a question
 * @param consentPage address of the page where an administrator consents to the application for everyone
 * @param active whether it is the one that counts, for the workspace that was asked about
 */
public record SessionConnection(
        String id,
        String name,
        String authType,
        String account,
        String kind,
        String tenantId,
        String clientId,
        String cloud,
        List<String> scopes,
        List<String> roles,
        String expires,
        String consentPage,
        boolean active) {}
