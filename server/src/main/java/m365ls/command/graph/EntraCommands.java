package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.OutputMode;
import m365ls.text.JavaScriptNumbers;

/** {@code entra ...} */
public final class EntraCommands {

    /** The most that Graph takes in one batch, and in one request for a group's members. */
    static final int CHUNK = 20;

    /** What people call some resources, in small letters, and what Entra calls them. */
    private static final Map<String, String> RESOURCES = Map.of(
            "sharepoint", "Office 365 SharePoint Online",
            "intune", "Microsoft Intune API",
            "exchange", "Office 365 Exchange Online");

    private static final Pattern GUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private EntraCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("entra user get", EntraCommands::user),
                NativeCommand.signedIn("entra user list", EntraCommands::users),
                NativeCommand.signedIn("entra m365group list", EntraCommands::groups),
                NativeCommand.signedIn("entra m365group user list", EntraCommands::groupUsers),
                NativeCommand.signedIn("entra m365group user add", EntraCommands::addGroupUsers),
                NativeCommand.signedIn("entra m365group user remove", EntraCommands::removeGroupUsers),
                NativeCommand.signedIn("entra m365group get", EntraCommands::group),
                NativeCommand.signedIn("entra group list", EntraCommands::allGroups),
                NativeCommand.signedIn("entra enterpriseapp get", EntraCommands::enterpriseApp),
                NativeCommand.signedIn("entra oauth2grant list", EntraCommands::grants),
                NativeCommand.signedIn("entra approleassignment add", EntraCommands::assignRoles));
    }

    private static void user(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String user = options.has("userName")
                ? Encoding.literal(options.text("userName"))
                : options.has("email") ? Graph.userIdByMail(run, options.text("email")) : options.text("id");
        List<String> query = new ArrayList<>();
        String properties = Graph.plain(Arrays.asList(options.text("properties").split(",", -1)));
        if (!properties.isEmpty()) {
            query.add("$select=" + properties);
        }
        if (options.has("withManager")) {
            query.add("$expand=manager($select=displayName,userPrincipalName,id,mail)");
        }
        // A name that begins with a dollar would be taken for a part of the query's language.
        String path = user.startsWith("%24") ? "/users('" + user + "')" : "/users/" + user;
        run.print(Graph.get(run, query.isEmpty() ? path : path + "?" + String.join("&", query)));
    }

    private static void users(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        StringBuilder address = new StringBuilder("/users");
        String mark = "?";
        if (options.has("properties")) {
            List<String> names = Arrays.asList(options.text("properties").split(",", -1));
            address.append("?$select=").append(Graph.plain(names)).append(Graph.expanded(names));
            mark = "&";
        }
        List<String> filters = new ArrayList<>();
        for (String name : options.names()) {
            if (run.work().command().option(name).isEmpty() && options.given(name)) {
                JsonElement value = options.json(name);
                if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
                    throw Stop.failure("Specify value for the " + name + " property");
                }
                filters.add("startsWith(" + name + ", '" + Encoding.literal(Json.shown(value)) + "')");
            }
        }
        if (options.has("type")) {
            filters.add("userType eq '" + options.text("type") + "'");
        }
        if (!filters.isEmpty()) {
            address.append(mark).append("$filter=").append(String.join(" and ", filters));
        }
        Graph.printAll(run, address.toString());
    }

    private static void groups(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String filter = "?$filter=groupTypes/any(c:c+eq+'Unified')"
                + startsWith(options, "displayName", "DisplayName")
                + startsWith(options, "mailNickname", "MailNickname")
                + (options.has("orphaned") ? "&$expand=owners" : "");
        JsonArray groups = new JsonArray();
        for (JsonElement group : Graph.all(run, "/groups" + filter + "&$top=100")) {
            if (!options.has("orphaned") || Json.list(group, "owners").isEmpty()) {
                groups.add(group);
            }
        }
        if (options.has("withSiteUrl")) {
            for (JsonElement group : groups) {
                CommandRun.object(group).addProperty("siteUrl", Graph.siteOfGroup(run, Json.text(group, "id")));
            }
        }
        run.print(groups);
    }

    private static String startsWith(Options options, String name, String property) {
        return options.has(name)
                ? " and startswith(" + property + ",'" + Encoding.literal(options.text(name)) + "')"
                : "";
    }

    private static void groupUsers(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String group = options.has("groupId")
                ? options.text("groupId")
                : Json.text(Graph.groupByName(run, options.text("groupDisplayName"), "&$select=id"), "id");
        if (!Graph.isUnified(run, group)) {
            throw Stop.failure("Specified group '" + options.text("groupId", options.text("groupDisplayName"))
                    + "' is not a Microsoft 365 group.");
        }
        String role = options.text("role");
        JsonArray users = new JsonArray();
        if (role.isEmpty() || role.equals("Owner")) {
            addUsers(run, group, "Owner", users);
        }
        if (role.isEmpty() || role.equals("Member")) {
            addUsers(run, group, "Member", users);
        }
        run.print(users);
    }

    private static void addUsers(CommandRun run, String group, String role, JsonArray users)
            throws Stop, InterruptedException {
        for (JsonElement each : usersOf(run, group, role)) {
            JsonObject user = CommandRun.object(each);
            Optional<JsonElement> known = users.asList().stream()
                    .filter(other -> Json.at(other, "id").equals(Json.at(user, "id")))
                    .findFirst();
            if (known.isEmpty()) {
                user.add("roles", new JsonArray());
                users.add(user);
            }
            Json.list(known.orElse(user), "roles").add(role);
        }
    }

    private static JsonArray usersOf(CommandRun run, String group, String role) throws Stop, InterruptedException {
        Options options = run.options();
        List<String> names = new ArrayList<>();
        if (options.has("properties")) {
            for (String name : options.text("properties").split(",", -1)) {
                if (!name.toLowerCase(Locale.ROOT).equals("id")) {
                    names.add(name.strip());
                }
            }
            names.add("id");
        } else {
            names.addAll(List.of("id", "displayName", "userPrincipalName", "givenName", "surname", "userType"));
        }
        String address = Graph.V1 + "/groups/" + group + "/" + role + "s/microsoft.graph.user?$select="
                + Graph.plain(names) + Graph.expanded(names);
        if (!options.has("filter")) {
            return run.all(address);
        }
        String filter = "&$filter=" + Encoding.component(options.text("filter")) + "&$count=true";
        return run.all(Request.get(address + filter, Request.GRAPH).with("consistencylevel", "eventual"));
    }

    private static void group(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject group = CommandRun.object(
                options.has("id")
                        ? Graph.get(run, "/groups/" + options.text("id"))
                        : Graph.groupByName(run, options.text("displayName"), ""));
        String id = Json.text(group, "id");
        Graph.checkUnified(run, id);
        JsonObject more = CommandRun.object(Graph.get(
                run,
                "/groups/" + id + "?$select=allowExternalSenders,autoSubscribeNewMembers,hideFromAddressLists,"
                        + "hideFromOutlookClients,isSubscribedByMail"));
        more.asMap().forEach(group::add);
        if (options.has("withSiteUrl")) {
            group.addProperty("siteUrl", Graph.siteOfGroup(run, Json.text(group, "id")));
        }
        run.print(group);
    }

    /** The group that a call names, as a group or as a team. */
    private static String groupOrTeam(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.text("groupId", options.text("teamId"));
        return id.isEmpty()
                ? Json.text(
                        Graph.groupByName(run, options.text("groupName", options.text("teamName")), "&$select=id"),
                        "id")
                : id;
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }

    private static List<String> userIds(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        return options.has("ids") ? split(options.text("ids")) : userIds(run, split(options.text("userNames")));
    }

    static List<String> userIds(CommandRun run, List<String> names) throws Stop, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int from = 0; from < names.size(); from += CHUNK) {
            List<String> chunk = names.subList(from, Math.min(from + CHUNK, names.size()));
            JsonArray requests = new JsonArray();
            for (int i = 0; i < chunk.size(); i++) {
                requests.add(Json.object(
                        "id",
                        i + 1,
                        "method",
                        "GET",
                        "url",
                        "/users/" + Encoding.literal(chunk.get(i)) + "?$select=id",
                        "headers",
                        Json.object("accept", Request.GRAPH)));
            }
            JsonElement answer =
                    run.json(Request.post(Graph.V1 + "/$batch", Request.GRAPH).body(Json.object("requests", requests)));
            for (JsonElement response : Json.list(answer, "responses")) {
                if (!Json.text(response, "status").equals("200")) {
                    double number = JavaScriptNumbers.number(Json.text(response, "id"));
                    boolean known = number >= 1 && number <= chunk.size();
                    throw Stop.failure("The specified user with user name '"
                            + (known ? chunk.get((int) number - 1) : "undefined") + "' does not exist.");
                }
                ids.add(Json.text(response, "body", "id"));
            }
        }
        return ids;
    }

    private static void addGroupUsers(CommandRun run) throws Stop, InterruptedException {
        String group = groupOrTeam(run);
        Graph.checkUnified(run, group);
        List<String> ids = userIds(run);
        String role = run.options().text("role").toLowerCase(Locale.ROOT).equals("owner") ? "owners" : "members";
        bindUsers(run, group, role, ids, Request.ANY);
    }

    /**
     * Gives a group users in a role.
     *
     * @param accept what is asked for; within a batch too, if it is anything in particular
     */
    static void bindUsers(CommandRun run, String group, String role, List<String> ids, String accept)
            throws Stop, InterruptedException {
        JsonObject headers = Json.object("content-type", Request.GRAPH);
        if (!accept.equals(Request.ANY)) {
            headers.addProperty("accept", accept);
        }
        for (int from = 0; from < ids.size(); from += CHUNK * CHUNK) {
            List<String> part = ids.subList(from, Math.min(from + CHUNK * CHUNK, ids.size()));
            JsonArray requests = new JsonArray();
            for (int at = 0; at < part.size(); at += CHUNK) {
                JsonArray members = new JsonArray();
                part.subList(at, Math.min(at + CHUNK, part.size()))
                        .forEach(id -> members.add(Graph.V1 + "/directoryObjects/" + id));
                requests.add(Json.object(
                        "id",
                        at + 1,
                        "method",
                        "PATCH",
                        "url",
                        "/groups/" + group,
                        "headers",
                        headers,
                        "body",
                        Json.object(role + "@odata.bind", members)));
            }
            batch(run, requests, accept);
        }
    }

    /** Sends a batch of changes, each of which has to succeed. */
    static void batch(CommandRun run, JsonArray requests, String accept) throws Stop, InterruptedException {
        JsonElement answer = run.json(Request.post(Graph.V1 + "/$batch", accept)
                .with("content-type", Request.GRAPH)
                .body(Json.object("requests", requests)));
        for (JsonElement response : Json.list(answer, "responses")) {
            if (!Json.text(response, "status").equals("204")) {
                throw new Stop(new Stop.Cause.Failure(Json.at(response, "body")));
            }
        }
    }

    private static void removeGroupUsers(CommandRun run) throws Stop, InterruptedException {
        String group = groupOrTeam(run);
        Graph.checkUnified(run, group);
        List<String> ids = userIds(run);
        for (String role : List.of("owners", "members")) {
            for (String id : ids) {
                removeUser(run, "/groups/" + group + "/" + role + "/" + id + "/$ref");
            }
        }
    }

    /** Removes a user who may well not be there. */
    private static void removeUser(CommandRun run, String path) throws Stop, InterruptedException {
        try {
            run.text(Request.delete(Graph.V1 + path, Request.GRAPH));
        } catch (Stop stop) {
            if (!(stop.reason() instanceof Stop.Cause.Refusal refusal)) {
                throw stop;
            }
            if (refusal.status() != 404) {
                throw new Stop(new Stop.Cause.Failure(refusal.body()));
            }
        }
    }

    private static void allGroups(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String notUnified = " and mailEnabled eq true and not(groupTypes/any(t:t eq 'Unified'))&$count=true";
        String filter = switch (options.text("type")) {
            case "microsoft365" -> "?$filter=groupTypes/any(c:c+eq+'Unified')";
            case "security" -> "?$filter=securityEnabled eq true and mailEnabled eq false";
            case "distribution" -> "?$filter=securityEnabled eq false" + notUnified;
            case "mailEnabledSecurity" -> "?$filter=securityEnabled eq true" + notUnified;
            default -> "";
        };
        String select = Graph.plain(Arrays.asList(options.text("properties").split(",", -1)));
        String address = Graph.V1 + "/groups" + filter + (select.isEmpty() ? "" : "?$select=" + select);
        Request all = filter.endsWith(notUnified)
                ? Request.get(address, Request.GRAPH).with("consistencylevel", "eventual")
                : CommandRun.odata(address);
        boolean tells = run.output() == OutputMode.TEXT;
        run.printAll(all, each -> {
            String type = tells ? type(CommandRun.object(each)) : "";
            if (!type.isEmpty()) {
                CommandRun.object(each).addProperty("groupType", type);
            }
        });
    }

    private static String type(JsonObject group) {
        boolean mail = Json.isTruthy(Json.at(group, "mailEnabled"));
        boolean security = Json.isTruthy(Json.at(group, "securityEnabled"));
        if (Json.list(group, "groupTypes").contains(new JsonPrimitive("Unified"))) {
            return "Microsoft 365";
        }
        return mail && security ? "Mail enabled security" : security ? "Security" : mail ? "Distribution" : "";
    }

    private static void enterpriseApp(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.text("objectId");
        if (id.isEmpty()) {
            String filter = options.has("displayName")
                    ? "displayName eq '" + Encoding.literal(options.text("displayName")) + "'"
                    : "appId eq '" + Encoding.literal(options.text("id")) + "'";
            id = Json.text(
                    run.only(
                            CommandRun.values(Graph.get(run, "/servicePrincipals?$filter=" + filter)),
                            "id",
                            "The specified Entra app does not exist",
                            "Multiple Entra apps with name '"
                                    + (options.given("displayName") ? options.text("displayName") : "undefined")
                                    + "' found."),
                    "id");
        }
        run.print(run.json(Request.get(Graph.V1 + "/servicePrincipals/" + id, Request.GRAPH)
                .with("content-type", Request.GRAPH)));
    }

    private static void grants(CommandRun run) throws Stop, InterruptedException {
        Graph.printAll(
                run,
                "/oauth2PermissionGrants?$filter=clientId eq '"
                        + Encoding.literal(run.options().text("spObjectId")) + "'");
    }

    private static void assignRoles(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String filter = options.has("appId")
                ? "appId eq '" + Encoding.literal(options.text("appId"))
                : options.has("appObjectId")
                        ? "id eq '" + Encoding.literal(options.text("appObjectId"))
                        : "displayName eq '" + Encoding.literal(options.text("appDisplayName"));
        JsonArray apps = CommandRun.values(principals(run, filter + "'"));
        String app = Json.text(
                run.only(
                        apps,
                        "id",
                        "The specified service principal doesn't exist",
                        "Multiple service principal found."),
                "id");
        String resource = options.text("resource");
        String name = RESOURCES.getOrDefault(resource.toLowerCase(Locale.ROOT), Encoding.literal(resource));
        String byId = GUID.matcher(name).matches() ? " or appId eq '" + name + "' or id eq '" + name + "'" : "";
        List<JsonObject> roles = new ArrayList<>();
        for (JsonElement principal : CommandRun.values(
                principals(run, "(displayName eq '" + name + "' or startswith(displayName,'" + name + "'))" + byId))) {
            for (JsonElement role : Json.list(principal, "appRoles")) {
                roles.add(Json.object(
                        "appRoleId",
                        Json.at(role, "id"),
                        "principalId",
                        app,
                        "resourceId",
                        Json.at(principal, "id"),
                        "value",
                        Json.at(role, "value")));
            }
        }
        if (roles.isEmpty()) {
            throw Stop.failure("The resource '" + resource + "' does not have any application permissions available.");
        }
        List<JsonObject> chosen = new ArrayList<>();
        for (String scope : options.text("scopes").split(",", -1)) {
            chosen.add(role(roles, scope, resource));
        }
        JsonArray added = new JsonArray();
        for (JsonObject role : chosen) {
            role.remove("value");
            JsonElement answer =
                    run.json(Request.post(Graph.V1 + "/servicePrincipals/" + app + "/appRoleAssignments", Request.ANY)
                            .body(role));
            added.add(
                    options.text("output").equalsIgnoreCase("json")
                            ? answer
                            : Json.row(
                                    "objectId", Json.at(answer, "id"),
                                    "principalDisplayName", Json.at(answer, "principalDisplayName"),
                                    "resourceDisplayName", Json.at(answer, "resourceDisplayName")));
        }
        run.print(added);
    }

    private static JsonElement principals(CommandRun run, String filter) throws Stop, InterruptedException {
        return run.json(Request.get(Graph.V1 + "/servicePrincipals?$filter=" + filter, "application/json"));
    }

    private static JsonObject role(List<JsonObject> roles, String scope, String resource) throws Stop {
        String wanted = JavaScriptNumbers.trim(scope.toLowerCase(Locale.ROOT));
        for (JsonObject role : roles) {
            if (Json.text(role, "value").toLowerCase(Locale.ROOT).equals(wanted)) {
                return role.deepCopy();
            }
        }
        StringBuilder available = new StringBuilder();
        roles.forEach(role -> available.append(System.lineSeparator()).append(Json.text(role, "value")));
        throw Stop.failure("The scope value '" + scope + "' you have specified does not exist for " + resource + ". "
                + System.lineSeparator() + "Available scopes (application permissions) are: " + available);
    }
}
