package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;
import m365ls.output.Undefined;

/** {@code spo list ...}, {@code spo field ...} */
public final class ListCommands {

    /** Numbers of list templates that are libraries, whose versions have a policy. */
    private static final Set<String> LIBRARIES = Set.of(
            "101", "109", "110", "111", "113", "114", "115", "116", "117", "119", "121", "122", "123", "126", "130",
            "175");

    private static final Map<String, String> TRIM_MODES =
            Map.of("0", "NoExpiration", "1", "ExpireAfter", "2", "AutoExpiration");

    /** By Microsoft's reference of {@code SP.ListTemplateType}. */
    private static final Map<String, Integer> TEMPLATES = Map.ofEntries(
            Map.entry("GenericList", 100),
            Map.entry("DocumentLibrary", 101),
            Map.entry("Survey", 102),
            Map.entry("Links", 103),
            Map.entry("Announcements", 104),
            Map.entry("Contacts", 105),
            Map.entry("Events", 106),
            Map.entry("Tasks", 107),
            Map.entry("DiscussionBoard", 108),
            Map.entry("PictureLibrary", 109),
            Map.entry("DataSources", 110),
            Map.entry("XmlForm", 115),
            Map.entry("NoCodeWorkflows", 117),
            Map.entry("WorkflowProcess", 118),
            Map.entry("WebPageLibrary", 119),
            Map.entry("CustomGrid", 120),
            Map.entry("WorkflowHistory", 140),
            Map.entry("GanttTasks", 150),
            Map.entry("IssuesTracking", 1100));

    private static final int GENERIC_LIST = 100;

    private static final List<String> DRAFTS = List.of("Reader", "Author", "Approver");
    private static final List<String> EXPERIENCES = List.of("Auto", "NewExperience", "ClassicExperience");

    /** Properties that are set to whatever is given. */
    private static final String[] AS_GIVEN = {
        "allowDeletion",
        "allowEveryoneViewItems",
        "allowMultiResponses",
        "contentTypesEnabled",
        "crawlNonDefaultViews",
        "disableCommenting",
        "disableGridEditing",
        "enableAssignToEmail",
        "enableAttachments",
        "enableDeployWithDependentList",
        "enableFolderCreation",
        "enableMinorVersions",
        "enableModeration",
        "enablePeopleSelector",
        "enableResourceSelector",
        "enableSchemaCaching",
        "enableSyndication",
        "enableThrottling",
        "enableVersioning",
        "enforceDataValidation",
        "excludeFromOfflineClient",
        "fetchPropertyBagForListView",
        "followable",
        "forceCheckout",
        "forceDefaultContentType",
        "hidden",
        "includedInMyFilesScope",
        "irmEnabled",
        "irmExpire",
        "irmReject",
        "isApplicationList",
        "multipleDataList",
        "navigateForFormsPages",
        "needUpdateSiteClientTag",
        "noCrawl",
        "onQuickLaunch",
        "ordered",
        "parserDisabled",
        "readOnlyUI",
        "requestAccessEnabled",
        "restrictUserUpdates",
        "showUser",
        "useFormsForDisplay"
    };

    /** Properties that are set if they are given and not empty. */
    private static final String[] UNLESS_EMPTY = {
        "description",
        "templateFeatureId",
        "defaultContentApprovalWorkflowId",
        "defaultDisplayFormUrl",
        "defaultEditFormUrl",
        "direction",
        "emailAlias",
        "majorVersionLimit",
        "majorWithMinorVersionsLimit",
        "readSecurity",
        "sendToLocationName",
        "sendToLocationUrl",
        "validationFormula",
        "validationMessage",
        "writeSecurity"
    };

    private ListCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo list get", ListCommands::get),
                NativeCommand.sharePoint("spo list list", ListCommands::list),
                NativeCommand.sharePoint("spo list add", ListCommands::add),
                NativeCommand.sharePoint("spo list set", ListCommands::set),
                NativeCommand.sharePoint("spo list remove", ListCommands::remove),
                NativeCommand.sharePoint("spo field add", ListCommands::addField),
                NativeCommand.sharePoint("spo field set", ListCommands::setField)
                        .with(Wording.STATUS),
                NativeCommand.sharePoint("spo field remove", ListCommands::removeField),
                NativeCommand.sharePoint("spo field list", ListCommands::fields),
                NativeCommand.sharePoint("spo field get", ListCommands::field));
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        SharePoint.Selection selection = SharePoint.Selection.of("RootFolder/ServerRelativeUrl")
                .with(options.has("properties") ? options.text("properties") : "*");
        String query = "?$expand=" + String.join(",", selection.expand()) + "&$select="
                + String.join(",", selection.select())
                + (options.has("filter") ? "&$filter=" + options.text("filter") : "");
        run.printAll(options.text("webUrl") + "/_api/web/lists" + query);
    }

    private static void get(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl") + "/_api/web/";
        String list = options.has("id")
                ? web + "lists(guid'" + Encoding.literal(options.text("id")) + "')"
                : options.has("title")
                        ? web + "lists/GetByTitle('" + Encoding.literal(options.text("title")) + "')"
                        : options.has("url")
                                ? web + "GetList('"
                                        + Encoding.literal(Paths.onServer(options.text("webUrl"), options.text("url")))
                                        + "')"
                                : options.has("default") ? web + "DefaultDocumentLibrary" : web;
        SharePoint.Selection selection = SharePoint.Selection.of("");
        if (options.has("withPermissions")) {
            selection
                    .expand()
                    .addAll(List.of(
                            "HasUniqueRoleAssignments",
                            "RoleAssignments/Member",
                            "RoleAssignments/RoleDefinitionBindings",
                            "VersionPolicies"));
        }
        if (options.has("properties")) {
            selection.with(options.text("properties"));
        }
        JsonObject found = CommandRun.object(SharePoint.get(run, SharePoint.with(list, selection.query())));
        if (options.has("withPermissions")) {
            Permissions.nameMembers(Json.list(found, "RoleAssignments"));
        }
        if (LIBRARIES.contains(Json.text(found, "BaseTemplate"))) {
            found.add(
                    "VersionPolicies",
                    Json.at(
                            SharePoint.get(run, list + "?$select=VersionPolicies&$expand=VersionPolicies"),
                            "VersionPolicies"));
        }
        if (Json.at(found, "VersionPolicies") instanceof JsonObject policies) {
            String mode = TRIM_MODES.getOrDefault(Json.text(policies, "DefaultTrimMode"), "");
            policies.add("DefaultTrimModeValue", mode.isEmpty() ? Undefined.VALUE : new JsonPrimitive(mode));
        }
        run.print(found);
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        int template = TEMPLATES.getOrDefault(options.text("baseTemplate").strip(), GENERIC_LIST);
        JsonObject body = Json.object("Title", options.json("title"), "BaseTemplate", template);
        addProperties(body, options);
        run.print(run.json(Request.post(options.text("webUrl") + "/_api/web/lists", Request.SHAREPOINT)
                .body(body)));
    }

    private static void addProperties(JsonObject body, Options options) {
        SharePoint.addGiven(body, options, AS_GIVEN);
        for (String name : UNLESS_EMPTY) {
            if (options.has(name)) {
                SharePoint.addGiven(body, options, name);
            }
        }
        addNumber(body, options, "draftVersionVisibility", DRAFTS);
        addNumber(body, options, "listExperienceOptions", EXPERIENCES);
    }

    private static void addNumber(JsonObject body, Options options, String name, List<String> names) {
        if (options.has(name)) {
            int number = names.indexOf(options.text(name).strip());
            body.addProperty(Character.toUpperCase(name.charAt(0)) + name.substring(1), number);
        }
    }

    private static void set(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject body = new JsonObject();
        if (options.has("newTitle")) {
            body.add("Title", options.json("newTitle"));
        }
        addProperties(body, options);
        if (options.has("majorVersionLimit") && !options.given("enableVersioning")) {
            body.addProperty("EnableVersioning", true);
        }
        if (!body.isEmpty()) {
            run.json(Request.post(SharePoint.list(options, "id", "title", "url") + "/", Request.SHAREPOINT)
                    .as("MERGE")
                    .body(body));
        }
        if (options.given("versionExpireAfterDays") || options.given("versionAutoExpireTrim")) {
            setVersionPolicy(run);
        }
    }

    private static void setVersionPolicy(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String digest = SharePoint.digest(run, web);
        boolean byUrl = options.has("url");
        int list = byUrl ? 4 : 6;
        int policy = list + 10;
        String path = "<StaticProperty Id=\"0\" TypeId=\"{3747adcd-a3c3-41b9-bfab-4a64dd2f1e0a}\" Name=\"Current\" />"
                + "<Property Id=\"2\" ParentId=\"0\" Name=\"Web\" />";
        StringBuilder actions = new StringBuilder(objectPath(1, 0) + objectPath(3, 2) + objectPath(5, 4));
        if (byUrl) {
            path += method(4, 2, "GetList", "String", Paths.onServer(web, options.text("url")));
        } else {
            actions.append(objectPath(7, 6));
            String title = options.given("newTitle") ? options.text("newTitle") : options.text("title");
            path += "<Property Id=\"4\" ParentId=\"2\" Name=\"Lists\" />"
                    + (options.has("id")
                            ? method(6, 4, "GetById", "Guid", "{" + options.text("id") + "}")
                            : method(6, 4, "GetByTitle", "String", title));
        }
        path += "<Property Id=\"" + policy + "\" ParentId=\"" + list + "\" Name=\"VersionPolicies\" />";
        actions.append(objectPath(policy + 1, policy));
        int next = policy + 2;
        boolean after = options.given("versionExpireAfterDays");
        String mode = after ? "1" : options.has("versionAutoExpireTrim") ? "2" : "0";
        actions.append(setNumber(next++, policy, "DefaultTrimMode", mode));
        if (after) {
            actions.append(setNumber(next++, policy, "DefaultExpireAfterDays", options.text("versionExpireAfterDays")));
        }
        actions.append("<Method Name=\"Update\" Id=\"" + next + "\" ObjectPathId=\"" + list + "\" />");
        SharePoint.process(run, web, digest, actions.toString(), path);
    }

    private static String objectPath(int id, int path) {
        return "<ObjectPath Id=\"" + id + "\" ObjectPathId=\"" + path + "\" />";
    }

    private static String method(int id, int parent, String name, String type, String value) {
        return "<Method Id=\"" + id + "\" ParentId=\"" + parent + "\" Name=\"" + name
                + "\"><Parameters><Parameter Type=\"" + type + "\">" + Encoding.xml(value)
                + "</Parameter></Parameters></Method>";
    }

    private static String setNumber(int id, int path, String name, String value) {
        return "<SetProperty Id=\"" + id + "\" ObjectPathId=\"" + path + "\" Name=\"" + name
                + "\"><Parameter Type=\"Int32\">" + Encoding.xml(value) + "</Parameter></SetProperty>";
    }

    private static void remove(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String lists = options.text("webUrl") + "/_api/web/lists";
        String list = options.has("id")
                ? lists + "(guid'" + Encoding.literal(options.text("id")) + "')"
                : lists + "/GetByTitle('" + Encoding.literal(options.text("title")) + "')";
        run.json(Request.post(list + (options.has("recycle") ? "/recycle" : ""), Request.SHAREPOINT)
                .as("DELETE"));
    }

    private static void addField(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String digest = SharePoint.digest(run, options.text("webUrl"));
        JsonElement parameters =
                Json.object("SchemaXml", options.json("xml"), "Options", fieldOptions(options.text("options")));
        run.print(run.json(Request.post(SharePoint.list(options) + "/fields/CreateFieldAsXml", Request.SHAREPOINT)
                .with("x-requestdigest", digest)
                .body(Json.object("parameters", parameters))));
    }

    /** The sum of the options' numbers, by Microsoft's reference of {@code SP.AddFieldOptions}. */
    private static int fieldOptions(String names) {
        int sum = 0;
        for (String name : names.split(",", -1)) {
            sum += switch (name.strip()) {
                case "AddToDefaultContentType" -> 1;
                case "AddToNoContentType" -> 2;
                case "AddToAllContentTypes" -> 4;
                case "AddFieldInternalNameHint" -> 8;
                case "AddFieldToDefaultView" -> 16;
                case "AddFieldCheckDisplayName" -> 32;
                default -> 0;
            };
        }
        return sum;
    }

    private static void fields(CommandRun run) throws Stop, InterruptedException {
        run.printAll(SharePoint.list(run.options()) + "/fields");
    }

    private static void field(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String field = options.has("id")
                ? "/getbyid('" + Encoding.literal(options.text("id")) + "')"
                : "/getbyinternalnameortitle('" + Encoding.literal(options.text("title", options.text("internalName")))
                        + "')";
        SharePoint.print(run, SharePoint.list(options) + "/fields" + field);
    }

    /** Options of {@code field set} that are no properties of the field. */
    private static final Set<String> NO_PROPERTIES = Set.of(
            "webUrl",
            "listId",
            "listTitle",
            "listUrl",
            "id",
            "title",
            "internalName",
            "updateExistingLists",
            "debug",
            "verbose",
            "output");

    private static final String CURRENT_WEB = "<Property Id=\"5\" ParentId=\"3\" Name=\"Web\" />"
            + "<StaticProperty Id=\"3\" TypeId=\"{3747adcd-a3c3-41b9-bfab-4a64dd2f1e0a}\" Name=\"Current\" />";

    private static final String FOUND = "<ObjectPath Id=\"664\" ObjectPathId=\"663\" /><Query Id=\"665\""
            + " ObjectPathId=\"663\"><Query SelectAllProperties=\"false\"><Properties /></Query></Query>";

    private static void setField(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String digest = SharePoint.digest(run, web);
        String list = listIdentity(run, digest);
        String parent = list.isEmpty() ? CURRENT_WEB : "<Identity Id=\"5\" Name=\"" + list + "\" />";
        String found = options.has("id")
                ? method("GetById", "Guid", options.text("id"))
                : method(
                        "GetByInternalNameOrTitle",
                        "String",
                        Json.shown(options.has("title") ? options.json("title") : options.json("internalName")));
        String field = identity(SharePoint.process(
                run, web, digest, FOUND, found + "<Property Id=\"7\" ParentId=\"5\" Name=\"Fields\" />" + parent));
        StringBuilder changes = new StringBuilder();
        int number = 667;
        for (String name : options.names()) {
            if (!NO_PROPERTIES.contains(name)) {
                changes.append("<SetProperty Id=\"")
                        .append(number)
                        .append("\" ObjectPathId=\"663\" Name=\"")
                        .append(Encoding.xml(name))
                        .append("\">")
                        .append(SharePoint.parameter("String", options.text(name)))
                        .append("</SetProperty>");
                number++;
            }
        }
        SharePoint.process(
                run,
                web,
                digest,
                changes + "<Method Name=\"UpdateAndPushChanges\" Id=\"9000\" ObjectPathId=\"663\"><Parameters>"
                        + SharePoint.parameter("Boolean", Boolean.toString(options.has("updateExistingLists")))
                        + "</Parameters></Method>",
                "<Identity Id=\"663\" Name=\"" + field + "\" />");
    }

    private static String method(String name, String type, String value) {
        return "<Method Id=\"663\" ParentId=\"7\" Name=\"" + name + "\"><Parameters>"
                + SharePoint.parameter(type, value) + "</Parameters></Method>";
    }

    private static String identity(JsonArray results) {
        return SharePoint.identity(Json.text(SharePoint.last(results), "_ObjectIdentity_"));
    }

    /** How the object model names the list that a call names; empty if it names none. */
    private static String listIdentity(CommandRun run, String digest) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String lists = "<Property Id=\"7\" ParentId=\"5\" Name=\"Lists\" />" + CURRENT_WEB;
        if (options.has("listId")) {
            String byId = method("GetById", "Guid", options.text("listId"));
            return identity(SharePoint.process(run, web, digest, FOUND, byId + lists));
        }
        if (options.has("listTitle")) {
            String byTitle = method("GetByTitle", "String", options.text("listTitle"));
            return identity(SharePoint.process(run, web, digest, FOUND, byTitle + lists));
        }
        if (!options.has("listUrl")) {
            return "";
        }
        return identity(SharePoint.process(
                run,
                web,
                digest,
                "<ObjectPath Id=\"2\" ObjectPathId=\"1\" /><ObjectPath Id=\"4\" ObjectPathId=\"3\" />"
                        + "<ObjectPath Id=\"6\" ObjectPathId=\"5\" /><Query Id=\"7\" ObjectPathId=\"5\">"
                        + "<Query SelectAllProperties=\"true\"><Properties /></Query></Query>",
                "<StaticProperty Id=\"1\" TypeId=\"{3747adcd-a3c3-41b9-bfab-4a64dd2f1e0a}\" Name=\"Current\" />"
                        + "<Property Id=\"3\" ParentId=\"1\" Name=\"Web\" />"
                        + "<Method Id=\"5\" ParentId=\"3\" Name=\"GetList\"><Parameters>"
                        + SharePoint.parameter("String", Paths.onServer(web, options.text("listUrl")))
                        + "</Parameters></Method>"));
    }

    private static void removeField(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String fields = SharePoint.list(options) + "/fields";
        if (!options.has("group")) {
            String field = options.has("id")
                    ? byId(options.text("id"))
                    : "/getbyinternalnameortitle('"
                            + Encoding.literal(options.text("title", options.text("internalName"))) + "')";
            run.json(Request.post(fields + field, Request.SHAREPOINT).as("DELETE"));
            return;
        }
        for (JsonElement field : CommandRun.values(SharePoint.get(run, fields))) {
            if (Json.text(field, "Group").equals(options.text("group"))) {
                run.json(Request.post(fields + byId(Json.shown(Json.at(field, "Id"))), Request.SHAREPOINT)
                        .as("DELETE"));
            }
        }
    }

    private static String byId(String id) {
        return "/getbyid('" + Encoding.literal(id) + "')";
    }
}
