package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

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
                NativeCommand.signedIn("planner task list", PlannerCommands::tasks),
                NativeCommand.signedIn("planner task add", PlannerCommands::addTask),
                NativeCommand.signedIn("planner task remove", PlannerCommands::removeTask),
                NativeCommand.signedIn("planner bucket list", PlannerCommands::buckets),
                NativeCommand.signedIn("planner bucket get", PlannerCommands::bucket),
                NativeCommand.signedIn("planner bucket add", PlannerCommands::addBucket),
                NativeCommand.signedIn("planner plan get", PlannerCommands::plan),
                NativeCommand.signedIn("planner plan list", PlannerCommands::plans),
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

    private static void tasks(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String path;
        if (options.has("bucketId") || options.has("bucketName")) {
            path = "/planner/buckets/" + (options.has("bucketId") ? Encoding.literal(bucketId(run)) : bucketId(run));
        } else if (options.has("planId") || options.has("planTitle")) {
            path = "/planner/plans/" + (options.has("planId") ? Encoding.literal(planId(run)) : planId(run));
        } else {
            path = "/me/planner";
        }
        JsonArray tasks = Graph.all(run, path + "/tasks");
        Map<JsonElement, JsonElement> priorities = new HashMap<>();
        for (JsonElement task : run.all(Graph.BETA + path + "/tasks")) {
            priorities.putIfAbsent(Json.at(task, "id"), Json.at(task, "priority"));
        }
        for (JsonElement task : tasks) {
            JsonElement id = Json.at(task, "id");
            if (priorities.containsKey(id)) {
                CommandRun.object(task).add("priority", priorities.getOrDefault(id, Undefined.VALUE));
            }
        }
        run.print(tasks);
    }

    private static void buckets(CommandRun run) throws Stop, InterruptedException {
        Graph.printAll(run, "/planner/plans/" + planId(run) + "/buckets");
    }

    private static void bucket(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("id")) {
            run.print(Graph.get(run, "/planner/buckets/" + options.text("id")));
            return;
        }
        if (!options.has("name")) {
            throw new Stop(new Stop.Cause.LeftToTheCli("What an id without a value means depends on the CLI's code."));
        }
        String name = options.text("name");
        run.print(run.only(
                named(Graph.all(run, "/planner/plans/" + planId(run) + "/buckets"), "name", name),
                "id",
                "The specified bucket '" + name + "' does not exist.",
                "Multiple buckets with name '" + name + "' found."));
    }

    private static void addBucket(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String plan = planId(run);
        run.print(run.json(Request.post(Graph.V1 + "/planner/buckets", Request.GRAPH)
                .body(Json.object(
                        "name", options.json("name"), "planId", plan, "orderHint", options.json("orderHint")))));
    }

    private static void plan(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject plan;
        if (options.has("id")) {
            plan = CommandRun.object(planOf(run, options.text("id")));
        } else if (options.has("rosterId")) {
            plan = CommandRun.object(rosterPlan(run, ""));
        } else {
            String title = options.text("title");
            plan = CommandRun.object(run.only(
                    named(Graph.all(run, "/groups/" + ownerGroupId(run) + "/planner/plans"), "title", title),
                    "id",
                    "The specified plan '" + title + "' does not exist.",
                    "Multiple plans with title '" + title + "' found."));
        }
        JsonObject details = CommandRun.object(
                run.json(Request.get(Graph.V1 + "/planner/plans/" + Json.text(plan, "id") + "/details", Request.GRAPH)
                        .with("prefer", "return=representation")));
        details.asMap().forEach(plan::add);
        run.print(plan);
    }

    private static JsonElement planOf(CommandRun run, String id) throws Stop, InterruptedException {
        try {
            return Graph.get(run, "/planner/plans/" + id);
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal) {
                throw Stop.failure("Planner plan with id '" + id + "' was not found.");
            }
            throw stop;
        }
    }

    private static void removeTask(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonElement task;
        if (options.has("id")) {
            task = run.json(Request.get(Graph.V1 + "/planner/tasks/" + options.text("id"), "application/json"));
        } else {
            String title = options.text("title");
            Request list = Request.get(
                            Graph.V1 + "/planner/buckets/" + bucketId(run) + "/tasks?$select=title,id",
                            "application/json;odata.metadata=minimal")
                    .with("odata-version", "4.0");
            task = run.only(
                    named(run.all(list), "title", title),
                    "id",
                    "The specified task " + title + " does not exist",
                    "Multiple tasks with title '" + title + "' found.");
        }
        run.json(Request.delete(Graph.V1 + "/planner/tasks/" + Json.text(task, "id"), Request.GRAPH)
                .with("if-match", Json.text(task, "@odata.etag")));
    }

    private static void plans(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("ownerGroupId") || options.has("ownerGroupName")) {
            Graph.printAll(run, "/groups/" + ownerGroupId(run) + "/planner/plans");
        } else {
            run.print(Json.array(rosterPlan(run, "")));
        }
    }

    private static void addTask(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String plan = planId(run);
        String bucket = options.has("bucketId") ? options.text("bucketId") : bucketId(run, plan);
        JsonObject assignments = new JsonObject();
        for (String user : assignees(run)) {
            assignments.add(user, Json.object("@odata.type", "#microsoft.graph.plannerAssignment", "orderHint", " !"));
        }
        JsonObject categories = new JsonObject();
        if (options.has("appliedCategories")) {
            for (String category :
                    options.text("appliedCategories").toLowerCase(Locale.ROOT).split(",", -1)) {
                categories.addProperty(JavaScriptNumbers.trim(category), true);
            }
        }
        JsonObject task = CommandRun.object(run.json(Request.post(Graph.V1 + "/planner/tasks", Request.GRAPH)
                .body(Json.object(
                        "planId",
                        plan,
                        "bucketId",
                        bucket,
                        "title",
                        options.json("title"),
                        "startDateTime",
                        options.json("startDateTime"),
                        "dueDateTime",
                        options.json("dueDateTime"),
                        "percentComplete",
                        options.has("percentComplete")
                                ? new JsonPrimitive(options.number("percentComplete"))
                                : Undefined.VALUE,
                        "assignments",
                        assignments,
                        "orderHint",
                        options.json("orderHint"),
                        "assigneePriority",
                        options.json("assigneePriority"),
                        "appliedCategories",
                        categories,
                        "priority",
                        priority(options.json("priority"))))));
        describe(run, task);
        run.print(task);
    }

    private static JsonElement priority(JsonElement given) {
        return switch (Undefined.is(given) ? "" : Json.shown(given).toLowerCase(Locale.ROOT)) {
            case "urgent" -> new JsonPrimitive(1);
            case "important" -> new JsonPrimitive(3);
            case "medium" -> new JsonPrimitive(5);
            case "low" -> new JsonPrimitive(9);
            default -> given;
        };
    }

    /** Adds description and preview, which are kept beside the task. */
    private static void describe(CommandRun run, JsonObject task) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("description") || options.has("previewType")) {
            String id = Json.text(task, "id");
            String tag = Json.text(
                    run.json(Request.get(
                            Graph.V1 + "/planner/tasks/" + Encoding.literal(id) + "/details", "application/json")),
                    "@odata.etag");
            JsonObject details = CommandRun.object(
                    run.json(Request.patch(Graph.V1 + "/planner/tasks/" + id + "/details", Request.GRAPH)
                            .with("if-match", tag)
                            .with("prefer", "return=representation")
                            .body(Json.object(
                                    "description", options.json("description"),
                                    "previewType", options.json("previewType")))));
            details.asMap().forEach(task::add);
        }
        if (Json.isTruthy(Json.at(task, "description"))) {
            task.addProperty("hasDescription", true);
        }
    }

    private static List<String> assignees(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("assignedToUserIds")) {
            return List.of(options.text("assignedToUserIds").split(",", -1));
        }
        return options.has("assignedToUserNames")
                ? Graph.userIds(run, options.text("assignedToUserNames"), "planner task creation")
                : List.of();
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
        // Where a list is asked for, the id is taken as a text that may hold anything.
        boolean lists = run.work().command().name().equals("planner task list") && options.has("planId");
        return bucketId(run, lists ? Encoding.literal(plan) : plan);
    }

    private static String bucketId(CommandRun run, String plan) throws Stop, InterruptedException {
        String name = run.options().text("bucketName");
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
            return Json.text(rosterPlan(run, "?$select=id"), "id");
        }
        String group = ownerGroupId(run);
        String title = options.text("planTitle");
        return Json.text(
                run.only(
                        named(Graph.all(run, "/groups/" + group + "/planner/plans?$select=id,title"), "title", title),
                        "id",
                        "The specified plan '" + title + "' does not exist.",
                        "Multiple plans with title '" + title + "' found."),
                "id");
    }

    private static JsonElement rosterPlan(CommandRun run, String query) throws Stop, InterruptedException {
        String roster = run.options().text("rosterId");
        JsonArray plans = run.all(Graph.BETA + "/planner/rosters/" + roster + "/plans" + query);
        if (plans.isEmpty()) {
            throw Stop.failure("The specified roster '" + roster + "' does not have a plan.");
        }
        return plans.get(0);
    }

    private static String ownerGroupId(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        return options.has("ownerGroupId")
                ? options.text("ownerGroupId")
                : Json.text(Graph.groupByName(run, options.text("ownerGroupName"), "&$select=id"), "id");
    }
}
