package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;

/** {@code entra ...} */
public final class EntraCommands {

    private EntraCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("entra user get", EntraCommands::user),
                NativeCommand.signedIn("entra user list", EntraCommands::users),
                NativeCommand.signedIn("entra m365group list", EntraCommands::groups),
                NativeCommand.signedIn("entra m365group user list", EntraCommands::groupUsers));
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
        run.print(Graph.all(run, address.toString()));
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
                String site = Json.text(
                        Graph.get(run, "/groups/" + Json.text(group, "id") + "/drive?$select=webUrl"), "webUrl");
                CommandRun.object(group).addProperty("siteUrl", site.substring(0, Math.max(site.lastIndexOf('/'), 0)));
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
            JsonObject same = user;
            for (JsonElement known : users) {
                if (Json.at(known, "id").equals(Json.at(user, "id"))) {
                    same = CommandRun.object(known);
                    break;
                }
            }
            if (same == user) {
                user.add("roles", new JsonArray());
                users.add(user);
            }
            Json.list(same, "roles").add(role);
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
}
