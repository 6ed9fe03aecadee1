package m365ls.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sign-in ended.
 *
 * @param outcome {@code signedIn}, {@code cancelled} or {@code notSignedIn}
 * @param connection that is signed in; missing unless {@code signedIn}
 * @param need what has to happen first; missing unless {@code notSignedIn}
 * @param notices what the user should know, in sentences
 */
public record SignInResult(
        String outcome,
        @Nullable SessionConnection connection,
        @Nullable SessionNeed need,
        List<String> notices) {}
