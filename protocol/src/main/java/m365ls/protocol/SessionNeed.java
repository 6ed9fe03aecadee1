package m365ls.protocol;

/**
 * What has to happen before there is a token.
 *
 * @param need {@code signIn}, {@code consent}, {@code checkApplication}, {@code retryLater}, {@code offline} or {@code
 *     denied}
 * @param reason why, and what to do, in sentences for the user
 * @param detail the service's own words, without secrets; empty if there are none
 * @param retryAfterSeconds how long the service wants to be left alone; 0 if it did not say
 * @param claims to be given back in {@link SignInParams}; empty if there are none
 * @param applicationMissing whether nobody has named an application yet
 */
public record SessionNeed(
        String need, String reason, String detail, long retryAfterSeconds, String claims, boolean applicationMissing) {}
