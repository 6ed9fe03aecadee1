package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.text.JavaScriptNumbers;

/** Microsoft Graph, and what is found there by its name. */
public final class Graph {

    /** The address of its version 1.0. */
    public static final String V1 = "https://graph.microsoft.com/v1.0";

    /** The address of what is not in a version yet. */
    static final String BETA = "https://graph.microsoft.com/beta";

    private Graph() {}

    /** Asks for what is at a path of version 1.0. */
    static JsonElement get(CommandRun run, String path) throws Stop, InterruptedException {
        return run.json(Request.get(V1 + path, Request.GRAPH));
    }

    /** All elements of the list at a path of version 1.0. */
    static JsonArray all(CommandRun run, String path) throws Stop, InterruptedException {
        return run.all(V1 + path);
    }

    /** Prints all elements of the list at a path of version 1.0. */
    static void printAll(CommandRun run, String path) throws Stop, InterruptedException {
        run.printAll(V1 + path);
    }

    /** The group of a name. {@code more} is added to the query. */
    public static JsonElement groupByName(CommandRun run, String name, String more) throws Stop, InterruptedException {
        return run.only(
                all(run, "/groups?$filter=displayName eq '" + Encoding.literal(name) + "'" + more),
                "id",
                "The specified group '" + name + "' does not exist.",
                "Multiple groups with name '" + name + "' found.");
    }

    /** The team of a name. {@code more} is added to the query. */
    static JsonElement teamByName(CommandRun run, String name, String more) throws Stop, InterruptedException {
        return run.only(
                all(run, "/teams?$filter=displayName eq '" + Encoding.literal(name) + "'" + more),
                "id",
                "The specified team '" + name + "' does not exist.",
                "Multiple teams with name '" + name + "' found.");
    }

    /** The channel of a name in a team, in which there is but one. */
    static JsonElement channelByName(CommandRun run, String team, String name) throws Stop, InterruptedException {
        JsonArray found = run.all(Request.get(
                V1 + "/teams/" + team + "/channels?$filter=displayName eq '" + Encoding.literal(name) + "'",
                Request.GRAPH));
        if (found.isEmpty()) {
            throw Stop.failure(
                    "The channel '" + name + "' does not exist in the Microsoft Teams team with ID '" + team + "'.");
        }
        return found.get(0);
    }

    /** The id of the user with an address of mail. */
    static String userIdByMail(CommandRun run, String mail) throws Stop, InterruptedException {
        JsonArray found =
                CommandRun.values(get(run, "/users?$filter=mail eq '" + Encoding.literal(mail) + "'&$select=id"));
        if (found.isEmpty()) {
            throw Stop.failure("The specified user with email " + mail + " does not exist");
        }
        return Json.text(found.get(0), "id");
    }

    /**
     * The ids of users by their names.
     *
     * @param names separated by commas
     * @param task what cannot be gone on with if there is none of a name, as the CLI calls it
     */
    static List<String> userIds(CommandRun run, String names, String task) throws Stop, InterruptedException {
        List<String> ids = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<JsonElement> found = new ArrayList<>();
        List<String> trimmed =
                Arrays.stream(names.split(",", -1)).map(JavaScriptNumbers::trim).toList();
        for (String name : trimmed) {
            JsonArray users = CommandRun.values(run.json(Request.get(
                            V1 + "/users?$filter=userPrincipalName eq '" + Encoding.literal(name)
                                    + "'&$select=id,userPrincipalName",
                            Request.ANY)
                    .with("content-type", "application/json")));
            if (!users.isEmpty()) {
                found.add(users.get(0));
                ids.add(Json.text(users.get(0), "id"));
            }
        }
        for (String name : trimmed) {
            boolean isFound = found.stream()
                    .anyMatch(user -> Json.text(user, "userPrincipalName").equalsIgnoreCase(name));
            if (!isFound) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw Stop.failure("Cannot proceed with " + task + ". The following users provided are invalid : "
                    + String.join(",", missing));
        }
        return ids;
    }

    /** Whether a group is one of Microsoft 365. */
    static boolean isUnified(CommandRun run, String group) throws Stop, InterruptedException {
        for (JsonElement type : Json.list(get(run, "/groups/" + group + "?$select=groupTypes"), "groupTypes")) {
            if (Json.shown(type).equals("Unified")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Holds that a group is one of Microsoft 365.
     *
     * @throws Stop if it is not
     */
    public static void checkUnified(CommandRun run, String group) throws Stop, InterruptedException {
        if (!isUnified(run, group)) {
            throw Stop.failure("Specified group with id '" + group + "' is not a Microsoft 365 group.");
        }
    }

    /** The address of a group's site; empty if it has none. */
    public static String siteOfGroup(CommandRun run, String group) throws Stop, InterruptedException {
        String drive = Json.text(get(run, "/groups/" + group + "/drive?$select=webUrl"), "webUrl");
        return drive.substring(0, Math.max(drive.lastIndexOf('/'), 0));
    }

    /** The properties among names that are no part of another object, separated by commas. */
    static String plain(List<String> names) {
        return String.join(
                ",", names.stream().filter(name -> name.indexOf('/') < 0).toList());
    }

    /** What expands the objects of which names take a property each; empty if there are none. */
    static String expanded(List<String> names) {
        List<String> expanded = new ArrayList<>();
        for (String name : names) {
            String[] parts = name.split("/", -1);
            if (parts.length > 1) {
                expanded.add(parts[0] + "($select=" + parts[1] + ")");
            }
        }
        return expanded.isEmpty() ? "" : "&$expand=" + String.join(",", expanded);
    }
}
