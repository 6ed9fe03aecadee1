package m365ls.session;

/**
 * The application of Entra ID that signs in: the user's own.
 *
 * @param clientId its id
 * @param tenant a GUID or a domain, or {@code organizations} or {@code common}
 * @param cloud where it is registered
 */
public record Application(String clientId, String tenant, Cloud cloud) {

    /**
     * Address of the page where an administrator consents to the application for everyone.
     *
     * <p>Microsoft's page "Grant tenant-wide admin consent to an application" describes this address.
     */
    public String consentPage() {
        return "https://" + cloud.loginHost() + "/" + tenant + "/adminconsent?client_id=" + clientId;
    }
}
