package m365ls.session;

/**
 * What outlives a sign-out; nothing in it is secret.
 *
 * @param active id of the active connection; empty if there is none
 * @param clientId of the application that signed in last; empty if there was none
 * @param tenant in which it did
 * @param cloud in which it did
 */
public record Remembered(String active, String clientId, String tenant, Cloud cloud) {

    /** Nothing. */
    public static final Remembered NOTHING = new Remembered("", "", "", Cloud.PUBLIC);
}
