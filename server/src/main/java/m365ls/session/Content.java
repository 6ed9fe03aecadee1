package m365ls.session;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@link StoredConnection#content()} says.
 *
 * @param way to sign in, with what signs in again without the user; never a user's password
 * @param fromSettings whether the settings named the application at the sign-in
 * @param account MSAL4J's id of the account; empty if there is none
 * @param identity whom the first token spoke for
 * @param cache MSAL4J's, as text; empty if there is none
 */
record Content(
        SignIn way, Application application, boolean fromSettings, String account, Identity identity, String cache) {

    private static final Gson GSON = new Gson();

    Content withCache(String newCache) {
        return new Content(way, application, fromSettings, account, identity, newCache);
    }

    /** The text to store. */
    Secret toSecret() {
        JsonObject json = new JsonObject();
        json.addProperty("authType", way.authType());
        json.add("way", wayToJson());
        json.addProperty("clientId", application.clientId());
        json.addProperty("tenant", application.tenant());
        json.addProperty("cloud", application.cloud().cliName());
        json.addProperty("fromSettings", fromSettings);
        json.addProperty("account", account);
        json.add("identity", identityToJson());
        json.addProperty("cache", cache);
        return Secret.of(json.toString());
    }

    private JsonObject wayToJson() {
        JsonObject json = new JsonObject();
        if (way instanceof SignIn.Password password) {
            json.addProperty("userName", password.userName());
        } else if (way instanceof SignIn.Certificate certificate) {
            json.addProperty("certificate", certificate.certificate().reveal());
            json.addProperty("password", certificate.password().reveal());
            json.addProperty("thumbprint", certificate.thumbprint());
        } else if (way instanceof SignIn.ClientSecret secret) {
            json.addProperty("secret", secret.secret().reveal());
        } else if (way instanceof SignIn.ManagedIdentity managed) {
            json.addProperty("assigned", managed.assigned());
        } else if (way instanceof SignIn.EditorAccount editor) {
            json.addProperty("account", editor.account());
        }
        return json;
    }

    private JsonObject identityToJson() {
        JsonObject json = new JsonObject();
        json.addProperty("kind", identity.kind().name());
        json.addProperty("name", identity.name());
        json.addProperty("objectId", identity.objectId());
        json.addProperty("tenantId", identity.tenantId());
        json.addProperty("clientId", identity.clientId());
        json.addProperty("audience", identity.audience());
        json.add("scopes", GSON.toJsonTree(identity.scopes()));
        json.add("roles", GSON.toJsonTree(identity.roles()));
        json.addProperty("expires", identity.expires().getEpochSecond());
        return json;
    }

    /** What a stored text says; empty if it is not one of {@link #toSecret}. */
    static Optional<Content> of(Secret stored) {
        return Json.object(stored.reveal()).flatMap(json -> {
            Optional<SignIn> way = way(Json.text(json, "authType"), Json.member(json, "way"));
            Optional<Cloud> cloud = Cloud.named(Json.text(json, "cloud"));
            return way.isEmpty() || cloud.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Content(
                            way.get(),
                            new Application(Json.text(json, "clientId"), Json.text(json, "tenant"), cloud.get()),
                            Json.text(json, "fromSettings").equals("true"),
                            Json.text(json, "account"),
                            identity(Json.member(json, "identity")),
                            Json.text(json, "cache")));
        });
    }

    private static Optional<SignIn> way(String authType, JsonObject json) {
        return switch (authType) {
            case "deviceCode" -> Optional.of(new SignIn.DeviceCode());
            case "browser" -> Optional.of(new SignIn.Browser());
            case "password" -> Optional.of(new SignIn.Password(Json.text(json, "userName"), Secret.of("")));
            case "certificate" ->
                Optional.of(new SignIn.Certificate(
                        Secret.of(Json.text(json, "certificate")),
                        Secret.of(Json.text(json, "password")),
                        Json.text(json, "thumbprint")));
            case "secret" -> Optional.of(new SignIn.ClientSecret(Secret.of(Json.text(json, "secret"))));
            case "identity" -> Optional.of(new SignIn.ManagedIdentity(Json.text(json, "assigned")));
            case "federatedIdentity" -> Optional.of(new SignIn.FederatedIdentity());
            case "editor" -> Optional.of(new SignIn.EditorAccount(Json.text(json, "account")));
            default -> Optional.empty();
        };
    }

    private static Identity identity(JsonObject json) {
        return new Identity(
                Json.text(json, "kind").equals("APPLICATION") ? Identity.Kind.APPLICATION : Identity.Kind.USER,
                Json.text(json, "name"),
                Json.text(json, "objectId"),
                Json.text(json, "tenantId"),
                Json.text(json, "clientId"),
                Json.text(json, "audience"),
                Json.texts(json, "scopes"),
                Json.texts(json, "roles"),
                Instant.ofEpochSecond(Json.number(json, "expires")));
    }

    /** The connection that this is the content of. */
    Connection connection(String id, String name) {
        return new Connection(id, name, way.authType(), application, identity);
    }

    @Override
    public String toString() {
        return "content of " + identity.name();
    }
}
