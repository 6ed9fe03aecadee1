package m365ls.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MSAL4J's token cache as it is stored: JSON of sections, each of entries by their keys. */
final class CacheText {
    private static final String ACCESS_TOKENS = "AccessToken";
    private static final List<String> OWNER = List.of("home_account_id", "environment", "client_id", "realm");
    private static final Set<String> EVERYWHERE = Set.of("openid", "profile", "email", "offline_access");

    private CacheText() {}

    /**
     * Both caches in one: {@code mine} counts where they differ, and of access tokens for the same the newest.
     *
     * <p>The granted scopes are part of an access token's key, so after a consent that adds one there are two entries, of
     * which MSAL4J finds the older first, for ever. Entries of one owner that share a scope are for the same service.
     *
     * @param stored what somebody may have written since {@code mine} was read
     */
    static String merged(String stored, String mine) {
        JsonObject all = Json.object(stored).orElseGet(JsonObject::new);
        Json.object(mine).orElseGet(JsonObject::new).entrySet().forEach(section -> {
            if (!section.getValue().isJsonObject() || !all.has(section.getKey())) {
                all.add(section.getKey(), section.getValue());
                return;
            }
            JsonObject entries = Json.member(all, section.getKey());
            section.getValue()
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> entries.add(entry.getKey(), entry.getValue()));
            all.add(section.getKey(), entries);
        });
        all.add(ACCESS_TOKENS, newest(Json.member(all, ACCESS_TOKENS)));
        return all.toString();
    }

    private static JsonObject newest(JsonObject tokens) {
        List<Map.Entry<String, JsonElement>> entries = new ArrayList<>(tokens.entrySet());
        entries.removeIf(entry -> !entry.getValue().isJsonObject());
        // Of two from the same second the one that lives longer was made later.
        entries.sort((a, b) -> {
            JsonObject first = a.getValue().getAsJsonObject();
            JsonObject second = b.getValue().getAsJsonObject();
            int order = Long.compare(Json.number(second, "cached_at"), Json.number(first, "cached_at"));
            order = order != 0
                    ? order
                    : Long.compare(Json.number(second, "expires_on"), Json.number(first, "expires_on"));
            return order != 0
                    ? order
                    : Integer.compare(scopes(second).size(), scopes(first).size());
        });
        JsonObject kept = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : entries) {
            JsonObject token = entry.getValue().getAsJsonObject();
            if (kept.entrySet().stream()
                    .noneMatch(other -> replaces(other.getValue().getAsJsonObject(), token))) {
                kept.add(entry.getKey(), token);
            }
        }
        return kept;
    }

    private static boolean replaces(JsonObject newer, JsonObject older) {
        Set<String> shared = scopes(newer);
        shared.retainAll(scopes(older));
        return !shared.isEmpty()
                && OWNER.stream().allMatch(name -> Json.text(newer, name).equals(Json.text(older, name)));
    }

    private static Set<String> scopes(JsonObject token) {
        Set<String> scopes =
                new HashSet<>(Arrays.asList(Json.text(token, "target").split(" ")));
        scopes.removeAll(EVERYWHERE);
        scopes.remove("");
        return scopes;
    }
}
