package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;

/** {@code spo theme ...}, {@code spo sitescript ...}, {@code spo sitedesign ...}: what a tenant's sites share. */
public final class TenantCommands {

    private static final String SCRIPTS =
            "/_api/Microsoft.Sharepoint.Utilities.WebTemplateExtensions.SiteScriptUtility.";

    private static final String JSON = "application/json;charset=utf-8";

    private TenantCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo theme list", TenantCommands::themes),
                NativeCommand.sharePoint("spo theme remove", TenantCommands::removeTheme),
                // The quotation mark at the end is the CLI's own.
                NativeCommand.sharePoint(
                        "spo sitescript list",
                        run -> run.print(Json.at(run.json(script(run, "GetSiteScripts'")), "value"))),
                NativeCommand.sharePoint("spo sitescript add", TenantCommands::addScript),
                NativeCommand.sharePoint("spo sitescript remove", run -> remove(run, "DeleteSiteScript")),
                NativeCommand.sharePoint(
                        "spo sitedesign list",
                        run -> run.print(Json.at(
                                run.json(Request.post(run.rootSite() + SCRIPTS + "GetSiteDesigns", Request.SHAREPOINT)),
                                "value"))),
                NativeCommand.sharePoint("spo sitedesign remove", run -> remove(run, "DeleteSiteDesign")));
    }

    private static void themes(CommandRun run) throws Stop, InterruptedException {
        JsonElement previews = Json.at(
                run.json(Request.post(
                        SharePoint.admin(run) + "/_api/thememanager/GetTenantThemingOptions", Request.SHAREPOINT)),
                "themePreviews");
        run.print(previews instanceof JsonArray ? previews : new JsonArray());
    }

    private static void removeTheme(CommandRun run) throws Stop, InterruptedException {
        run.json(Request.post(SharePoint.admin(run) + "/_api/thememanager/DeleteTenantTheme", Request.SHAREPOINT)
                .body(Json.object("name", run.options().json("name"))));
    }

    private static Request script(CommandRun run, String function) throws Stop, InterruptedException {
        String root = run.rootSite();
        return Request.post(root + SCRIPTS + function, Request.SHAREPOINT)
                .with("x-requestdigest", SharePoint.digest(run, root));
    }

    private static void remove(CommandRun run, String function) throws Stop, InterruptedException {
        run.json(script(run, function)
                .with("content-type", JSON)
                .body(Json.object("id", run.options().json("id"))));
    }

    private static void addScript(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        Request request = script(
                run,
                "CreateSiteScript(Title=@title, Description=@description)?@title='"
                        + Encoding.literal(options.text("title")) + "'&@description='"
                        + Encoding.literal(options.text("description")) + "'");
        JsonElement content = Json.parse(options.text("content")).orElse(new JsonObject());
        run.print(run.json(request.with("content-type", JSON).body(content)));
    }
}
