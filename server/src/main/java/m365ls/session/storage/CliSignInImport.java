package m365ls.session.storage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Secret;

/**
 * Reads the sign-ins that the CLI for Microsoft 365 keeps in the user's home folder, and changes nothing there.
 *
 * <p>The CLI keeps what MSAL gives it, which MSAL4J reads too (CLI 11.11.0: {@code .cli-m365-msal.json}); only users'
 * sign-ins have a refresh token there. To be done when the user wishes it.
 */
public final class CliSignInImport {

    /**
     * A user's sign-in.
     *
     * @param userName such as {@code someone@contoso.com}; empty if the CLI does not know it
     * @param authType how the user signed in, in the CLI's word; empty if it is not known
     * @param application that the refresh token was given to; the same one has to use it
     * @param cache of MSAL, with the account, its refresh token and its id token, and nothing of anybody else
     */
    public record SignedIn(String userName, String authType, Application application, Secret cache) {}

    private static final String CACHE = ".cli-m365-msal.json";
    private static final String CONNECTIONS = ".cli-m365-all-connections.json";
    private static final long LARGEST_FILE = 16L * 1024 * 1024;
    private static final List<String> KEPT = List.of("Account", "IdToken", "RefreshToken", "AppMetadata");

    private final Path home;

    /** @param home the user's home folder */
    public CliSignInImport(Path home) {
        this.home = home;
    }

    /**
     * All sign-ins of users; none if the CLI is not signed in.
     *
     * @throws IOException if its file cannot be read; with a sentence that holds nothing of it
     */
    public List<SignedIn> read() throws IOException {
        Optional<JsonElement> cache = json(home.resolve(CACHE));
        if (cache.isEmpty() || !cache.get().isJsonObject()) {
            return List.of();
        }
        List<JsonObject> connections = connections();
        JsonObject all = cache.get().getAsJsonObject();
        List<SignedIn> found = new ArrayList<>();
        for (JsonObject account : entries(all, "Account")) {
            String person = text(account, "home_account_id");
            for (String clientId : clientsOf(all, person)) {
                found.add(signedIn(all, account, clientId, connections));
            }
        }
        return List.copyOf(found);
    }

    private static Set<String> clientsOf(JsonObject all, String person) {
        Set<String> clients = new LinkedHashSet<>();
        for (JsonObject token : entries(all, "RefreshToken")) {
            if (text(token, "home_account_id").equals(person)
                    && !text(token, "client_id").isEmpty()) {
                clients.add(text(token, "client_id"));
            }
        }
        return clients;
    }

    private static SignedIn signedIn(
            JsonObject all, JsonObject account, String clientId, List<JsonObject> connections) {
        String person = text(account, "home_account_id");
        Optional<JsonObject> connection = connections.stream()
                .filter(one -> text(one, "identityId").equals(text(account, "local_account_id"))
                        && text(one, "appId").equals(clientId))
                .findFirst();
        Cloud cloud = connection
                .flatMap(one -> Cloud.named(text(one, "cloudType")))
                .orElseGet(() -> cloud(text(account, "environment")));
        JsonObject own = new JsonObject();
        for (String kind : KEPT) {
            own.add(kind, kept(all, kind, entry -> isOf(entry, person, clientId)));
        }
        return new SignedIn(
                text(account, "username"),
                connection.map(one -> text(one, "authType")).orElse(""),
                new Application(clientId, text(account, "realm"), cloud),
                Secret.of(own.toString()));
    }

    /** What is said of nobody in particular, or of no application, is kept. */
    private static boolean isOf(JsonObject entry, String person, String clientId) {
        return (!entry.has("home_account_id") || text(entry, "home_account_id").equals(person))
                && (!entry.has("client_id") || text(entry, "client_id").equals(clientId));
    }

    private static JsonObject kept(JsonObject all, String kind, Predicate<JsonObject> wanted) {
        JsonObject kept = new JsonObject();
        if (all.get(kind) instanceof JsonObject entries) {
            for (Map.Entry<String, JsonElement> entry : entries.entrySet()) {
                if (entry.getValue() instanceof JsonObject value && wanted.test(value)) {
                    kept.add(entry.getKey(), value);
                }
            }
        }
        return kept;
    }

    private static List<JsonObject> entries(JsonObject all, String kind) {
        return kept(all, kind, any -> true).asMap().values().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** The cloud of a host at which people sign in. GCC has that of the public cloud, and DoD that of GCC High. */
    private static Cloud cloud(String host) {
        return switch (host) {
            case "login.microsoftonline.us", "login.usgovcloudapi.net" -> Cloud.US_GOV_HIGH;
            case "login.chinacloudapi.cn", "login.partner.microsoftonline.cn" -> Cloud.CHINA;
            default -> Cloud.PUBLIC;
        };
    }

    /** What the CLI says of its connections, if it can be read: it names the cloud, and how the user signed in. */
    private List<JsonObject> connections() {
        List<JsonObject> found = new ArrayList<>();
        try {
            Optional<JsonElement> file = json(home.resolve(CONNECTIONS));
            if (file.isPresent() && file.get().isJsonArray()) {
                for (JsonElement one : file.get().getAsJsonArray()) {
                    if (one instanceof JsonObject connection) {
                        found.add(connection);
                    }
                }
            }
        } catch (IOException e) {
            // The sign-ins are whole without it.
        }
        return found;
    }

    private static Optional<JsonElement> json(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException("The CLI's file " + file + " is too large to be its sign-ins.");
            }
            // The CLI empties the file when it signs out.
            String content = Files.readString(file);
            return content.isBlank() ? Optional.empty() : Optional.of(JsonParser.parseString(content));
        } catch (JsonParseException e) {
            // Not the cause: its text may hold a part of the file.
            throw new IOException("The CLI's sign-ins in " + file + " are damaged. Sign in instead.");
        }
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonPrimitive text ? text.getAsString() : "";
    }
}
