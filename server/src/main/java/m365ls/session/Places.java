package m365ls.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/** Finds the resources that are a tenant's own: its hosts of SharePoint, and its organisations of Dataverse. */
public final class Places {

    /**
     * A tenant's hosts of SharePoint.
     *
     * @param sites where its sites are
     * @param admin where they are administered
     * @param personal where people's own are
     */
    public record SharePoint(Resource sites, Resource admin, Resource personal) {}

    /** What was found, or what is needed to find it. */
    public sealed interface Found<T> {
        /** It was found. */
        record Here<T>(T value) implements Found<T> {}

        /** It was not. */
        record Not<T>(TokenAnswer.Needs needs) implements Found<T> {}
    }

    private final Tokens tokens;
    private final Http http;

    /** Looks with these tokens. */
    public Places(Tokens tokens, Http http) {
        this.tokens = tokens;
        this.http = http;
    }

    /** The hosts of SharePoint, by the root site that Graph tells. */
    public Found<SharePoint> sharePoint(Connection connection) throws InterruptedException {
        Cloud cloud = connection.application().cloud();
        String graph = "https://" + cloud.graphHost();
        Found<JsonObject> root =
                asked(connection, new Resource(cloud, graph), graph + "/v1.0/sites/root?$select=webUrl");
        if (root instanceof Found.Not<JsonObject> not) {
            return new Found.Not<>(not.needs());
        }
        String address = Json.text(((Found.Here<JsonObject>) root).value(), "webUrl");
        Optional<String> label = resource(cloud, address)
                .filter(site -> site.address().endsWith(cloud.sharePointSuffix()))
                .map(site -> site.address()
                        .substring(
                                0,
                                site.address().length()
                                        - cloud.sharePointSuffix().length()));
        return label.<Found<SharePoint>>map(name -> new Found.Here<>(new SharePoint(
                        new Resource(cloud, name + cloud.sharePointSuffix()),
                        new Resource(cloud, name + "-admin" + cloud.sharePointSuffix()),
                        new Resource(cloud, name + "-my" + cloud.sharePointSuffix()))))
                .orElseGet(() -> new Found.Not<>(Refusals.plain(
                        Need.CHECK_APPLICATION, "The tenant's root site has no address of SharePoint in this cloud.")));
    }

    /** The organisations of Dataverse of all environments that the user sees; none in a cloud without Power Platform. */
    public Found<List<Resource>> dataverse(Connection connection) throws InterruptedException {
        Cloud cloud = connection.application().cloud();
        Optional<Resource> powerApps = Resource.of(cloud, Service.POWER_APPS);
        if (powerApps.isEmpty()) {
            return new Found.Here<>(List.of());
        }
        Found<JsonObject> environments = asked(
                connection,
                powerApps.get(),
                "https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/environments"
                        + "?api-version=2020-10-01");
        if (environments instanceof Found.Not<JsonObject> not) {
            return new Found.Not<>(not.needs());
        }
        List<Resource> found = new ArrayList<>();
        JsonElement all = ((Found.Here<JsonObject>) environments).value().get("value");
        if (all != null && all.isJsonArray()) {
            for (JsonElement each : all.getAsJsonArray()) {
                JsonObject environment = each.isJsonObject() ? each.getAsJsonObject() : new JsonObject();
                JsonObject linked = Json.member(Json.member(environment, "properties"), "linkedEnvironmentMetadata");
                // Tokens are for the organisation's address, whichever of its hosts is asked.
                resource(cloud, Json.text(linked, "instanceUrl"))
                        .or(() -> resource(cloud, Json.text(linked, "instanceApiUrl")))
                        .ifPresent(found::add);
            }
        }
        return new Found.Here<>(List.copyOf(found));
    }

    private static Optional<Resource> resource(Cloud cloud, String address) {
        try {
            return Resource.at(cloud, URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Found<JsonObject> asked(Connection connection, Resource resource, String address)
            throws InterruptedException {
        TokenAnswer answer = tokens.token(connection, resource);
        if (answer instanceof TokenAnswer.Needs needs) {
            return new Found.Not<>(needs);
        }
        AccessToken token = ((TokenAnswer.Token) answer).token();
        try {
            HttpAnswer page = http.send(HttpCall.of("GET", URI.create(address))
                    .with("Authorization", "Bearer " + token.secret().reveal())
                    .with("Accept", "application/json"));
            Optional<JsonObject> body = page.status() == 200 ? Json.object(page.text()) : Optional.empty();
            return body.<Found<JsonObject>>map(Found.Here::new)
                    .orElseGet(() -> new Found.Not<>(Refusals.plain(
                            page.status() == 429 || page.status() >= 500
                                    ? Need.RETRY_LATER
                                    : page.status() == 403 ? Need.CONSENT : Need.CHECK_APPLICATION,
                            resource.address() + " answered with status " + page.status() + ".")));
        } catch (IOException e) {
            return new Found.Not<>(Refusals.of(e));
        }
    }
}
