package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.RcFile;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Uploads;
import m365ls.text.JavaScriptNumbers;

/** {@code entra app ...}: registrations of applications. */
public final class RegistrationCommands {

    private static final String ORGANIZATION = Graph.V1 + "/myorganization";

    /** As JavaScript writes a time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private RegistrationCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("entra app add", RegistrationCommands::add),
                NativeCommand.signedIn("entra app get", RegistrationCommands::get),
                NativeCommand.signedIn("entra app list", RegistrationCommands::list),
                NativeCommand.signedIn("entra app remove", RegistrationCommands::remove),
                NativeCommand.signedIn("entra app role list", RegistrationCommands::roles));
    }

    /** What an application wants to be allowed to by one resource. */
    private static final class Wanted {
        private final String resourceAppId;
        private final JsonArray access = new JsonArray();
        private final Set<String> scopes = new LinkedHashSet<>();
        private final Set<String> roles = new LinkedHashSet<>();

        Wanted(String resourceAppId) {
            this.resourceAppId = resourceAppId;
        }
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("manifest")) {
            throw new Stop(new Stop.Cause.LeftToTheCli("What becomes of a manifest depends on the CLI's code."));
        }
        Map<String, Wanted> wanted = wanted(run);
        JsonObject app = CommandRun.object(run.json(
                Request.post(ORGANIZATION + "/applications", Request.GRAPH).body(registration(run, wanted))));
        if (options.has("grantAdminConsent") && !wanted.isEmpty()) {
            consent(run, Json.text(app, "appId"), wanted);
        }
        if (options.has("uri")) {
            expose(run, app);
        }
        JsonObject added = Json.row(
                "appId", Json.at(app, "appId"),
                "objectId", Json.at(app, "id"),
                "tenantId", run.tenantId());
        if (options.has("withSecret")) {
            added.add("secrets", Json.array(secret(run, Json.text(app, "id"))));
        }
        if (options.has("save")) {
            save(run, app, options.json("name"), false);
        }
        run.print(added);
    }

    private static void get(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String select = options.has("properties") ? "$select=" + options.text("properties") : "";
        JsonElement app = options.has("objectId")
                ? byObjectId(run, options.text("objectId"), select)
                : find(run, options.text("appId"), options.text("name"), select);
        if (options.has("save")) {
            save(run, app, Json.at(app, "displayName"), true);
        }
        run.print(app);
    }

    private static JsonElement byObjectId(CommandRun run, String id, String select) throws Stop, InterruptedException {
        try {
            return Graph.get(run, "/applications/" + id + (select.isEmpty() ? "" : "?" + select));
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal refusal && refusal.status() == 404) {
                throw Stop.failure("App with objectId '" + id + "' not found in Microsoft Entra ID.");
            }
            throw stop;
        }
    }

    /** The application of an id, or else of a name. */
    private static JsonElement find(CommandRun run, String id, String name, String select)
            throws Stop, InterruptedException {
        String more = select.isEmpty() ? "" : "&" + select;
        if (!id.isEmpty()) {
            JsonArray found = Graph.all(run, "/applications?$filter=appId eq '" + id + "'" + more);
            if (found.isEmpty()) {
                throw Stop.failure("App with appId '" + id + "' not found in Microsoft Entra ID.");
            }
            return found.get(0);
        }
        return run.only(
                Graph.all(run, "/applications?$filter=displayName eq '" + Encoding.literal(name) + "'" + more),
                "id",
                "App with name '" + name + "' not found in Microsoft Entra ID.",
                "Multiple apps with name '" + name + "' found in Microsoft Entra ID.");
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String select = Graph.plain(Arrays.asList(options.text("properties").split(",", -1)));
        Graph.printAll(run, "/applications" + (select.isEmpty() ? "" : "?$select=" + select));
    }

    private static void remove(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.has("objectId")
                ? options.text("objectId")
                : Json.text(find(run, options.text("appId"), options.text("name"), "$select=id"), "id");
        run.json(Request.delete(ORGANIZATION + "/applications/" + id, Request.GRAPH));
    }

    private static void roles(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.has("appObjectId")
                ? options.text("appObjectId")
                : Json.text(find(run, options.text("appId"), options.text("appName"), "$select=id"), "id");
        run.printAll(ORGANIZATION + "/applications/" + id + "/appRoles");
    }

    /** What is wanted of each resource, by the id of its service principal. */
    private static Map<String, Wanted> wanted(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        if (options.has("apisDelegated") || options.has("apisApplication")) {
            JsonArray principals = run.all(ORGANIZATION
                    + "/servicePrincipals?$select=appId,appRoles,id,oauth2PermissionScopes,servicePrincipalNames");
            want(wanted, principals, options.text("apisDelegated"), true);
            want(wanted, principals, options.text("apisApplication"), false);
        }
        return wanted;
    }

    private static void want(Map<String, Wanted> wanted, JsonArray principals, String apis, boolean delegated)
            throws Stop {
        if (apis.isEmpty()) {
            return;
        }
        for (String given : apis.split(",", -1)) {
            String api = JavaScriptNumbers.trim(given);
            int slash = Math.max(api.lastIndexOf('/'), 0);
            String resource = api.substring(0, slash);
            String name = api.substring(api.lastIndexOf('/') + 1);
            JsonElement principal = principal(principals, resource);
            JsonElement permission = permission(principal, delegated, name, resource);
            Wanted of =
                    wanted.computeIfAbsent(Json.text(principal, "id"), id -> new Wanted(Json.text(principal, "appId")));
            of.access.add(Json.object("id", Json.at(permission, "id"), "type", delegated ? "Scope" : "Role"));
            if (delegated) {
                of.scopes.add(name);
            } else {
                of.roles.add(Json.text(permission, "id"));
            }
        }
    }

    private static JsonElement principal(JsonArray principals, String resource) throws Stop {
        for (JsonElement principal : principals) {
            for (JsonElement name : Json.list(principal, "servicePrincipalNames")) {
                if (Json.shown(name).equals(resource) || Json.shown(name).equals(resource + "/")) {
                    return principal;
                }
            }
        }
        throw Stop.failure("Service principal " + resource + " not found");
    }

    private static JsonElement permission(JsonElement principal, boolean delegated, String name, String resource)
            throws Stop {
        for (JsonElement permission : Json.list(principal, delegated ? "oauth2PermissionScopes" : "appRoles")) {
            if (Json.text(permission, "value").equals(name)) {
                return permission;
            }
        }
        throw Stop.failure("Permission " + name + " for service principal " + resource + " not found");
    }

    private static JsonObject registration(CommandRun run, Map<String, Wanted> wanted) throws Stop {
        Options options = run.options();
        JsonObject app = Json.object(
                "displayName",
                options.json("name"),
                "signInAudience",
                options.has("multitenant") ? "AzureADMultipleOrgs" : "AzureADMyOrg");
        if (!wanted.isEmpty()) {
            JsonArray access = new JsonArray();
            wanted.values()
                    .forEach(of ->
                            access.add(Json.object("resourceAppId", of.resourceAppId, "resourceAccess", of.access)));
            app.add("requiredResourceAccess", access);
        }
        addRedirects(app, options);
        if (options.has("implicitFlow")) {
            JsonObject web = Json.at(app, "web") instanceof JsonObject known ? known : new JsonObject();
            web.add(
                    "implicitGrantSettings",
                    Json.object("enableAccessTokenIssuance", true, "enableIdTokenIssuance", true));
            app.add("web", web);
        }
        if (options.has("certificateFile") || options.has("certificateBase64Encoded")) {
            app.add(
                    "keyCredentials",
                    Json.array(Json.object(
                            "type",
                            "AsymmetricX509Cert",
                            "usage",
                            "Verify",
                            "displayName",
                            options.json("certificateDisplayName"),
                            "key",
                            options.has("certificateBase64Encoded")
                                    ? options.text("certificateBase64Encoded")
                                    : Uploads.base64(run, options.text("certificateFile")))));
        }
        if (options.has("allowPublicClientFlows")) {
            app.addProperty("isFallbackPublicClient", true);
        }
        for (String name : options.names()) {
            if (run.work().command().option(name).isEmpty() && options.given(name)) {
                app.add(name, options.json(name));
            }
        }
        return app;
    }

    private static void addRedirects(JsonObject app, Options options) {
        String platform = options.text("platform");
        if (options.has("redirectUris")) {
            JsonArray uris = new JsonArray();
            Arrays.stream(options.text("redirectUris").split(",", -1))
                    .map(JavaScriptNumbers::trim)
                    .forEach(uris::add);
            app.add(platform, Json.object("redirectUris", uris));
        }
        String bundle = options.text("bundleId");
        if (platform.equals("android")) {
            String hash = Encoding.literal(options.text("signatureHash"));
            app.add("publicClient", Json.object("redirectUris", Json.array("msauth://" + bundle + "/" + hash)));
        }
        if (platform.equals("apple")) {
            app.add(
                    "publicClient",
                    Json.object(
                            "redirectUris",
                            Json.array(
                                    "msauth://code/msauth." + bundle + "%3A%2F%2Fauth",
                                    "msauth." + bundle + "://auth")));
        }
    }

    /** Allows the application what it wants, for everybody. */
    private static void consent(CommandRun run, String appId, Map<String, Wanted> wanted)
            throws Stop, InterruptedException {
        String principal = Json.text(
                run.json(Request.post(ORGANIZATION + "/servicePrincipals", Request.ANY)
                        .body(Json.object("appId", appId))),
                "id");
        for (Map.Entry<String, Wanted> of : wanted.entrySet()) {
            if (!of.getValue().scopes.isEmpty()) {
                run.json(Request.post(ORGANIZATION + "/oauth2PermissionGrants", Request.GRAPH)
                        .body(Json.object(
                                "clientId",
                                principal,
                                "consentType",
                                "AllPrincipals",
                                "principalId",
                                Json.nothing(),
                                "resourceId",
                                of.getKey(),
                                "scope",
                                String.join(" ", of.getValue().scopes))));
            }
            for (String role : of.getValue().roles) {
                run.json(Request.post(
                                ORGANIZATION + "/servicePrincipals/" + principal + "/appRoleAssignments", Request.ANY)
                        .body(Json.object("appRoleId", role, "principalId", principal, "resourceId", of.getKey())));
            }
        }
    }

    /** Gives the application an address of its own, and a scope. */
    private static void expose(CommandRun run, JsonObject app) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject change = Json.object(
                "identifierUris",
                Json.array(options.text("uri").replace("_appId_", Json.shown(Json.at(app, "appId")))));
        if (options.has("scopeName")) {
            change.add(
                    "api",
                    Json.object(
                            "oauth2PermissionScopes",
                            Json.array(Json.object(
                                    "adminConsentDescription",
                                    options.json("scopeAdminConsentDescription"),
                                    "adminConsentDisplayName",
                                    options.json("scopeAdminConsentDisplayName"),
                                    "id",
                                    UUID.randomUUID().toString(),
                                    "type",
                                    options.text("scopeConsentBy").equals("adminsAndUsers") ? "User" : "Admin",
                                    "value",
                                    options.json("scopeName")))));
        }
        run.json(Request.patch(ORGANIZATION + "/applications/" + Json.text(app, "id"), Request.ANY)
                .with("content-type", Request.GRAPH)
                .body(change));
    }

    private static JsonObject secret(CommandRun run, String id) throws Stop, InterruptedException {
        ZonedDateTime now = run.clock().instant().atZone(run.clock().getZone());
        ZonedDateTime end = now.plusYears(1);
        // A year after the 29th of February is the 1st of March.
        boolean isLeapDay = end.getDayOfMonth() != now.getDayOfMonth();
        JsonElement answer = run.json(Request.post(ORGANIZATION + "/applications/" + id + "/addPassword", Request.ANY)
                .body(Json.object(
                        "passwordCredential",
                        Json.object(
                                "displayName",
                                "Default",
                                "endDateTime",
                                TIME.format(isLeapDay ? end.plusDays(1) : end)))));
        return Json.object("displayName", "Default", "value", Json.at(answer, "secretText"));
    }

    /** Takes note of an application among the project's; {@code once} if it may be there already. */
    private static void save(CommandRun run, JsonElement app, JsonElement name, boolean once) throws Stop {
        String doing = "reading";
        try {
            JsonObject file = RcFile.read(run);
            doing = "writing";
            JsonArray apps = Json.list(file, "apps");
            JsonElement id = Json.at(app, "appId");
            boolean isThere = apps.asList().stream()
                    .anyMatch(known -> Json.at(known, "appId").equals(id));
            if (!once || !isThere) {
                apps.add(Json.object("appId", id, "name", name));
                file.add("apps", apps);
                RcFile.write(run, file);
            }
        } catch (IOException e) {
            run.warn("Error " + doing + " " + RcFile.NAME + ": " + e.getMessage() + ". Please add app info to "
                    + RcFile.NAME + " manually.");
        }
    }
}
