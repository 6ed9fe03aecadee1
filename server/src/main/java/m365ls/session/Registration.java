package m365ls.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/**
 * The steps at Microsoft Graph that make an application, each with a token that is kept nowhere: find what the
 * permissions are called in the tenant, register the application, add the addresses that hold its id, add its service
 * principal, consent for everyone.
 */
final class Registration {
    /**
     * Waits before a request is repeated that names what the request before has made: Graph's servers learn of it one
     * after the other, and answer 400 or 404 until they have.
     */
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    /** The longest wait that a service can ask for. */
    private static final long LONGEST_WAIT = 30;

    /** The tenant of all personal accounts, in which nobody can register applications. */
    private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /** A step that did not go through. */
    private static final class Failed extends Exception {
        private final TokenAnswer.Needs needs;
        private final boolean forbidden;

        Failed(TokenAnswer.Needs needs, boolean forbidden) {
            super("a step failed");
            this.needs = needs;
            this.forbidden = forbidden;
        }

        TokenAnswer.Needs because(Need need, String reason) {
            return new TokenAnswer.Needs(need, reason, needs.detail(), needs.retryAfter(), needs.claims());
        }

        /** Whether what was asked may have been done. */
        boolean isUnclear() {
            return needs.need() == Need.OFFLINE || needs.need() == Need.RETRY_LATER;
        }
    }

    /**
     * The permissions as this tenant has them.
     *
     * @param asked {@code requiredResourceAccess} of the application
     * @param scopes by the object id of the API's service principal, the names of the permissions
     * @param unknown names that the tenant does not know
     */
    private record Resolved(JsonArray asked, Map<String, List<String>> scopes, List<String> unknown) {}

    private final Http http;
    private final MsalHttp.Pause pause;
    private final AccessToken token;
    private final ApplicationSetup.Wish wish;

    Registration(Http http, MsalHttp.Pause pause, AccessToken token, ApplicationSetup.Wish wish) {
        this.http = http;
        this.pause = pause;
        this.token = token;
        this.wish = wish;
    }

    /** Makes the application. */
    ApplicationSetup.Answer make() throws InterruptedException {
        String tenant = token.identity().tenantId();
        if (tenant.isEmpty() || tenant.equals(PERSONAL)) {
            return new ApplicationSetup.Answer.Not(Refusals.plain(
                    Need.SIGN_IN,
                    "You have signed in with a personal account. Sign in with an account of your organisation."));
        }
        Resolved resolved;
        JsonObject made;
        try {
            resolved = resolve();
            made = register(resolved.asked());
        } catch (Failed failed) {
            return new ApplicationSetup.Answer.Not(failed.needs);
        }
        Application application = new Application(Json.text(made, "appId"), tenant, wish.cloud());
        List<String> notices = new ArrayList<>();
        if (!resolved.unknown().isEmpty()) {
            notices.add("These permissions are not known in the tenant and were left out: "
                    + String.join(", ", resolved.unknown()) + ".");
        }
        boolean consented = finish(application, Json.text(made, "id"), resolved, notices);
        return new ApplicationSetup.Answer.Made(application, consented, String.join(" ", notices));
    }

    /** The steps after which there is an application to speak of; whether everyone may use it. */
    private boolean finish(Application application, String objectId, Resolved resolved, List<String> notices) {
        String made = "The application " + application.clientId() + " is made";
        String consent = "an administrator consents for everyone at " + application.consentPage();
        try {
            addBrokers(application, objectId, notices);
            String principal = principal(application);
            for (Map.Entry<String, List<String>> scopes : resolved.scopes().entrySet()) {
                grant(principal, scopes.getKey(), scopes.getValue());
            }
            return true;
        } catch (Failed failed) {
            notices.add(
                    failed.forbidden
                            ? made + ". You may not consent for everyone: " + consent
                                    + ". Until then, whoever signs in is"
                                    + " asked, as far as the organisation allows that."
                            : made + ", but not everyone's consent: " + failed.needs.reason() + " Either sign in and"
                                    + " consent for yourself, or " + consent + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            notices.add(made + ". It was cancelled before everyone's consent was given: either sign in and consent for"
                    + " yourself, or " + consent + ".");
        }
        return false;
    }

    // ---- steps ----

    private Resolved resolve() throws Failed, InterruptedException {
        Map<String, List<String>> wanted = DelegatedPermissions.of(wish.permissions()).stream()
                .collect(Collectors.groupingBy(
                        DelegatedPermissions.Permission::api,
                        LinkedHashMap::new,
                        Collectors.mapping(DelegatedPermissions.Permission::name, Collectors.toList())));
        String ids = wanted.keySet().stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        JsonObject page = ask(
                call(
                        "GET",
                        "/servicePrincipals?$filter=appId%20in%20(" + ids
                                + ")&$select=id,appId,oauth2PermissionScopes"),
                200);
        Map<String, JsonObject> known = new HashMap<>();
        Json.objects(page, "value").forEach(each -> known.put(Json.text(each, "appId"), each));
        JsonArray asked = new JsonArray();
        Map<String, List<String>> scopes = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        wanted.forEach((api, names) -> {
            JsonObject principal = known.getOrDefault(api, new JsonObject());
            Map<String, String> permissionIds = new HashMap<>();
            Json.objects(principal, "oauth2PermissionScopes")
                    .forEach(scope -> permissionIds.put(Json.text(scope, "value"), Json.text(scope, "id")));
            JsonArray access = new JsonArray();
            List<String> found = new ArrayList<>();
            for (String name : names) {
                String id = permissionIds.getOrDefault(name, "");
                if (id.isEmpty()) {
                    unknown.add(name);
                } else {
                    found.add(name);
                    JsonObject permission = new JsonObject();
                    permission.addProperty("id", id);
                    permission.addProperty("type", "Scope");
                    access.add(permission);
                }
            }
            if (!found.isEmpty()) {
                JsonObject resource = new JsonObject();
                resource.addProperty("resourceAppId", api);
                resource.add("resourceAccess", access);
                asked.add(resource);
                scopes.put(Json.text(principal, "id"), found);
            }
        });
        return new Resolved(asked, scopes, unknown);
    }

    private JsonObject register(JsonArray asked) throws Failed, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("displayName", wish.name().strip());
        body.addProperty("signInAudience", "AzureADMyOrg");
        body.addProperty("isFallbackPublicClient", true);
        body.add("publicClient", redirects(List.of()));
        body.add("requiredResourceAccess", asked);
        JsonObject made;
        try {
            made = ask(call("POST", "/applications").withBody(body.toString()), 201);
        } catch (Failed failed) {
            throw new Failed(
                    failed.forbidden
                            ? failed.because(
                                    Need.DENIED,
                                    "You may not register applications in this tenant. Ask an administrator for an"
                                            + " application, or for the role Application Developer.")
                            : failed.isUnclear()
                                    ? failed.because(failed.needs.need(), failed.needs.reason() + unclear())
                                    : failed.needs,
                    failed.forbidden);
        }
        if (Json.text(made, "appId").isEmpty()) {
            throw new Failed(
                    Refusals.plain(Need.RETRY_LATER, "Microsoft Graph's answer could not be read." + unclear()), false);
        }
        return made;
    }

    private String unclear() {
        return " The application may have been made all the same: look for \""
                + wish.name().strip()
                + "\" among the app registrations in the Microsoft Entra admin center before you try again.";
    }

    /**
     * Where a sign-in may lead back to: this server's listener; the pages of the CLI ({@code setup.js}, version 11.11.0);
     * Visual Studio Code's page ({@code config.ts} and {@code flows.ts} of its extension microsoft-authentication).
     */
    private JsonObject redirects(List<String> more) {
        JsonArray addresses = new JsonArray();
        addresses.add("http://localhost");
        addresses.add("https://localhost");
        addresses.add("https://" + wish.cloud().loginHost() + "/common/oauth2/nativeclient");
        addresses.add("https://vscode.dev/redirect");
        more.forEach(addresses::add);
        JsonObject platform = new JsonObject();
        platform.add("redirectUris", addresses);
        return platform;
    }

    /**
     * Adds where the brokers of Windows and macOS lead back to, which Visual Studio Code uses for the editor's account;
     * the first holds the application's id, so that it cannot be registered with the application.
     */
    private void addBrokers(Application application, String objectId, List<String> notices)
            throws InterruptedException {
        JsonObject body = new JsonObject();
        body.add(
                "publicClient",
                redirects(List.of(
                        "ms-appx-web://Microsoft.AAD.BrokerPlugin/" + application.clientId(),
                        "msauth.com.microsoft.VSCode://auth")));
        try {
            askPatiently(call("PATCH", "/applications/" + objectId).withBody(body.toString()), 204);
        } catch (Failed failed) {
            notices.add("The editor's own account may not be able to use the application: the addresses of its brokers"
                    + " could not be added. " + failed.needs.reason());
        }
    }

    private String principal(Application application) throws Failed, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("appId", application.clientId());
        return Json.text(askPatiently(call("POST", "/servicePrincipals").withBody(body.toString()), 201), "id");
    }

    private void grant(String principal, String api, List<String> scopes) throws Failed, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("clientId", principal);
        body.addProperty("consentType", "AllPrincipals");
        body.addProperty("resourceId", api);
        body.addProperty("scope", String.join(" ", scopes));
        askPatiently(call("POST", "/oauth2PermissionGrants").withBody(body.toString()), 201);
    }

    // ---- requests ----

    private HttpCall call(String method, String path) {
        return HttpCall.of(method, URI.create("https://" + wish.cloud().graphHost() + "/v1.0" + path))
                .with("Authorization", "Bearer " + token.secret().reveal())
                .with("Accept", "application/json")
                .with("Content-Type", "application/json");
    }

    private JsonObject ask(HttpCall call, int wanted) throws Failed, InterruptedException {
        return body(send(call), wanted);
    }

    /** Asks about what was made a moment ago. */
    private JsonObject askPatiently(HttpCall call, int wanted) throws Failed, InterruptedException {
        HttpAnswer answer = send(call);
        for (Duration wait : PATIENCE) {
            if (answer.status() != 400 && answer.status() != 404) {
                break;
            }
            pause.of(wait);
            answer = send(call);
        }
        return body(answer, wanted);
    }

    /** Sends; once more if the service asks to wait, which it does before it has done anything. */
    private HttpAnswer send(HttpCall call) throws Failed, InterruptedException {
        try {
            HttpAnswer answer = http.send(call);
            if (answer.status() == 429) {
                pause.of(Duration.ofSeconds(
                        Math.min(LONGEST_WAIT, Refusals.retryAfter(answer).toSeconds())));
                answer = http.send(call);
            }
            return answer;
        } catch (IOException e) {
            throw new Failed(Refusals.of(e), false);
        }
    }

    private static JsonObject body(HttpAnswer answer, int wanted) throws Failed {
        if (answer.status() == wanted) {
            return Json.object(answer.text()).orElseGet(JsonObject::new);
        }
        JsonObject error = Json.member(Json.object(answer.text()).orElseGet(JsonObject::new), "error");
        String detail = Refusals.detail(Json.text(error, "code") + ": " + Json.text(error, "message"));
        boolean forbidden = answer.status() == 403;
        TokenAnswer.Needs needs = answer.status() == 429 || answer.status() >= 500
                ? new TokenAnswer.Needs(
                        Need.RETRY_LATER,
                        "Microsoft Graph is busy. Try again in a moment.",
                        detail,
                        Refusals.retryAfter(answer),
                        "")
                : new TokenAnswer.Needs(
                        answer.status() == 401 ? Need.SIGN_IN : Need.DENIED,
                        "Microsoft Graph refused with status " + answer.status() + ".",
                        detail,
                        Duration.ZERO,
                        "");
        throw new Failed(needs, forbidden);
    }
}
