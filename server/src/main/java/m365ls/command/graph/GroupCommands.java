package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
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
import m365ls.command.Uploads;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

/** {@code entra m365group ...}: what makes and changes a group. */
public final class GroupCommands {

    /** Tries to give a group its picture, which it cannot have in its first seconds. */
    private static final int LOGO_TRIES = 15;

    /** Half a second longer after each try. */
    private static final Duration LOGO_PAUSE = Duration.ofMillis(500);

    private GroupCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("entra m365group add", GroupCommands::add),
                NativeCommand.signedIn("entra m365group set", GroupCommands::set),
                NativeCommand.signedIn("entra m365group teamify", GroupCommands::teamify));
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonArray behavior = new JsonArray();
        addIf(behavior, options, "allowMembersToPost", "AllowOnlyMembersToPost");
        addIf(behavior, options, "hideGroupInOutlook", "HideGroupInOutlook");
        addIf(behavior, options, "subscribeNewGroupMembers", "SubscribeNewGroupMembers");
        addIf(behavior, options, "welcomeEmailDisabled", "WelcomeEmailDisabled");
        List<String> owners = userIds(run, "owners");
        List<String> members = userIds(run, "members");
        JsonElement group = run.json(Request.post(Graph.V1 + "/groups", Request.GRAPH)
                .body(Json.object(
                        "description",
                        options.json("description"),
                        "displayName",
                        options.json("displayName"),
                        "groupTypes",
                        Json.array("Unified"),
                        "mailEnabled",
                        true,
                        "mailNickname",
                        options.json("mailNickname"),
                        "resourceBehaviorOptions",
                        behavior,
                        "securityEnabled",
                        false,
                        "visibility",
                        options.text("visibility", "Public"))));
        String id = Json.text(group, "id");
        setLogo(run, id);
        addUsers(run, id, "owners", owners);
        addUsers(run, id, "members", members);
        run.print(group);
    }

    private static void addIf(JsonArray behavior, Options options, String option, String name) {
        if (options.has(option)) {
            behavior.add(name);
        }
    }

    private static List<String> userIds(CommandRun run, String option) throws Stop, InterruptedException {
        return run.options().has(option) ? Graph.userIds(run, run.options().text(option), "group creation") : List.of();
    }

    private static void addUsers(CommandRun run, String group, String role, List<String> users)
            throws Stop, InterruptedException {
        for (String user : users) {
            run.json(Request.post(Graph.V1 + "/groups/" + group + "/" + role + "/$ref", Request.ANY)
                    .body(Json.object("@odata.id", Graph.V1 + "/users/" + user)));
        }
    }

    private static void setLogo(CommandRun run, String group) throws Stop, InterruptedException {
        if (!run.options().has("logoPath")) {
            return;
        }
        String logo = run.options().text("logoPath");
        Request request = Request.put(Graph.V1 + "/groups/" + group + "/photo/$value", Request.ANY);
        for (int tries = 1; ; tries++) {
            try {
                Uploads.text(run, request, logo, imageType(logo));
                return;
            } catch (Stop stop) {
                if (tries == LOGO_TRIES || !(stop.reason() instanceof Stop.Cause.Refusal)) {
                    throw stop;
                }
                run.pause(LOGO_PAUSE.multipliedBy(tries));
            }
        }
    }

    private static String imageType(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".png") ? "image/png" : name.endsWith(".gif") ? "image/gif" : "image/jpeg";
    }

    private static String id(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        return options.has("id")
                ? options.text("id")
                : Json.text(Graph.groupByName(run, options.text("displayName"), "&$select=id"), "id");
    }

    private static void set(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (run.isApplication()
                && (options.given("allowExternalSenders") || options.given("autoSubscribeNewMembers"))) {
            throw Stop.failure(
                    "Option 'allowExternalSenders' and 'autoSubscribeNewMembers' can only be used when using "
                            + "delegated permissions.");
        }
        String id = id(run);
        Graph.checkUnified(run, id);
        if (options.has("newDisplayName") || options.given("description") || options.given("isPrivate")) {
            boolean clears =
                    options.given("description") && options.text("description").isEmpty();
            change(
                    run,
                    id,
                    Json.object(
                            "displayName",
                            options.json("newDisplayName"),
                            "description",
                            clears ? Json.nothing() : options.json("description"),
                            "visibility",
                            options.given("isPrivate")
                                    ? Json.array(options.has("isPrivate") ? "Private" : "Public")
                                            .get(0)
                                    : Undefined.VALUE));
        }
        // Graph takes these in a request of their own only.
        JsonObject others = new JsonObject();
        for (String name : List.of(
                "allowExternalSenders", "autoSubscribeNewMembers", "hideFromAddressLists", "hideFromOutlookClients")) {
            if (options.given(name)) {
                others.add(name, options.json(name));
            }
        }
        if (others.size() > 0) {
            change(run, id, others);
        }
        setLogo(run, id);
        List<String> owners = userIds(run, "ownerIds", "ownerUserNames");
        List<String> members = userIds(run, "memberIds", "memberUserNames");
        setUsers(run, id, "owners", owners);
        setUsers(run, id, "members", members);
    }

    private static void change(CommandRun run, String id, JsonObject properties) throws Stop, InterruptedException {
        run.json(Request.patch(Graph.V1 + "/groups/" + id, Request.GRAPH).body(properties));
    }

    private static List<String> userIds(CommandRun run, String ids, String names) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has(ids)) {
            return split(options.text(ids));
        }
        return options.has(names) ? EntraCommands.userIds(run, split(options.text(names))) : List.of();
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1)).map(JavaScriptNumbers::trim).toList();
    }

    /** Has a group these users and no others in a role. */
    private static void setUsers(CommandRun run, String group, String role, List<String> users)
            throws Stop, InterruptedException {
        if (users.isEmpty()) {
            return;
        }
        List<String> present = new ArrayList<>();
        for (JsonElement user : Graph.all(run, "/groups/" + group + "/" + role + "/microsoft.graph.user?$select=id")) {
            present.add(Json.text(user, "id"));
        }
        List<String> added = users.stream().filter(id -> !present.contains(id)).toList();
        List<String> removed =
                present.stream().filter(id -> !users.contains(id)).toList();
        EntraCommands.bindUsers(run, group, role, added, Request.GRAPH);
        for (int from = 0; from < removed.size(); from += EntraCommands.CHUNK) {
            JsonArray requests = new JsonArray();
            for (String id : removed.subList(from, Math.min(from + EntraCommands.CHUNK, removed.size()))) {
                requests.add(Json.object(
                        "id", id, "method", "DELETE", "url", "/groups/" + group + "/" + role + "/" + id + "/$ref"));
            }
            EntraCommands.batch(run, requests, Request.GRAPH);
        }
    }

    private static void teamify(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.has("mailNickname") ? idByMail(run, options.text("mailNickname")) : id(run);
        Graph.checkUnified(run, id);
        run.json(Request.put(Graph.V1 + "/groups/" + Encoding.literal(id) + "/team", Request.GRAPH)
                .body(Json.object(
                        "memberSettings",
                        Json.object("allowCreatePrivateChannels", true, "allowCreateUpdateChannels", true),
                        "messagingSettings",
                        Json.object("allowUserEditMessages", true, "allowUserDeleteMessages", true),
                        "funSettings",
                        Json.object("allowGiphy", true, "giphyContentRating", "strict"))));
    }

    private static String idByMail(CommandRun run, String name) throws Stop, InterruptedException {
        return Json.text(
                run.only(
                        Graph.all(run, "/groups?$filter=mailNickname eq '" + Encoding.literal(name) + "'&$select=id"),
                        "id",
                        "The specified group '" + name + "' does not exist.",
                        "Multiple groups with mail nickname '" + name + "' found."),
                "id");
    }
}
