package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;

/** {@code teams ...}: messages, and what changes and removes teams and channels. */
public final class TeamChangeCommands {

    private static final String NO_TEAM = "The specified team does not exist";

    private TeamChangeCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("teams message get", TeamChangeCommands::message),
                NativeCommand.signedIn("teams message send", TeamChangeCommands::sendMessage),
                NativeCommand.signedIn("teams channel set", TeamChangeCommands::setChannel),
                NativeCommand.signedIn("teams channel remove", TeamChangeCommands::removeChannel),
                NativeCommand.signedIn("teams team remove", TeamChangeCommands::removeTeam),
                NativeCommand.signedIn("teams team archive", TeamChangeCommands::archiveTeam));
    }

    private static String messages(CommandRun run) {
        Options options = run.options();
        return Graph.V1 + "/teams/" + options.text("teamId") + "/channels/" + options.text("channelId") + "/messages";
    }

    private static void message(CommandRun run) throws Stop, InterruptedException {
        run.print(run.json(Request.get(messages(run) + "/" + run.options().text("id"), Request.GRAPH)));
    }

    private static void sendMessage(CommandRun run) throws Stop, InterruptedException {
        run.print(run.json(Request.post(messages(run), Request.GRAPH)
                .body(Json.object(
                        "body",
                        Json.object(
                                "contentType", "html", "content", run.options().json("message"))))));
    }

    /** The id of the team of a name, which is that of its group. */
    private static String teamOf(CommandRun run, String name, String none) throws Stop, InterruptedException {
        JsonElement group = Graph.groupByName(run, name, "");
        if (!Json.list(group, "resourceProvisioningOptions").contains(new JsonPrimitive("Team"))) {
            throw Stop.failure(none);
        }
        return Json.text(group, "id");
    }

    private static String channel(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String team = Encoding.literal(
                options.has("teamId") ? options.text("teamId") : teamOf(run, options.text("teamName"), NO_TEAM));
        String id = options.text("id");
        if (id.isEmpty()) {
            JsonArray found = CommandRun.values(Graph.get(
                    run,
                    "/teams/" + team + "/channels?$filter=displayName eq '" + Encoding.literal(options.text("name"))
                            + "'"));
            if (found.isEmpty()) {
                throw Stop.failure("The specified channel does not exist in this Microsoft Teams team");
            }
            id = Json.text(found.get(0), "id");
        }
        return Graph.V1 + "/teams/" + team + "/channels/" + Encoding.literal(id);
    }

    private static void setChannel(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject change = new JsonObject();
        if (options.has("newName")) {
            change.add("displayName", options.json("newName"));
        }
        if (options.has("description")) {
            change.add("description", options.json("description"));
        }
        run.json(Request.patch(channel(run), Request.GRAPH).body(change));
    }

    private static void removeChannel(CommandRun run) throws Stop, InterruptedException {
        run.json(Request.delete(channel(run), Request.GRAPH));
    }

    private static String team(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        return Encoding.literal(
                options.has("id")
                        ? options.text("id")
                        : teamOf(run, options.text("name"), NO_TEAM + " in the Microsoft Teams"));
    }

    private static void removeTeam(CommandRun run) throws Stop, InterruptedException {
        run.json(Request.delete(Graph.V1 + "/groups/" + team(run), Request.GRAPH));
    }

    private static void archiveTeam(CommandRun run) throws Stop, InterruptedException {
        boolean locks = run.options().json("shouldSetSpoSiteReadOnlyForMembers").equals(new JsonPrimitive(true));
        run.json(Request.post(Graph.V1 + "/teams/" + team(run) + "/archive", Request.GRAPH)
                .with("content-type", "application/json;odata=nometadata")
                .body(Json.object("shouldSetSpoSiteReadOnlyForMembers", locks)));
    }
}
