package m365ls.protocol;

/**
 * A user's sign-in that the command line tool keeps.
 *
 * @param id to name it by
 * @param userName empty if the tool does not know it
 * @param authType as in {@link SignInParams}; empty if it is not known
 * @param clientId of the application
 * @param tenant of the application
 * @param cloud as in {@link SignInParams}
 */
public record CliSignIn(String id, String userName, String authType, String clientId, String tenant, String cloud) {}
