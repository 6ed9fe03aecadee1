package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How the making of an application ended. One that was made is used by the next sign-in that names no other.
 *
 * @param outcome {@code made}, {@code cancelled} or {@code notMade}
 * @param application that was made; missing unless {@code made}
 * @param consented whether an administrator's consent was given to its permissions
 * @param notice what the user should know, in sentences; empty if there is nothing
 * @param need why it was not made; missing unless {@code notMade}
 */
public record CreateApplicationResult(
        String outcome,
        @Nullable SessionApplication application,
        boolean consented,
        String notice,
        @Nullable SessionNeed need) {}
