package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.List;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;
import m365ls.text.JavaScriptNumbers;

/** {@code spo user ...}, {@code spo group member add}, {@code spo list roleassignment add}: who may do what. */
public final class Principals {

    private static final String GROUPS = "https://graph.microsoft.com/v1.0/groups";

    private Principals() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo user get", Principals::user),
                NativeCommand.sharePoint("spo user remove", Principals::removeUser),
                NativeCommand.sharePoint("spo group member add", Principals::addMembers),
                NativeCommand.sharePoint("spo list roleassignment add", Principals::assignRole));
    }

    /** A group of the directory. */
    private static JsonElement groupById(CommandRun run, String id) throws Stop, InterruptedException {
        return run.json(Request.get(GROUPS + "/" + id, Request.GRAPH));
    }

    /** The group of the directory with a name. */
    private static JsonElement groupByName(CommandRun run, String name) throws Stop, InterruptedException {
        return run.only(
                run.all(GROUPS + "?$filter=displayName eq '" + Encoding.literal(name) + "'"),
                "id",
                "The specified group '" + name + "' does not exist.",
                "Multiple groups with name '" + name + "' found.");
    }

    /** The group of the directory that a call names. */
    private static JsonElement group(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        return options.has("entraGroupId")
                ? groupById(run, options.text("entraGroupId"))
                : groupByName(run, options.text("entraGroupName"));
    }

    /** How SharePoint calls a group of the directory, which is one of Microsoft 365 if it has an address of mail. */
    private static String loginName(JsonElement group, boolean hasMail) {
        return (hasMail ? "c:0o.c|federateddirectoryclaimprovider|" : "c:0t.c|tenant|")
                + Json.shown(Json.at(group, "id"));
    }

    private static JsonArray usersByName(CommandRun run) throws Stop, InterruptedException {
        return CommandRun.values(SharePoint.get(
                run,
                run.options().text("webUrl") + "/_api/web/siteusers?$filter=UserPrincipalName eq ('"
                        + Encoding.literal(run.options().text("userName")) + "')"));
    }

    private static void user(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String users = options.text("webUrl") + "/_api/web/siteusers/";
        if (options.has("id")) {
            SharePoint.print(run, users + "GetById('" + Encoding.literal(options.text("id")) + "')");
        } else if (options.has("email")) {
            SharePoint.print(run, users + "GetByEmail('" + Encoding.literal(options.text("email")) + "')");
        } else if (options.has("loginName")) {
            SharePoint.print(run, users + "GetByLoginName('" + Encoding.literal(options.text("loginName")) + "')");
        } else if (options.has("userName")) {
            JsonElement found = Wording.LIBRARY.of(() -> {
                JsonArray all = usersByName(run);
                if (all.isEmpty()) {
                    throw Stop.failure("User not found: " + options.text("userName"));
                }
                return all.get(0);
            });
            SharePoint.print(run, users + "GetById('" + Json.shown(Json.at(found, "Id")) + "')");
        } else if (options.has("entraGroupId") || options.has("entraGroupName")) {
            JsonElement group = Wording.LIBRARY.of(() -> group(run));
            boolean hasMail = Json.isTruthy(Json.at(group, "mail"));
            SharePoint.print(
                    run,
                    hasMail
                            ? users + "GetByEmail('" + Encoding.literal(Json.text(group, "mail")) + "')"
                            : users + "GetByLoginName('" + loginName(group, false) + "')");
        } else {
            SharePoint.print(run, options.text("webUrl") + "/_api/web/currentuser");
        }
    }

    private static void removeUser(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String users = Encoding.address(options.text("webUrl")) + "/_api/web/siteusers/";
        run.json(Request.post(users + removal(run), Request.SHAREPOINT));
    }

    private static String removal(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("id")) {
            return "removebyid(" + options.text("id") + ")";
        }
        if (options.has("loginName")) {
            return "removeByLoginName('" + Encoding.literal(options.text("loginName")) + "')";
        }
        if (options.has("email")) {
            JsonElement user = SharePoint.get(
                    run,
                    options.text("webUrl") + "/_api/web/siteusers/GetByEmail('"
                            + Encoding.literal(options.text("email")) + "')");
            return "removebyid(" + Json.shown(Json.at(user, "Id")) + ")";
        }
        if (options.has("userName")) {
            JsonArray found = usersByName(run);
            if (found.isEmpty()) {
                throw Stop.failure("User not found: " + options.text("userName"));
            }
            return "removebyid(" + Json.shown(Json.at(found.get(0), "Id")) + ")";
        }
        if (options.has("entraGroupId") || options.has("entraGroupName")) {
            JsonElement group = group(run);
            return "removeByLoginName('" + loginName(group, Json.isTruthy(Json.at(group, "mail"))) + "')";
        }
        return "";
    }

    private static void addMembers(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonArray names = loginNames(run);
        String group = options.has("groupId")
                ? "/GetById(" + options.text("groupId") + ")"
                : "/GetByName('" + Encoding.literal(options.text("groupName")) + "')";
        JsonArray added = new JsonArray();
        for (JsonElement name : names) {
            added.add(run.json(
                    Request.post(options.text("webUrl") + "/_api/web/SiteGroups" + group + "/users", Request.SHAREPOINT)
                            .body(Json.object("LoginName", name))));
        }
        run.print(added);
    }

    private static JsonArray loginNames(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonArray names = new JsonArray();
        if (options.has("userNames") || options.has("emails")) {
            String users = options.text("userNames", options.text("emails"));
            SharePoint.split(users).forEach(name -> names.add("i:0#.f|membership|" + name));
        } else if (options.has("entraGroupIds") || options.has("entraGroupNames")) {
            boolean byId = options.has("entraGroupIds");
            JsonArray groups = new JsonArray();
            for (String each : SharePoint.split(options.text("entraGroupIds", options.text("entraGroupNames")))) {
                groups.add(byId ? groupById(run, each) : groupByName(run, each));
            }
            groups.forEach(group -> names.add(loginName(group, Json.isTruthy(Json.at(group, "mailEnabled")))));
        } else if (options.has("userIds")) {
            for (String id : SharePoint.split(options.text("userIds"))) {
                JsonElement user = SharePoint.get(
                        run,
                        options.text("webUrl") + "/_api/web/SiteUsers/GetById("
                                + JavaScriptNumbers.text(JavaScriptNumbers.number(id)) + ")?$select=LoginName");
                names.add(Json.at(user, "LoginName"));
            }
        }
        return names;
    }

    private static void assignRole(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String role = options.has("roleDefinitionId") ? options.text("roleDefinitionId") : roleByName(run);
        String principal = options.text("principalId");
        if (options.has("upn")) {
            principal = ensured(run, options.text("upn"));
        } else if (options.has("groupName")) {
            principal = Json.shown(Json.at(
                    SharePoint.get(
                            run,
                            web + "/_api/web/sitegroups/GetByName('" + Encoding.literal(options.text("groupName"))
                                    + "')"),
                    "Id"));
        } else if (options.has("entraGroupId") || options.has("entraGroupName")) {
            JsonElement group = group(run);
            if (!Json.isTruthy(Json.at(group, "securityEnabled"))) {
                throw Stop.failure("Cannot ensure a Microsoft Entra ID group that is not security enabled.");
            }
            principal = ensured(run, loginName(group, Json.isTruthy(Json.at(group, "mailEnabled"))));
        }
        run.json(Request.post(
                SharePoint.list(options) + "/roleassignments/addroleassignment(principalid='" + principal
                        + "',roledefid='" + role + "')",
                Request.SHAREPOINT));
    }

    private static String roleByName(CommandRun run) throws Stop, InterruptedException {
        String name = run.options().text("roleDefinitionName");
        for (JsonElement role : run.all(run.options().text("webUrl") + "/_api/web/roledefinitions")) {
            if (Json.text(role, "Name").equals(name)) {
                return Json.shown(Json.at(role, "Id"));
            }
        }
        throw Stop.failure("No roledefinition is found for " + name);
    }

    /** The number in a site of who may not have been there yet. */
    private static String ensured(CommandRun run, String loginName) throws Stop, InterruptedException {
        JsonElement user =
                run.json(Request.post(run.options().text("webUrl") + "/_api/web/EnsureUser", Request.SHAREPOINT)
                        .body(Json.object("logonName", loginName)));
        return Json.shown(Json.at(user, "Id"));
    }
}
