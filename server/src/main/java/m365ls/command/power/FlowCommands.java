package m365ls.command.power;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.command.Access;
import m365ls.command.Action;
import m365ls.command.CommandRun;
import m365ls.command.Downloads;
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

    private static final Pattern ZIP = Pattern.compile("(?i)[^/]+\\.zip");

    private FlowCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                flow("flow list", FlowCommands::list),
                flow("flow get", FlowCommands::get),
                flow("flow environment list", FlowCommands::environments),
                flow("flow environment get", FlowCommands::environment),
                flow("flow run list", FlowCommands::runs),
                flow("flow run get", FlowCommands::flowRun),
                flow("flow run cancel", FlowCommands::cancelRun),
                flow("flow run resubmit", FlowCommands::resubmitRun),
                flow("flow enable", run -> run.json(Request.post(flowAddress(run) + "/start" + VERSION, JSON))),
                flow("flow disable", run -> run.json(Request.post(flowAddress(run) + "/stop" + VERSION, JSON))),
                flow("flow remove", run -> run.json(Request.delete(flowAddress(run) + VERSION, JSON))),
                flow("flow export", FlowCommands::export).with(Access.POWER_PLATFORM));
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

    private static void flowRun(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject one = CommandRun.object(run.json(Request.get(
                flowOfRun(run) + "/runs/" + Encoding.literal(options.text("name")) + "?"
                        + (options.has("withActions") ? "$expand=properties%2Factions&" : "")
                        + VERSION.substring(1),
                JSON)));
        lift(one, "startTime");
        one.addProperty("endTime", Json.text(one, "properties", "endTime"));
        lift(one, "status");
        one.add("triggerName", Json.at(one, "properties", "trigger", "name"));
        String outputs = Json.text(one, "properties", "trigger", "outputsLink", "uri");
        if (options.has("withTrigger") && !outputs.isEmpty()) {
            one.add("triggerInformation", more(run, outputs));
        }
        if (options.has("withActions")) {
            one.add("actions", actions(run, one));
        }
        run.print(one);
    }

    private static JsonObject actions(CommandRun run, JsonObject one) throws Stop, InterruptedException {
        List<String> chosen = List.of(run.options().text("withActions").split(",", -1));
        JsonObject actions = new JsonObject();
        if (Json.at(one, "properties", "actions") instanceof JsonObject all) {
            for (String name : all.keySet()) {
                if (chosen.contains(name) && all.get(name) instanceof JsonObject action) {
                    actions.add(name, action);
                    addMore(run, action, "inputsLink", "input");
                    addMore(run, action, "outputsLink", "output");
                }
            }
        }
        return actions;
    }

    private static void addMore(CommandRun run, JsonObject action, String link, String name)
            throws Stop, InterruptedException {
        String address = Json.text(action, link, "uri");
        if (!address.isEmpty()) {
            action.add(name, more(run, address));
        }
    }

    /** What lies behind an address that carries its own authorization. */
    private static JsonElement more(CommandRun run, String address) throws Stop, InterruptedException {
        JsonElement answer = run.json(Request.get(address, JSON).withoutToken());
        JsonElement body = Json.at(answer, "body");
        return Json.isTruthy(body) ? body : answer;
    }

    private static void export(CommandRun run) throws Stop, InterruptedException {
        boolean isJson = run.options().text("format").equalsIgnoreCase("json");
        String name;
        Request file;
        if (isJson) {
            String flow = SERVICE + "environments/"
                    + Encoding.literal(run.options().text("environmentName")) + "/flows/"
                    + Encoding.literal(run.options().text("name"));
            name = Json.text(run.json(Request.get(flow + VERSION, JSON)), "properties", "displayName") + ".json";
            file = Request.post(flow + "/exportToARMTemplate" + VERSION, JSON);
        } else {
            String address = Json.text(exportPackage(run), "packageLink", "value");
            Matcher zip = ZIP.matcher(address);
            name = zip.find() ? zip.group() : "output.zip";
            file = Request.get(address, Request.ANY).withoutToken();
        }
        boolean isNamed = run.options().has("path");
        String path = isNamed ? run.options().text("path") : "./" + name.replaceAll("[\\\\/:*?\"<>|]", "_");
        Downloads.save(run, file, path);
        if (!isNamed) {
            run.print(path);
        }
    }

    /** Has the service make a package, and tells where it is. */
    private static JsonElement exportPackage(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String environment = "https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/environments/"
                + Encoding.literal(options.text("environmentName"));
        JsonArray flows = Json.array("/providers/Microsoft.Flow/flows/" + options.text("name"));
        JsonElement listed = run.json(Request.post(environment + "/listPackageResources" + VERSION, JSON)
                .body(Json.object("baseResourceIds", flows)));
        JsonArray errors = Json.list(listed, "errors");
        if (!errors.isEmpty()) {
            throw new Stop(new Stop.Cause.Failure(Json.at(errors.get(0), "message")));
        }
        JsonObject resources = CommandRun.object(Json.at(listed, "resources"));
        for (JsonElement resource : resources.asMap().values()) {
            boolean isFlow = Json.text(resource, "type").equals("Microsoft.Flow/flows");
            CommandRun.object(resource).addProperty("suggestedCreationType", isFlow ? "Update" : "Existing");
        }
        return run.json(Request.post(environment + "/exportPackage" + VERSION, JSON)
                .body(Json.object(
                        "includedResourceIds",
                        flows,
                        "details",
                        Json.object(
                                "displayName", options.json("packageDisplayName"),
                                "description", options.json("packageDescription"),
                                "creator", options.json("packageCreatedBy"),
                                "sourceEnvironment", options.json("packageSourceEnvironment")),
                        "resources",
                        resources)));
    }

    private static String flowAddress(CommandRun run) {
        return admin(run.options()) + Encoding.literal(run.options().text("name"));
    }

    private static String flowOfRun(CommandRun run) {
        return SERVICE + "environments/" + Encoding.literal(run.options().text("environmentName")) + "/flows/"
                + Encoding.literal(run.options().text("flowName"));
    }

    private static void cancelRun(CommandRun run) throws Stop, InterruptedException {
        String name = Encoding.literal(run.options().text("name"));
        run.json(Request.post(flowOfRun(run) + "/runs/" + name + "/cancel" + VERSION, JSON));
    }

    private static void resubmitRun(CommandRun run) throws Stop, InterruptedException {
        JsonArray triggers = CommandRun.values(run.json(Request.get(flowOfRun(run) + "/triggers" + VERSION, JSON)));
        if (triggers.isEmpty()) {
            throw Stop.failure("The flow has no trigger.");
        }
        run.json(Request.post(
                flowOfRun(run) + "/triggers/" + Encoding.literal(Json.text(triggers.get(0), "name")) + "/histories/"
                        + Encoding.literal(run.options().text("name")) + "/resubmit" + VERSION,
                JSON));
    }
}
