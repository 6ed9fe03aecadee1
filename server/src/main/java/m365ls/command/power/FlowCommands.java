package m365ls.command.power;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import m365ls.command.Access;
import m365ls.command.Action;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.OutputMode;

/** {@code flow ...} */
public final class FlowCommands {

    private static final String SERVICE = "https://api.flow.microsoft.com/providers/Microsoft.ProcessSimple/";
    private static final String VERSION = "?api-version=2016-11-01";
    private static final String JSON = "application/json";

    private FlowCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                flow("flow list", FlowCommands::list),
                flow("flow get", FlowCommands::get),
                flow("flow environment list", FlowCommands::environments),
                flow("flow environment get", FlowCommands::environment),
                flow("flow run list", FlowCommands::runs));
    }

    private static NativeCommand flow(String name, Action action) {
        return NativeCommand.signedIn(name, action).with(Access.POWER_AUTOMATE);
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonArray found = new JsonArray();
        switch (options.text("sharingStatus")) {
            case "personal" -> found.addAll(run.all(flows(options, "personal")));
            case "sharedWithMe" -> found.addAll(run.all(flows(options, "team")));
            case "all" -> {
                found.addAll(run.all(flows(options, "personal")));
                found.addAll(run.all(flows(options, "team")));
            }
            default -> found.addAll(run.all(flows(options, "")));
        }
        Set<JsonElement> seen = new HashSet<>();
        JsonArray flows = new JsonArray();
        for (JsonElement flow : found) {
            if (seen.add(Json.at(flow, "id"))) {
                flows.add(flow);
            }
        }
        name(run, flows);
        run.print(flows);
    }

    private static String flows(Options options, String filter) {
        String environment = "environments/" + Encoding.literal(options.text("environmentName"));
        return SERVICE + (options.has("asAdmin") ? "scopes/admin/" + environment + "/v2" : environment) + "/flows"
                + VERSION + (filter.isEmpty() ? "" : "&$filter=search('" + filter + "')")
                + (options.has("withSolutions") ? "&include=includeSolutionCloudFlows" : "");
    }

    /** Lifts the names of what was found to where tables show them. */
    private static void name(CommandRun run, JsonArray found) throws Stop {
        if (run.output() != OutputMode.JSON) {
            for (JsonElement each : found) {
                lift(CommandRun.object(each), "displayName");
            }
        }
    }

    private static void lift(JsonObject object, String... names) {
        for (String name : names) {
            object.add(name, Json.at(object, "properties", name));
        }
    }

    private static String admin(Options options) {
        return SERVICE + (options.has("asAdmin") ? "scopes/admin/" : "") + "environments/"
                + Encoding.literal(options.text("environmentName")) + "/flows/";
    }

    private static void get(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject flow = CommandRun.object(run.json(Request.get(
                admin(options) + Encoding.literal(options.text("name")) + VERSION
                        + "&$expand=swagger,properties.connectionreferences.apidefinition,"
                        + "properties.definitionsummary.operations.apioperation,operationDefinition,plan,"
                        + "properties.throttleData,properties.estimatedsuspensiondata,properties.licenseData",
                JSON)));
        lift(flow, "displayName");
        JsonElement summary = Json.at(flow, "properties", "definitionSummary");
        flow.addProperty("description", Json.text(summary, "description"));
        flow.addProperty("triggers", kinds(Json.list(summary, "triggers"), "kind"));
        flow.addProperty("actions", kinds(Json.list(summary, "actions"), "swaggerOperationId"));
        run.print(flow);
    }

    private static String kinds(JsonArray steps, String detail) {
        List<String> kinds = new ArrayList<>();
        for (JsonElement step : steps) {
            JsonElement more = Json.at(step, detail);
            kinds.add(Json.shown(Json.at(step, "type")) + (Json.isTruthy(more) ? "-" + Json.shown(more) : ""));
        }
        return String.join(", ", kinds);
    }

    private static void environments(CommandRun run) throws Stop, InterruptedException {
        boolean lays = run.output() != OutputMode.JSON;
        run.printAll(CommandRun.odata(SERVICE + "environments" + VERSION), environment -> {
            if (lays) {
                lift(CommandRun.object(environment), "displayName");
            }
        });
    }

    private static void environment(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String name = options.has("default") ? "~default" : Encoding.literal(options.text("name"));
        JsonObject environment =
                CommandRun.object(run.json(Request.get(SERVICE + "environments/" + name + VERSION, JSON)));
        if (run.output() != OutputMode.JSON) {
            lift(environment, "displayName", "provisioningState", "environmentSku", "azureRegionHint", "isDefault");
        }
        run.print(environment);
    }

    private static void runs(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        List<String> filters = new ArrayList<>();
        if (options.has("status")) {
            filters.add("status eq '" + options.text("status") + "'");
        }
        if (options.has("triggerStartTime")) {
            filters.add("startTime ge " + options.text("triggerStartTime"));
        }
        if (options.has("triggerEndTime")) {
            filters.add("startTime lt " + options.text("triggerEndTime"));
        }
        JsonArray runs = run.all(admin(options) + Encoding.literal(options.text("flowName")) + "/runs" + VERSION
                + (filters.isEmpty() ? "" : "&$filter=" + String.join(" and ", filters)));
        for (JsonElement each : runs) {
            JsonObject one = CommandRun.object(each);
            if (options.has("withTrigger")) {
                String outputs = Json.text(one, "properties", "trigger", "outputsLink", "uri");
                one.add(
                        "triggerInformation",
                        Json.at(run.json(Request.get(outputs, JSON).withoutToken()), "body"));
            }
            if (run.output() != OutputMode.JSON) {
                lift(one, "startTime", "status");
            }
        }
        run.print(runs);
    }
}
