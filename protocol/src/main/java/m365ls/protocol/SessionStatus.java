package m365ls.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, and what a sign-in would use.
 *
 * @param connection the active one; missing if there is none
 * @param application that a sign-in would use; missing if nobody has named one
 * @param storage {@code encrypted} or {@code memory}: where sign-ins are kept; {@code none} if nothing is kept yet
 * @param storageReason why they are kept there, in a sentence
 * @param ways all ways to sign in, and which of them this client and machine allow
 * @param notices what the user should know, in sentences
 */
public record SessionStatus(
        @Nullable SessionConnection connection,
        @Nullable SessionApplication application,
        String storage,
        String storageReason,
        List<SignInWay> ways,
        List<String> notices) {}
