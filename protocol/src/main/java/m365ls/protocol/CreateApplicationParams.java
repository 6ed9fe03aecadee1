package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks for an application of one's own in Entra ID. The user signs in for it, and that sign-in is not kept.
 *
 * @param name of the application; a usual one if it is missing
 * @param tenant to make it in: a GUID or a domain; that of the account that signs in if it is missing
 * @param cloud as in {@link SignInParams}; {@code Public} if it is missing
 * @param permissions {@code minimal}, which is enough to sign in, or {@code all} that commands may need; {@code minimal}
 *     if it is missing
 * @param authType {@code browser} or {@code deviceCode}; {@code deviceCode} if it is missing
 */
public record CreateApplicationParams(
        @Nullable String name,
        @Nullable String tenant,
        @Nullable String cloud,
        @Nullable String permissions,
        @Nullable String authType) {}
