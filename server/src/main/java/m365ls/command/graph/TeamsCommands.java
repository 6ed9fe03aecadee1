package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Uploads;
import m365ls.output.OutputMode;
import m365ls.query.Collation;

/** {@code teams ...} */
public final class TeamsCommands {

    /** The most that Graph takes in one batch. */
    private static final int BATCH = 20;

    private static final int FINE = 200;
    private static final String ZIP = "application/zip";

    private TeamsCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("teams team list", TeamsCommands::teams),
                NativeCommand.signedIn("teams team get", TeamsCommands::team),
                NativeCommand.signedIn("teams user list", TeamsCommands::users),
                NativeCommand.signedIn("teams channel list", TeamsCommands::channels),
                NativeCommand.signedIn("teams app list", TeamsCommands::apps),
                NativeCommand.signedIn("teams app publish", TeamsCommands::publishApp),
                NativeCommand.signedIn("teams app update", TeamsCommands::updateApp),
                NativeCommand.signedIn("teams team app list", TeamsCommands::teamApps),
                NativeCommand.signedIn("teams user app list", TeamsCommands::userApps),
                NativeCommand.signedIn("teams message list", TeamsCommands::messages),
                NativeCommand.signedIn("teams message reply list", TeamsCommands::replies),
                NativeCommand.signedIn("teams channel get", TeamsCommands::channel),
                NativeCommand.signedIn("teams channel add", TeamsCommands::addChannel),
                NativeCommand.signedIn("teams tab list", TeamsCommands::tabs));
    }

    private static void teams(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String address;
        if (options.has("joined") || options.has("associated")) {
            String user = options.has("userId") ? options.text("userId") : Encoding.literal(options.text("userName"));
            address = (user.isEmpty() ? "/me" : "/users/" + user)
                    + (options.has("joined") ? "/joinedTeams" : "/teamwork/associatedTeams") + "?$select=id";
        } else {
            address = "/groups?$select=id&$filter=resourceProvisioningOptions/Any(x:x eq 'Team')";
        }
        List<String> ids = new ArrayList<>();
        Graph.all(run, address).forEach(group -> ids.add(Json.text(group, "id")));
        List<JsonElement> teams = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            teams.addAll(batch(run, ids.subList(from, Math.min(from + BATCH, ids.size()))));
        }
        teams.sort(Comparator.comparing(team -> Json.text(team, "displayName"), Collation.ORDER));
        JsonArray sorted = new JsonArray();
        teams.forEach(sorted::add);
        run.print(sorted);
    }

    private static List<JsonElement> batch(CommandRun run, List<String> ids) throws Stop, InterruptedException {
        JsonArray requests = new JsonArray();
        for (int i = 0; i < ids.size(); i++) {
            requests.add(Json.object(
                    "id",
                    Integer.toString(i),
                    "method",
                    "GET",
                    "headers",
                    Json.object("accept", Request.GRAPH),
                    "url",
                    "/teams/" + ids.get(i)));
        }
        JsonElement answer = run.json(Request.post(Graph.V1 + "/$batch", Request.GRAPH)
                .with("content-type", "application/json")
                .body(Json.object("requests", requests)));
        List<JsonElement> teams = new ArrayList<>();
        for (JsonElement response : Json.list(answer, "responses")) {
            JsonElement body = Json.at(response, "body");
            if (!Json.text(response, "status").equals(Integer.toString(FINE))) {
                throw new Stop(new Stop.Cause.Failure(body));
            }
            teams.add(body);
        }
        return teams;
    }

    private static void team(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        run.print(
                options.has("id")
                        ? Graph.get(run, "/teams/" + Encoding.literal(options.text("id")))
                        : Graph.teamByName(run, options.text("name"), ""));
    }

    private static void users(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String group = "/groups/" + options.text("teamId");
        String select = "?$select=id,displayName,userPrincipalName,userType";
        JsonArray all = Graph.all(run, group + "/owners" + select);
        for (JsonElement owner : all) {
            // Graph says that owners are members.
            CommandRun.object(owner).addProperty("userType", "Owner");
        }
        if (!options.text("role").equals("Owner")) {
            all.addAll(Graph.all(run, group + "/members" + select));
        }
        Set<List<JsonElement>> seen = new HashSet<>();
        JsonArray users = new JsonArray();
        for (JsonElement user : all) {
            boolean isNew = seen.add(List.of(Json.at(user, "id"), Json.at(user, "displayName")));
            if (isNew && (!options.has("role") || Json.text(user, "userType").equals(options.text("role")))) {
                users.add(user);
            }
        }
        run.print(users);
    }

    private static void channels(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String team = options.text("teamId");
        if (team.isEmpty()) {
            JsonElement group = Graph.groupByName(run, options.text("teamName"), "");
            if (!Json.list(group, "resourceProvisioningOptions").contains(new JsonPrimitive("Team"))) {
                throw Stop.failure("The specified team does not exist in the Microsoft Teams");
            }
            team = Json.text(group, "id");
        }
        String filter = options.has("type") ? "?$filter=membershipType eq '" + options.text("type") + "'" : "";
        Graph.printAll(run, "/teams/" + team + "/channels" + filter);
    }

    private static void apps(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String filter = options.has("distributionMethod")
                ? "?$filter=distributionMethod eq '" + options.text("distributionMethod") + "'"
                : "";
        Graph.printAll(run, "/appCatalogs/teamsApps" + filter);
    }

    private static void messages(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String since = options.given("since") ? "/delta?$filter=lastModifiedDateTime gt " + options.text("since") : "";
        printMessages(
                run,
                "/teams/" + options.text("teamId") + "/channels/" + options.text("channelId") + "/messages" + since);
    }

    private static void replies(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        printMessages(
                run,
                "/teams/" + options.text("teamId") + "/channels/" + options.text("channelId") + "/messages/"
                        + options.text("messageId") + "/replies");
    }

    private static void printMessages(CommandRun run, String path) throws Stop, InterruptedException {
        boolean lays = run.output() != OutputMode.JSON;
        run.printAll(CommandRun.odata(Graph.V1 + path), message -> {
            if (lays) {
                CommandRun.object(message).add("body", Json.at(message, "body", "content"));
            }
        });
    }

    private static String teamId(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        return options.has("teamId")
                ? options.text("teamId")
                : Json.text(Graph.teamByName(run, options.text("teamName"), "&$select=id"), "id");
    }

    private static void channel(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String team = teamId(run);
        if (options.has("primary") || options.has("id")) {
            String channel = options.has("primary") ? "primaryChannel" : "channels/" + options.text("id");
            run.print(Graph.get(run, "/teams/" + team + "/" + channel));
        } else {
            run.print(Graph.channelByName(run, team, options.text("name")));
        }
    }

    private static void addChannel(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String type = options.text("type", "standard");
        JsonObject body = Json.object("membershipType", type, "displayName", options.json("name"));
        String team = teamId(run);
        if (type.equals("private") || type.equals("shared")) {
            body.add(
                    "members",
                    Json.array(Json.object(
                            "@odata.type",
                            "#microsoft.graph.aadUserConversationMember",
                            "user@odata.bind",
                            Graph.V1 + "/users('" + options.text("owner") + "')",
                            "roles",
                            Json.array("owner"))));
        }
        run.print(run.json(Request.post(Graph.V1 + "/teams/" + team + "/channels", Request.GRAPH)
                .with("content-type", "application/json;odata=nometadata")
                .body(body)));
    }

    private static void tabs(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        boolean lays = run.output() != OutputMode.JSON;
        String channel = Encoding.literal(options.text("channelId"));
        String address = Graph.V1 + "/teams/" + options.text("teamId") + "/channels/" + channel;
        run.printAll(CommandRun.odata(address + "/tabs?$expand=teamsApp"), tab -> {
            if (lays) {
                CommandRun.object(tab).add("teamsAppTabId", Json.at(tab, "teamsApp", "id"));
            }
        });
    }

    private static void publishApp(CommandRun run) throws Stop, InterruptedException {
        Request request = Request.post(Graph.V1 + "/appCatalogs/teamsApps", Request.GRAPH);
        run.print(Uploads.json(run, request, run.options().text("filePath"), ZIP));
    }

    private static void updateApp(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.text("id");
        if (!options.has("id")) {
            String name = options.text("name");
            JsonArray found = CommandRun.values(
                    Graph.get(run, "/appCatalogs/teamsApps?$filter=displayName eq '" + Encoding.literal(name) + "'"));
            id = Json.text(
                    run.only(
                            found,
                            "id",
                            "The specified Teams app does not exist",
                            "Multiple Teams apps with name " + name + " found."),
                    "id");
        }
        Request request = Request.put(Graph.V1 + "/appCatalogs/teamsApps/" + id, Request.ANY);
        Uploads.text(run, request, options.text("filePath"), ZIP);
    }

    private static void teamApps(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String team = options.has("teamId")
                ? options.text("teamId")
                : Json.text(Graph.teamByName(run, options.text("teamName"), ""), "id");
        String address = Graph.V1 + "/teams/" + team + "/installedApps?$expand=teamsApp,teamsAppDefinition";
        if (run.output() != OutputMode.TEXT) {
            run.printAll(address);
            return;
        }
        JsonArray rows = new JsonArray();
        for (JsonElement app : run.all(address)) {
            rows.add(Json.row(
                    "id", Json.at(app, "id"),
                    "displayName", Json.at(app, "teamsApp", "displayName"),
                    "distributionMethod", Json.at(app, "teamsApp", "distributionMethod")));
        }
        run.print(rows);
    }

    private static void userApps(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String user = options.has("userId")
                ? options.text("userId")
                : Json.text(Graph.get(run, "/users/" + Encoding.literal(options.text("userName")) + "/id"), "value");
        String address = Graph.V1 + "/users/" + Encoding.literal(user)
                + "/teamwork/installedApps?$expand=teamsAppDefinition,teamsApp";
        if (run.output() != OutputMode.TEXT) {
            run.printAll(
                    CommandRun.odata(address), app -> CommandRun.object(app).addProperty("appId", appId(app)));
            return;
        }
        JsonArray rows = new JsonArray();
        for (JsonElement app : run.all(address)) {
            rows.add(Json.row(
                    "id", Json.at(app, "id"),
                    "appId", new JsonPrimitive(appId(app)),
                    "displayName", Json.at(app, "teamsAppDefinition", "displayName"),
                    "version", Json.at(app, "teamsAppDefinition", "version")));
        }
        run.print(rows);
    }

    /** The app within the id of its installation, which is Base64 of the user's id, two marks and the app's. */
    private static String appId(JsonElement installed) {
        String encoded =
                Json.text(installed, "id").replace('-', '+').replace('_', '/').replaceAll("[^A-Za-z0-9+/]", "");
        boolean isCut = encoded.length() % 4 == 1;
        byte[] bytes = Base64.getDecoder().decode(encoded.substring(0, encoded.length() - (isCut ? 1 : 0)));
        StringBuilder id = new StringBuilder();
        for (byte each : bytes) {
            id.append((char) (each & 0x7F));
        }
        int marks = id.indexOf("##");
        return id.substring(Math.min(marks + 2, id.length()));
    }
}
