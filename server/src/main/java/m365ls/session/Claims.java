package m365ls.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Claims: those in tokens, and those that a service asks for. */
final class Claims {
    /** That this client understands challenges of continuous access evaluation. */
    static final String CAPABILITY = "cp1";

    private Claims() {}

    /**
     * Whom a token speaks for, without a check of its signature; a token that is not one of JWT's tells nothing.
     *
     * @param expires when it ends, should it not say so itself
     */
    static Identity identity(Secret token, Instant expires) {
        JsonObject claims = payload(token.reveal());
        String scopes = Json.text(claims, "scp");
        boolean application = Json.text(claims, "idtyp").equals("app")
                || (scopes.isEmpty() && Json.text(claims, "upn").isEmpty() && claims.has("oid"));
        String name = first(
                claims,
                application
                        ? List.of("app_displayname")
                        : List.of("upn", "preferred_username", "unique_name", "email"));
        long end = Json.number(claims, "exp");
        return new Identity(
                application ? Identity.Kind.APPLICATION : Identity.Kind.USER,
                name,
                Json.text(claims, "oid"),
                Json.text(claims, "tid"),
                first(claims, List.of("appid", "azp")),
                Json.text(claims, "aud"),
                Stream.of(scopes.split(" ")).filter(scope -> !scope.isEmpty()).toList(),
                Json.texts(claims, "roles"),
                end == 0 ? expires : Instant.ofEpochSecond(end));
    }

    private static JsonObject payload(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length < 2) {
            return new JsonObject();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(parts[1]);
            return Json.object(new String(json, StandardCharsets.UTF_8)).orElseGet(JsonObject::new);
        } catch (IllegalArgumentException e) {
            return new JsonObject();
        }
    }

    private static String first(JsonObject claims, List<String> names) {
        return names.stream()
                .map(name -> Json.text(claims, name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The claims that are asked for together with the capabilities of this client, as JSON. */
    static String withCapability(String asked) {
        JsonObject claims = Json.object(asked).orElseGet(JsonObject::new);
        JsonObject accessToken = Json.member(claims, "access_token");
        JsonArray values = new JsonArray();
        values.add(CAPABILITY);
        JsonObject capability = new JsonObject();
        capability.add("values", values);
        accessToken.add("xms_cc", capability);
        claims.add("access_token", accessToken);
        return claims.toString();
    }
}
