package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;
import m365ls.output.JsonText;
import m365ls.output.OutputMode;

/**
 * {@code spo theme ...}, {@code spo sitescript ...}, {@code spo sitedesign ...}, {@code spo cdn ...}, {@code spo hubsite
 * ...}, {@code spo serviceprincipal ...}, {@code spo tenant ...}: what a tenant's sites share.
 */
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
                NativeCommand.sharePoint("spo theme set", TenantCommands::setTheme)
                        .with(Wording.STATUS),
                NativeCommand.sharePoint("spo cdn get", TenantCommands::cdn).with(Wording.STATUS),
                NativeCommand.sharePoint("spo cdn set", TenantCommands::setCdn).with(Wording.STATUS),
                NativeCommand.sharePoint("spo serviceprincipal grant add", TenantCommands::grant)
                        .with(Wording.STATUS),
                NativeCommand.signedIn("spo serviceprincipal grant list", TenantCommands::grants),
                NativeCommand.sharePoint("spo hubsite list", TenantCommands::hubSites),
                NativeCommand.sharePoint("spo tenant recyclebinitem remove", TenantCommands::removeRecycled),
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

    private static void setTheme(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String admin = SharePoint.admin(run);
        String digest = SharePoint.digest(run, admin);
        JsonElement palette = Json.parse(options.text("theme")).orElse(Json.nothing());
        String theme = JsonText.compact(
                Json.object("isInverted", options.has("isInverted"), "name", options.text("name"), "palette", palette));
        SharePoint.process(
                run,
                admin,
                digest,
                "<ObjectPath Id=\"10\" ObjectPathId=\"9\" /><Method Name=\"UpdateTenantTheme\" Id=\"11\""
                        + " ObjectPathId=\"9\"><Parameters>" + SharePoint.parameter("String", options.text("name"))
                        + "<Parameter Type=\"String\">" + Encoding.xmlContent(theme)
                        + "</Parameter></Parameters></Method>",
                "<Constructor Id=\"9\" TypeId=\"{268004ae-ef6b-4e9b-8425-127220d84719}\"/>");
    }

    /** The number of a content delivery network in the object model. */
    private static String network(String name) {
        return name.equals("Private") ? "1" : "0";
    }

    private static void cdn(CommandRun run) throws Stop, InterruptedException {
        String tenant = SharePoint.tenant(run);
        String admin = SharePoint.admin(run);
        run.print(SharePoint.last(SharePoint.process(
                run,
                admin,
                SharePoint.digest(run, admin),
                "<Method Name=\"GetTenantCdnEnabled\" Id=\"12\" ObjectPathId=\"8\"><Parameters>"
                        + SharePoint.parameter("Enum", network(run.options().text("type")))
                        + "</Parameters></Method>",
                "<Identity Id=\"8\" Name=\"" + tenant + "\" />")));
    }

    private static void setCdn(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String admin = SharePoint.admin(run);
        String digest = SharePoint.digest(run, admin);
        boolean both = options.text("type").equals("Both");
        List<String> networks = both ? List.of("1", "0") : List.of(network(options.text("type")));
        boolean origins = options.has("enabled") && !options.has("noDefaultOrigins");
        // The numbers are those that the CLI gives.
        int path = both ? options.has("noDefaultOrigins") ? 11 : 95 : 18;
        int number = path + 1;
        StringBuilder actions = new StringBuilder("<ObjectPath Id=\"" + number + "\" ObjectPathId=\"" + path + "\" />");
        for (String network : networks) {
            number++;
            actions.append(method("SetTenantCdnEnabled", number, path))
                    .append(SharePoint.parameter("Enum", network))
                    .append(SharePoint.parameter("Boolean", options.text("enabled")))
                    .append("</Parameters></Method>");
        }
        for (String network : origins ? networks : List.<String>of()) {
            number++;
            actions.append(method("CreateTenantCdnDefaultOrigins", number, path))
                    .append(SharePoint.parameter("Enum", network))
                    .append("</Parameters></Method>");
        }
        SharePoint.process(run, admin, digest, actions.toString(), SharePoint.TENANT.formatted(path));
    }

    private static String method(String name, int number, int path) {
        return "<Method Name=\"" + name + "\" Id=\"" + number + "\" ObjectPathId=\"" + path + "\"><Parameters>";
    }

    private static void grant(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String admin = SharePoint.admin(run);
        JsonObject granted = CommandRun.object(SharePoint.last(SharePoint.process(
                run,
                admin,
                SharePoint.digest(run, admin),
                "<ObjectPath Id=\"4\" ObjectPathId=\"3\" /><ObjectPath Id=\"6\" ObjectPathId=\"5\" />"
                        + "<ObjectPath Id=\"8\" ObjectPathId=\"7\" /><Query Id=\"9\" ObjectPathId=\"7\">"
                        + "<Query SelectAllProperties=\"true\"><Properties /></Query></Query>",
                "<Constructor Id=\"3\" TypeId=\"{104e8f06-1e00-4675-99c6-1b9b504ed8d8}\" />"
                        + "<Property Id=\"5\" ParentId=\"3\" Name=\"PermissionRequests\" />"
                        + "<Method Id=\"7\" ParentId=\"5\" Name=\"Approve\"><Parameters>"
                        + SharePoint.parameter("String", options.text("resource"))
                        + SharePoint.parameter("String", options.text("scope")) + "</Parameters></Method>")));
        granted.remove("_ObjectType_");
        run.print(granted);
    }

    /** The display name of the application by which scripts of SharePoint's pages call services. */
    private static final String EXTENSIBILITY = "SharePoint Online Web Client Extensibility";

    private static void grants(CommandRun run) throws Stop, InterruptedException {
        String principals = "https://graph.microsoft.com/v1.0/servicePrincipals";
        JsonArray found = CommandRun.values(run.json(
                Request.get(principals + "?$filter=displayName eq '" + EXTENSIBILITY + "'&$select=id", Request.GRAPH)));
        if (found.isEmpty()) {
            throw Stop.failure("Service principal '" + EXTENSIBILITY + "' not found");
        }
        String id = Json.shown(Json.at(found.get(0), "id"));
        run.print(Json.at(
                run.json(Request.get(principals + "/" + id + "/oauth2PermissionGrants", Request.GRAPH)), "value"));
    }

    private static void hubSites(CommandRun run) throws Stop, InterruptedException {
        String admin = SharePoint.admin(run);
        JsonArray hubs = run.all(admin + "/_api/hubsites");
        if (run.options().has("withAssociatedSites") && run.output() == OutputMode.JSON) {
            JsonArray sites = associated(run, admin);
            for (JsonElement each : hubs) {
                if (each instanceof JsonObject hub) {
                    hub.add("AssociatedSites", sitesOf(Json.text(hub, "ID"), sites));
                }
            }
        }
        run.print(hubs);
    }

    private static JsonArray sitesOf(String hub, JsonArray sites) {
        String id = "{" + hub.toUpperCase(Locale.ROOT) + "}";
        JsonArray found = new JsonArray();
        for (JsonElement site : sites) {
            String of = Json.text(site, "HubSiteId");
            if (of.toUpperCase(Locale.ROOT).equals(id)
                    && !Json.text(site, "SiteId").equals(of)) {
                found.add(Json.object("Title", Json.at(site, "Title"), "SiteUrl", Json.at(site, "SiteUrl")));
            }
        }
        return found;
    }

    /** All sites that belong to a hub, with the hubs themselves. */
    private static JsonArray associated(CommandRun run, String admin) throws Stop, InterruptedException {
        String first = admin + "/_api/web/lists/GetByTitle('DO_NOT_DELETE_SPLIST_TENANTADMIN_AGGREGATED_"
                + "SITECOLLECTIONS')/RenderListDataAsStream";
        JsonObject view = Json.object(
                "ViewXml",
                "<View><Query><Where><And><And><IsNull><FieldRef Name=\"TimeDeleted\"/></IsNull><Neq><FieldRef"
                        + " Name=\"State\"/><Value Type='Integer'>0</Value></Neq></And><Neq><FieldRef"
                        + " Name=\"HubSiteId\"/><Value Type='Text'>{00000000-0000-0000-0000-000000000000}</Value>"
                        + "</Neq></And></Where><OrderBy><FieldRef Name='Title' Ascending='true' /></OrderBy></Query>"
                        + "<ViewFields><FieldRef Name=\"Title\"/><FieldRef Name=\"SiteUrl\"/><FieldRef"
                        + " Name=\"SiteId\"/><FieldRef Name=\"HubSiteId\"/></ViewFields>"
                        + "<RowLimit Paged=\"TRUE\">30</RowLimit></View>",
                "DatesInUtc",
                true);
        JsonArray all = new JsonArray();
        Set<String> seen = new HashSet<>();
        String address = first;
        while (seen.add(address)) {
            JsonElement page =
                    run.json(Request.post(address, Request.SHAREPOINT).body(Json.object("parameters", view)));
            all.addAll(Json.list(page, "Row"));
            String next = Json.text(page, "NextHref");
            if (next.isEmpty()) {
                return all;
            }
            address = first + next;
        }
        throw Stop.failure("SharePoint does not come to the end of the list of sites: it leads to a page again.");
    }

    private static String scalar(String name) {
        return "<Property Name=\"" + name + "\" ScalarProperty=\"true\" />";
    }

    private static void removeRecycled(CommandRun run) throws Stop, InterruptedException {
        String admin = SharePoint.admin(run);
        JsonElement operation = SharePoint.last(SharePoint.process(
                run,
                admin,
                SharePoint.digest(run, admin),
                "<ObjectPath Id=\"16\" ObjectPathId=\"15\" /><Query Id=\"17\" ObjectPathId=\"15\">"
                        + "<Query SelectAllProperties=\"false\"><Properties>" + scalar("PollingInterval")
                        + scalar("IsComplete") + "</Properties></Query></Query>",
                "<Method Id=\"15\" ParentId=\"1\" Name=\"RemoveDeletedSite\"><Parameters>"
                        + SharePoint.parameter("String", run.options().text("siteUrl"))
                        + "</Parameters></Method>" + SharePoint.TENANT.formatted(1)));
        if (run.options().has("wait")) {
            SharePoint.await(run, new SharePoint.AdminDigest(run), operation);
        }
    }
}
