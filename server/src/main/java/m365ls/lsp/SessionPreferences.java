package m365ls.lsp;

import com.google.gson.JsonElement;
import java.util.List;

/**
 * The user's settings of the session and the network. Texts are empty where nothing is set.
 *
 * @param clientId of the application to sign in with
 * @param tenant to sign in to
 * @param cloud to sign in to
 * @param storage where the key to kept sign-ins comes from
 * @param proxy in place of the environment's
 * @param noProxy in place of the environment's, if there are any
 * @param caFiles beside the environment's
 * @param systemTrust whether the operating system's certificate authorities are trusted
 */
record SessionPreferences(
        String clientId,
        String tenant,
        String cloud,
        String storage,
        String proxy,
        List<String> noProxy,
        List<String> caFiles,
        boolean systemTrust) {

    /** Nothing set. */
    static final SessionPreferences NONE = new SessionPreferences("", "", "", "", "", List.of(), List.of(), false);

    SessionPreferences {
        noProxy = List.copyOf(noProxy);
        caFiles = List.copyOf(caFiles);
    }

    /** Reads the object under {@code m365}. What is not as it should be counts as not set. */
    static SessionPreferences read(JsonElement section) {
        return new SessionPreferences(
                text(section, "session", "clientId"),
                text(section, "session", "tenant"),
                text(section, "session", "cloud"),
                text(section, "session", "storage"),
                text(section, "network", "proxy"),
                Json.texts(section, "network", "noProxy"),
                Json.texts(section, "network", "caFiles"),
                Json.isTrue(section, "network", "systemTrust"));
    }

    private static String text(JsonElement section, String... path) {
        return Json.text(section, path).map(String::strip).orElse("");
    }

    /** A proxy's address may hold a password. */
    @Override
    public String toString() {
        return "SessionPreferences[hidden]";
    }
}
