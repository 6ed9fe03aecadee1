package m365ls.protocol;

/**
 * A connection is forgotten.
 *
 * @param connection its name
 * @param notice what could not be taken back, in sentences for the user
 */
public record SignOutResult(String connection, String notice) {}
