package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;

/** {@code planner ...} */
public final class PlannerCommands {

    private static final List<String> SETTINGS = List.of(
            "isPlannerAllowed",
            "allowCalendarSharing",
            "allowTenantMoveWithDataLoss",
            "allowTenantMoveWithDataMigration",
            "allowRosterCreation",
            "allowPlannerMobilePushNotifications");

    private PlannerCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("planner task get", PlannerCommands::task),
                NativeCommand.signedIn("planner tenant settings set", PlannerCommands::setTenant));
    }

    private static void setTenant(CommandRun run) throws Stop, InterruptedException {
        JsonObject body = new JsonObject();
        for (String name : SETTINGS) {
            if (run.options().given(name)) {
                body.add(name, run.options().json(name));
            }
        }
        run.print(run.json(Request.patch("https://tasks.office.com/taskAPI/tenantAdminSettings/Settings", Request.GRAPH)
                .with("prefer", "return=representation")
                .body(body)));
    }

    private static void task(CommandRun run) throws Stop, InterruptedException {
        String id = taskId(run);
        JsonObject task = CommandRun.object(Graph.get(run, "/planner/tasks/" + Encoding.literal(id)));
        JsonObject details = CommandRun.object(
                run.json(Request.get(Graph.V1 + "/planner/tasks/" + Json.text(task, "id") + "/details", Request.GRAPH)
                        .with("prefer", "return=representation")));
        details.asMap().forEach(task::add);
        run.print(task);
    }

    private static String taskId(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("id")) {
            return options.text("id");
        }
        String title = options.text("title");
        JsonArray tasks =
                CommandRun.values(Graph.get(run, "/planner/buckets/" + bucketId(run) + "/tasks?$select=id,title"));
        return Json.text(
                run.only(
                        named(tasks, "title", title),
                        "id",
                        "The specified task " + title + " does not exist",
                        "Multiple tasks with title '" + title + "' found."),
                "id");
    }

    private static JsonArray named(JsonArray found, String property, String name) {
        JsonArray named = new JsonArray();
        for (JsonElement each : found) {
            if (Json.text(each, property).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                named.add(each);
            }
        }
        return named;
    }

    private static String bucketId(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("bucketId")) {
            return options.text("bucketId");
        }
        String plan = planId(run);
        String name = options.text("bucketName");
        return Json.text(
                run.only(
                        named(Graph.all(run, "/planner/plans/" + plan + "/buckets?$select=id,name"), "name", name),
                        "id",
                        "The specified bucket '" + name + "' does not exist.",
                        "Multiple buckets with name '" + name + "' found."),
                "id");
    }

    private static String planId(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("planId")) {
            return options.text("planId");
        }
        if (options.has("rosterId")) {
            String roster = options.text("rosterId");
            JsonArray plans =
                    run.all("https://graph.microsoft.com/beta/planner/rosters/" + roster + "/plans?$select=id");
            if (plans.isEmpty()) {
                throw Stop.failure("The specified roster '" + roster + "' does not have a plan.");
            }
            return Json.text(plans.get(0), "id");
        }
        String group = options.has("ownerGroupId")
                ? options.text("ownerGroupId")
                : Json.text(Graph.groupByName(run, options.text("ownerGroupName"), "&$select=id"), "id");
        String title = options.text("planTitle");
        return Json.text(
                run.only(
                        named(Graph.all(run, "/groups/" + group + "/planner/plans?$select=id,title"), "title", title),
                        "id",
                        "The specified plan '" + title + "' does not exist.",
                        "Multiple plans with title '" + title + "' found."),
                "id");
    }
}
