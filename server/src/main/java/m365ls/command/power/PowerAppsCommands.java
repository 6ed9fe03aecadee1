package m365ls.command.power;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import m365ls.command.Access;
import m365ls.command.Action;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;

/** {@code pa ...} and {@code pp ...}: Power Apps, and the environments of the Power Platform. */
public final class PowerAppsCommands {

    private static final String APPS = "https://api.powerapps.com/providers/Microsoft.PowerApps";
    private static final String PLATFORM = "https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform";
    private static final String OLD = "?api-version=2016-11-01";
    private static final String NEW = "?api-version=2017-08-01";
    private static final String NEWEST = "?api-version=2020-10-01";
    private static final String JSON = "application/json";

    private PowerAppsCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                apps("pa app list", run -> run.printAll(CommandRun.odata(appList(run)), PowerAppsCommands::name)),
                apps("pa app get", PowerAppsCommands::app),
                apps("pa environment list", run -> environments(run, APPS + "/environments" + NEW)),
                apps("pa environment get", PowerAppsCommands::environment),
                platform(
                        "pp environment list",
                        run -> environments(run, PLATFORM + scope(run.options()) + "/environments" + NEWEST)),
                platform("pp environment get", PowerAppsCommands::platformEnvironment)
                        .with(Wording.LIBRARY));
    }

    private static NativeCommand apps(String name, Action action) {
        return NativeCommand.signedIn(name, action).with(Access.POWER_APPS);
    }

    private static NativeCommand platform(String name, Action action) {
        return NativeCommand.signedIn(name, action).with(Access.POWER_PLATFORM);
    }

    private static String scope(Options options) {
        return options.has("asAdmin") ? "/scopes/admin" : "";
    }

    private static String appList(CommandRun run) {
        Options options = run.options();
        String environment = options.has("environmentName")
                ? "/environments/" + Encoding.literal(options.text("environmentName"))
                : "";
        return APPS + scope(options) + environment + "/apps" + NEW;
    }

    /** Lifts the name of what was found to where tables show it. */
    private static void name(JsonElement found) throws Stop {
        CommandRun.object(found).add("displayName", Json.at(found, "properties", "displayName"));
    }

    private static void app(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonElement app;
        if (options.has("name")) {
            String scope = options.has("asAdmin")
                    ? "/scopes/admin/environments/" + Encoding.literal(options.text("environmentName"))
                    : "";
            app = run.json(Request.get(APPS + scope + "/apps/" + Encoding.literal(options.text("name")) + OLD, JSON));
        } else {
            app = named(run.all(appList(run)), options.text("displayName"));
        }
        JsonObject object = CommandRun.object(app);
        name(object);
        object.addProperty("description", Json.text(app, "properties", "description"));
        object.add("appVersion", Json.at(app, "properties", "appVersion"));
        object.addProperty("owner", Json.text(app, "properties", "owner", "email"));
        run.print(object);
    }

    private static JsonElement named(JsonArray apps, String name) throws Stop {
        if (apps.isEmpty()) {
            throw Stop.failure("No apps found.");
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        for (JsonElement app : apps) {
            if (Json.text(app, "properties", "displayName")
                    .toLowerCase(Locale.ROOT)
                    .equals(wanted)) {
                return app;
            }
        }
        throw Stop.failure("No app found with displayName '" + name + "'.");
    }

    private static void environments(CommandRun run, String address) throws Stop, InterruptedException {
        JsonArray environments = CommandRun.values(run.json(Request.get(address, JSON)));
        for (JsonElement environment : environments) {
            name(environment);
        }
        run.print(environments);
    }

    private static void environment(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String name = options.has("default") ? "~default" : Encoding.literal(options.text("name"));
        JsonObject environment = CommandRun.object(run.json(Request.get(APPS + "/environments/" + name + OLD, JSON)));
        for (String property :
                List.of("displayName", "provisioningState", "environmentSku", "azureRegionHint", "isDefault")) {
            environment.add(property, Json.at(environment, "properties", property));
        }
        run.print(environment);
    }

    private static void platformEnvironment(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String name = options.has("default") ? "~Default" : Encoding.literal(options.text("name"));
        run.print(run.json(Request.get(PLATFORM + scope(options) + "/environments/" + name + NEWEST, Request.GRAPH)));
    }
}
