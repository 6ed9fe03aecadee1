package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A wish to sign in. There is no field for a secret: what has to be typed is asked for by {@link SecretQuestion}.
 *
 * @param authType {@code deviceCode}, {@code browser}, {@code password}, {@code certificate}, {@code secret}, {@code
 *     identity}, {@code federatedIdentity} or {@code editor}; {@code deviceCode} if it is missing
 * @param clientId of the application; if it is missing, that of the settings, of the environment or of the last sign-in
 * @param tenant a GUID or a domain; if it is missing, it is found as the application is
 * @param cloud {@code Public}, {@code USGov}, {@code USGovHigh}, {@code USGovDoD} or {@code China}; if it is missing, it is
 *     found as the application is
 * @param name of the connection to be; that of the account if it is missing
 * @param userName for {@code password} the user's; for {@code identity} the id of a user-assigned one
 * @param certificateFile for {@code certificate}: whole path of a PFX or PEM file on the server's machine
 * @param thumbprint for {@code certificate}: SHA-1 in hexadecimal digits, if it is not to be worked out
 * @param account for {@code editor}: the account's name; the editor's choice if it is missing
 * @param connection to sign in again to, the way it did before: its name or id; all fields above are then passed over
 * @param claims that the new sign-in has to bring along, as a {@link SessionNeed} told them
 */
public record SignInParams(
        @Nullable String authType,
        @Nullable String clientId,
        @Nullable String tenant,
        @Nullable String cloud,
        @Nullable String name,
        @Nullable String userName,
        @Nullable String certificateFile,
        @Nullable String thumbprint,
        @Nullable String account,
        @Nullable String connection,
        @Nullable String claims) {}
