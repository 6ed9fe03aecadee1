package m365ls.session;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/**
 * The identity that Azure gives to the machine this runs on. Which endpoint there is, the environment tells, read as the
 * CLI reads it: App Service, its older names, Cloud Shell, its older name, else a virtual machine. Azure Arc, which the CLI
 * does not know, is told by {@code IMDS_ENDPOINT}. All are reached without the proxy.
 */
final class ManagedIdentity implements TokenSource {
    private static final URI VIRTUAL_MACHINE = URI.create("http://169.254.169.254/metadata/identity/oauth2/token");

    private final Http http;
    private final Map<String, String> environment;
    private final String assigned;
    private final Clock clock;
    private final Path arcSecrets;

    /**
     * The endpoint and what goes with it.
     *
     * @param version {@code api-version}; empty for none
     * @param header that proves the request to be this machine's, its name and value
     */
    private record Endpoint(URI address, String version, Map.Entry<String, String> header) {}

    /**
     * @param assigned client id or object id of a user-assigned identity; empty for the machine's own
     * @param arcSecrets see {@link AzureArc#secrets}
     */
    ManagedIdentity(Http http, Map<String, String> environment, String assigned, Clock clock, Path arcSecrets) {
        this.http = http;
        this.environment = environment;
        this.assigned = assigned;
        this.clock = clock;
        this.arcSecrets = arcSecrets;
    }

    private boolean has(String... names) {
        for (String name : names) {
            if (environment.getOrDefault(name, "").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    @Override
    public Fetched fetch(Resource resource, How how) throws InterruptedException {
        boolean onArc = has("IDENTITY_ENDPOINT", "IMDS_ENDPOINT") && !has("IDENTITY_HEADER");
        if (onArc && !assigned.isEmpty()) {
            return Fetched.needs(Refusals.plain(
                    Need.CHECK_APPLICATION, "Azure Arc has no user-assigned identities. Sign in without a user name."));
        }
        try {
            HttpAnswer answer = onArc
                    ? new AzureArc(http, URI.create(value("IDENTITY_ENDPOINT")), arcSecrets).ask(resource)
                    : ask(resource);
            return answer.status() == 200 ? token(answer, resource) : Fetched.needs(refused(answer));
        } catch (CredentialException e) {
            return Fetched.needs(e.needs());
        } catch (IOException e) {
            return Fetched.needs(Refusals.plain(
                    Need.OFFLINE,
                    "There is no managed identity within reach. This works only on a machine of Azure that has one."));
        } catch (IllegalArgumentException e) {
            return Fetched.needs(Refusals.plain(
                    Need.CHECK_APPLICATION, "The address in IDENTITY_ENDPOINT or MSI_ENDPOINT is none."));
        }
    }

    private Endpoint endpoint() {
        Map.Entry<String, String> metadata = Map.entry("Metadata", "true");
        if (has("IDENTITY_ENDPOINT", "IDENTITY_HEADER")) {
            return new Endpoint(
                    URI.create(value("IDENTITY_ENDPOINT")),
                    "2019-08-01",
                    Map.entry("X-IDENTITY-HEADER", value("IDENTITY_HEADER")));
        }
        if (has("MSI_ENDPOINT", "MSI_SECRET")) {
            return new Endpoint(
                    URI.create(value("MSI_ENDPOINT")),
                    "2019-08-01",
                    Map.entry("X-IDENTITY-HEADER", value("MSI_SECRET")));
        }
        for (String shell : new String[] {"IDENTITY_ENDPOINT", "MSI_ENDPOINT"}) {
            if (has(shell)) {
                return new Endpoint(URI.create(value(shell)), "", metadata);
            }
        }
        return new Endpoint(VIRTUAL_MACHINE, "2018-02-01", metadata);
    }

    private HttpAnswer ask(Resource resource) throws IOException, InterruptedException {
        Endpoint endpoint = endpoint();
        HttpAnswer answer = ask(endpoint, resource, assigned.isEmpty() ? "" : "client_id");
        boolean other = answer.status() == 400 && !assigned.isEmpty();
        return other
                ? ask(endpoint, resource, endpoint.version().equals("2019-08-01") ? "principal_id" : "object_id")
                : answer;
    }

    private HttpAnswer ask(Endpoint endpoint, Resource resource, String parameter)
            throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder("resource=").append(encoded(resource.address()));
        if (!endpoint.version().isEmpty()) {
            query.append("&api-version=").append(endpoint.version());
        }
        if (!parameter.isEmpty()) {
            query.append('&').append(parameter).append('=').append(encoded(assigned));
        }
        String base = endpoint.address().toString();
        HttpCall call = HttpCall.of("GET", URI.create(base + (base.contains("?") ? "&" : "?") + query))
                .with("Accept", "application/json")
                .with(endpoint.header().getKey(), endpoint.header().getValue());
        return http.send(call.direct());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Fetched token(HttpAnswer answer, Resource resource) {
        JsonObject body = Json.object(answer.text()).orElseGet(JsonObject::new);
        Secret secret = Secret.of(Json.text(body, "access_token"));
        if (secret.isEmpty()) {
            return Fetched.needs(Refusals.of(answer));
        }
        // How long it lives is right even where this machine's clock is not.
        long life = Json.number(body, "expires_in");
        Instant expires =
                life > 0 ? clock.instant().plusSeconds(life) : Instant.ofEpochSecond(Json.number(body, "expires_on"));
        Identity identity = Claims.identity(secret, expires);
        return new Fetched(new TokenAnswer.Token(new AccessToken(secret, resource, expires, identity)), Instant.MAX);
    }

    private TokenAnswer.Needs refused(HttpAnswer answer) {
        TokenAnswer.Needs needs = Refusals.of(answer);
        if (needs.need() == Need.RETRY_LATER) {
            return needs;
        }
        return new TokenAnswer.Needs(
                Need.CHECK_APPLICATION,
                assigned.isEmpty()
                        ? "This machine's managed identity gave no token. Check that one is assigned to it, and that it"
                                + " may use the service."
                        : "This machine has no managed identity of that id, or it may not use the service.",
                needs.detail(),
                needs.retryAfter(),
                "");
    }
}
