package m365ls.protocol;

/**
 * An application of Entra ID.
 *
 * @param clientId its id
 * @param tenant a GUID or a domain, {@code organizations} or {@code common}
 * @param cloud as in {@link SignInParams}
 */
public record SessionApplication(String clientId, String tenant, String cloud) {}
