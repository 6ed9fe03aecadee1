package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.OutputMode;

/** {@code spo site ...}, {@code spo web ...}, {@code spo user ...}, {@code spo group ...} */
public final class SiteCommands {

    private static final Map<String, String> TEMPLATES =
            Map.of("TeamSite", "GROUP#0", "CommunicationSite", "SITEPAGEPUBLISHING#0");

    /** By Microsoft's reference of {@code SP.RecycleBinItemType}. */
    private static final Map<String, String> RECYCLED = Map.of("files", "1", "listItems", "3", "folders", "5");

    private SiteCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo site list", SiteCommands::list),
                NativeCommand.sharePoint(
                        "spo site get",
                        run -> SharePoint.print(run, run.options().text("url") + "/_api/site")),
                NativeCommand.sharePoint("spo web get", SiteCommands::web),
                NativeCommand.sharePoint("spo web set", SiteCommands::setWeb),
                NativeCommand.sharePoint("spo web list", SiteCommands::webs),
                NativeCommand.sharePoint("spo user list", SiteCommands::users),
                NativeCommand.sharePoint("spo group get", SiteCommands::group),
                NativeCommand.sharePoint("spo group member list", SiteCommands::members),
                NativeCommand.sharePoint("spo site recyclebinitem list", SiteCommands::recycled));
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String template = options.has("webTemplate")
                ? options.text("webTemplate")
                : options.has("withOneDriveSites") ? "" : TEMPLATES.getOrDefault(options.text("type"), "");
        String personal = options.has("withOneDriveSites") ? "1" : "0";
        String admin = SharePoint.admin(run);
        JsonArray sites = new JsonArray();
        Set<String> seen = new HashSet<>();
        String start = "0";
        while (!start.isEmpty()) {
            if (!seen.add(start)) {
                throw Stop.failure("SharePoint does not come to the end of the list of sites: it leads to the place "
                        + start + " again.");
            }
            JsonElement page = SharePoint.last(SharePoint.process(
                    run,
                    admin,
                    SharePoint.digest(run, admin),
                    "<ObjectPath Id=\"2\" ObjectPathId=\"1\" /><ObjectPath Id=\"4\" ObjectPathId=\"3\" />"
                            + "<Query Id=\"5\" ObjectPathId=\"3\"><Query SelectAllProperties=\"true\"><Properties />"
                            + "</Query><ChildItemQuery SelectAllProperties=\"true\"><Properties /></ChildItemQuery>"
                            + "</Query>",
                    "<Constructor Id=\"1\" TypeId=\"{268004ae-ef6b-4e9b-8425-127220d84719}\" />"
                            + "<Method Id=\"3\" ParentId=\"1\" Name=\"GetSitePropertiesFromSharePointByFilters\">"
                            + "<Parameters><Parameter TypeId=\"{b92aeee2-c92c-4b67-abcc-024e471bc140}\">"
                            + property("Filter", "String", options.text("filter"))
                            + property("IncludeDetail", "Boolean", "false")
                            + property("IncludePersonalSite", "Enum", personal)
                            + property("StartIndex", "String", start)
                            + property("Template", "String", template)
                            + "</Parameter></Parameters></Method>"));
            sites.addAll(Json.list(page, "_Child_Items_"));
            start = Json.text(page, "NextStartIndexFromSharePoint");
        }
        run.print(sites);
    }

    private static String property(String name, String type, String value) {
        return "<Property Name=\"" + name + "\" Type=\"" + type + "\">" + Encoding.xml(value) + "</Property>";
    }

    private static void web(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("url") + "/_api/web";
        String expand = options.has("withGroups")
                ? "?$expand=AssociatedMemberGroup,AssociatedOwnerGroup,AssociatedVisitorGroup"
                : "";
        JsonObject found = CommandRun.object(SharePoint.get(run, web + expand));
        if (options.has("withPermissions")) {
            found.add("RoleAssignments", Permissions.assignments(run, web));
        }
        run.print(found);
    }

    private static final List<String> SEARCH_SCOPES = List.of("defaultscope", "tenant", "hub", "site");

    private static void setWeb(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject body = new JsonObject();
        for (String name : options.names()) {
            if (!run.knows(name)) {
                body.add(name, options.json(name));
            }
        }
        if (options.has("title")) {
            body.add("Title", options.json("title"));
        }
        if (options.has("description")) {
            body.add("Description", options.json("description"));
        }
        SharePoint.addGiven(
                body,
                options,
                "siteLogoUrl",
                "quickLaunchEnabled",
                "headerEmphasis",
                "megaMenuEnabled",
                "footerEnabled",
                "navAudienceTargetingEnabled");
        if (options.given("headerLayout")) {
            body.addProperty("HeaderLayout", options.text("headerLayout").equals("standard") ? 1 : 2);
        }
        if (options.given("searchScope")) {
            body.addProperty(
                    "SearchScope",
                    SEARCH_SCOPES.indexOf(options.text("searchScope").toLowerCase(Locale.ROOT)));
        }
        String web = options.text("url") + "/_api/web";
        patch(run, web, body);
        if (options.given("welcomePage")) {
            patch(run, web + "/RootFolder", Json.object("WelcomePage", options.json("welcomePage")));
        }
    }

    private static void patch(CommandRun run, String address, JsonObject body) throws Stop, InterruptedException {
        run.json(Request.patch(address, Request.SHAREPOINT)
                .with("content-type", "application/json;odata=nometadata")
                .body(body));
    }

    private static void webs(CommandRun run) throws Stop, InterruptedException {
        String select = run.output() == OutputMode.JSON ? "" : "?$select=Title,Id,URL";
        run.printAll(run.options().text("url") + "/_api/web/webs" + select);
    }

    private static void users(CommandRun run) throws Stop, InterruptedException {
        run.print(Json.at(SharePoint.get(run, run.options().text("webUrl") + "/_api/web/siteusers"), "value"));
    }

    private static void group(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl") + "/_api/web/";
        if (options.has("id")) {
            SharePoint.print(run, web + "sitegroups/GetById('" + options.text("id") + "')");
        } else if (options.has("name")) {
            SharePoint.print(run, web + "sitegroups/GetByName('" + Encoding.literal(options.text("name")) + "')");
        } else {
            String role = options.text("associatedGroup").toLowerCase(Locale.ROOT);
            SharePoint.print(
                    run, web + "Associated" + Character.toUpperCase(role.charAt(0)) + role.substring(1) + "Group");
        }
    }

    private static void members(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String group = options.has("groupId")
                ? "GetById('" + options.text("groupId") + "')"
                : "GetByName('" + Encoding.literal(options.text("groupName")) + "')";
        run.printAll(options.text("webUrl") + "/_api/web/sitegroups/" + group + "/users");
    }

    private static void recycled(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String filter = "(ItemState eq " + (options.has("secondary") ? "2" : "1") + ")"
                + (RECYCLED.containsKey(options.text("type"))
                        ? " and (ItemType eq " + RECYCLED.get(options.text("type")) + ")"
                        : "");
        run.print(Json.at(
                SharePoint.get(run, options.text("siteUrl") + "/_api/site/RecycleBin?$filter=" + filter), "value"));
    }
}
