package m365ls.run.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Set;
import m365ls.session.Connection;
import m365ls.session.Identity;

/** What the process is told about a connection: whom it is for, and nothing with which a service could be called. */
final class StandIn {

    /** The ways to sign in that the CLI knows; it makes no other difference than that SharePoint refuses secrets. */
    private static final Set<String> CLI_TYPES =
            Set.of("deviceCode", "password", "certificate", "identity", "federatedIdentity", "browser", "secret");

    private StandIn() {}

    /**
     * The connection as the CLI keeps one, with the claims of a token for Graph.
     *
     * @param graph whom the connection's token for Graph speaks for
     * @param places what is known of the tenant's SharePoint
     */
    static JsonObject of(Connection connection, Identity graph, KnownPlaces places) {
        JsonObject told = new JsonObject();
        told.addProperty("name", connection.name());
        told.addProperty("authType", CLI_TYPES.contains(connection.authType()) ? connection.authType() : "browser");
        told.addProperty("cloudType", connection.application().cloud().cliName());
        told.addProperty("appId", connection.application().clientId());
        told.addProperty("tenant", connection.application().tenant());
        told.addProperty("identityName", graph.name());
        told.addProperty("identityId", graph.objectId());
        told.addProperty("identityTenantId", graph.tenantId());
        told.addProperty("site", places.site());
        told.addProperty("siteTenant", places.siteTenant());
        told.add("claims", claims(graph));
        return told;
    }

    private static JsonObject claims(Identity identity) {
        JsonObject claims = new JsonObject();
        boolean isUser = identity.kind() == Identity.Kind.USER;
        claims.addProperty("oid", identity.objectId());
        claims.addProperty("tid", identity.tenantId());
        claims.addProperty("appid", identity.clientId());
        claims.addProperty("idtyp", isUser ? "user" : "app");
        claims.addProperty(isUser ? "upn" : "app_displayname", identity.name());
        claims.addProperty("exp", identity.expires().getEpochSecond());
        if (!identity.scopes().isEmpty()) {
            claims.addProperty("scp", String.join(" ", identity.scopes()));
        }
        if (!identity.roles().isEmpty()) {
            JsonArray roles = new JsonArray();
            identity.roles().forEach(roles::add);
            claims.add("roles", roles);
        }
        return claims;
    }
}
