package m365ls.protocol;

/**
 * A way to sign in.
 *
 * @param authType as in {@link SignInParams}
 * @param available whether it can be tried
 * @param reason why not, in a sentence; empty if it can
 */
public record SignInWay(String authType, boolean available, String reason) {}
