package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import m365ls.command.CommandRun;
import m365ls.command.Downloads;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;
import m365ls.output.OutputMode;

/** {@code spo file ...}, {@code spo folder ...} */
public final class FileCommands {

    /** The most that SharePoint hands out of a folder at once. */
    private static final int PAGE = 5000;

    /** Deeper than a path of SharePoint, of at most 400 characters, can lead. */
    private static final int DEEPEST = 200;

    /** Colours of folders, by SharePoint's numbers for them. */
    private static final List<String> COLORS = List.of(
            "yellow",
            "darkRed",
            "darkOrange",
            "darkGreen",
            "darkTeal",
            "darkBlue",
            "darkPurple",
            "darkPink",
            "grey",
            "lightRed",
            "lightOrange",
            "lightGreen",
            "lightTeal",
            "lightBlue",
            "lightPurple",
            "lightPink");

    private FileCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo file list", FileCommands::files),
                NativeCommand.sharePoint("spo file get", FileCommands::get),
                NativeCommand.sharePoint("spo file checkin", FileCommands::checkIn),
                NativeCommand.sharePoint(
                        "spo file checkout",
                        run -> run.json(Request.post(file(run.options()) + "/checkout", Request.SHAREPOINT))),
                NativeCommand.sharePoint("spo folder list", FileCommands::folders),
                NativeCommand.sharePoint("spo folder get", FileCommands::folder),
                NativeCommand.sharePoint("spo folder add", FileCommands::addFolder));
    }

    private static String folder(CommandRun run, String path) {
        String web = run.options().text("webUrl");
        return web + "/_api/web/GetFolderByServerRelativePath(DecodedUrl='"
                + Encoding.literal(Paths.onServer(web, path)) + "')";
    }

    /** All that a folder holds of a kind, asked for page by page. */
    private static JsonArray content(CommandRun run, String path, String kind, String query)
            throws Stop, InterruptedException {
        JsonArray all = new JsonArray();
        int page = PAGE;
        while (page == PAGE) {
            String address = folder(run, path) + "/" + kind + "?$skip=" + all.size() + "&$top=" + PAGE + query;
            JsonArray found = CommandRun.values(SharePoint.get(run, address));
            all.addAll(found);
            page = found.size();
        }
        return all;
    }

    private static String query(SharePoint.Selection selection, String filter) {
        return (selection.expand().isEmpty() ? "" : "&$expand=" + String.join(",", selection.expand()))
                + (selection.select().isEmpty() ? "" : "&$select=" + String.join(",", selection.select()))
                + (filter.isEmpty() ? "" : "&$filter=" + filter);
    }

    private static void files(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        boolean short_ = run.output() == OutputMode.TEXT && !options.has("fields");
        SharePoint.Selection selection =
                SharePoint.Selection.of(short_ ? "UniqueId,Name,ServerRelativeUrl" : options.text("fields"));
        String root = options.text("folderUrl");
        List<String> folders = new ArrayList<>();
        if (options.has("recursive")) {
            addFolders(run, root, folders, 0);
        }
        folders.add(root);
        JsonArray files = new JsonArray();
        for (String folder : folders) {
            files.addAll(content(run, folder, "Files", query(selection, options.text("filter"))));
        }
        cleanItems(files, selection);
        run.print(files);
    }

    private static void addFolders(CommandRun run, String path, List<String> folders, int depth)
            throws Stop, InterruptedException {
        for (JsonElement folder : subfolders(run, path, "&$select=ServerRelativeUrl", depth)) {
            String below = Json.text(folder, "ServerRelativeUrl");
            folders.add(below);
            addFolders(run, below, folders, depth + 1);
        }
    }

    private static JsonArray subfolders(CommandRun run, String path, String query, int depth)
            throws Stop, InterruptedException {
        if (depth > DEEPEST) {
            throw Stop.failure("SharePoint has handed out folders within folders without an end.");
        }
        return content(run, path, "Folders", query);
    }

    /** Leaves out properties that PowerShell cannot read, where they were asked for. */
    private static void cleanItems(JsonArray files, SharePoint.Selection selection) {
        if (selection.select().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("listitemallfields"))) {
            files.forEach(file -> SharePoint.withoutUpperCaseId(Json.at(file, "ListItemAllFields")));
        }
    }

    private static void folders(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        SharePoint.Selection selection = SharePoint.Selection.of(options.text("fields"));
        JsonArray all = new JsonArray();
        collect(run, options.text("parentFolderUrl"), query(selection, options.text("filter")), all, 0);
        cleanItems(all, selection);
        run.print(all);
    }

    private static void collect(CommandRun run, String path, String query, JsonArray all, int depth)
            throws Stop, InterruptedException {
        for (JsonElement folder : subfolders(run, path, query, depth)) {
            all.add(folder);
            if (run.options().has("recursive")) {
                collect(run, Json.text(folder, "ServerRelativeUrl"), query, all, depth + 1);
            }
        }
    }

    private static void folder(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String address = options.has("id")
                ? options.text("webUrl") + "/_api/web/GetFolderById('" + Encoding.literal(options.text("id")) + "')"
                : folder(run, options.text("url"));
        if (!options.has("withPermissions")) {
            SharePoint.print(run, address);
            return;
        }
        JsonElement found = SharePoint.get(
                run,
                address + "?$expand=ListItemAllFields/HasUniqueRoleAssignments,"
                        + "ListItemAllFields/RoleAssignments/Member,"
                        + "ListItemAllFields/RoleAssignments/RoleDefinitionBindings");
        if (!(Json.at(found, "ListItemAllFields") instanceof JsonObject item)) {
            throw Stop.failure("Please ensure the specified folder URL or folder Id does not refer to a root folder. "
                    + "Use 'spo list get' with withPermissions instead.");
        }
        JsonArray assignments = Json.list(item, "RoleAssignments");
        Permissions.nameMembers(assignments);
        assignments.forEach(assignment -> Permissions.name(Json.list(assignment, "RoleDefinitionBindings")));
        run.print(found);
    }

    private static void get(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String address = options.has("id")
                ? web + "/_api/web/GetFileById('" + Encoding.literal(options.text("id")) + "')"
                : options.has("url") ? web + "/_api/web/GetFileByServerRelativePath(DecodedUrl=@f)" : "";
        String query = options.has("asListItem")
                ? "?$expand=ListItemAllFields"
                : options.has("asFile") || options.has("asString") ? "/$value" : "";
        if (options.has("url")) {
            query += (query.indexOf('?') < 0 ? "?" : "&") + "@f='"
                    + Encoding.literal(Paths.onServer(web, options.text("url"))) + "'";
        }
        Request request = Request.get(address + query, Request.SHAREPOINT);
        if (options.has("asFile") && options.has("path")) {
            Wording.STATUS.of(() -> {
                Downloads.save(run, request, options.text("path"));
                return Json.nothing();
            });
        } else if (options.has("asString")) {
            run.print(Json.shown(run.json(request)));
        } else {
            JsonObject file = CommandRun.object(run.json(request));
            if (options.has("withPermissions")) {
                addPermissions(run, file);
            }
            JsonElement item = Json.at(file, "ListItemAllFields");
            run.print(options.has("asListItem") ? SharePoint.withoutUpperCaseId(item) : file);
        }
    }

    private static void addPermissions(CommandRun run, JsonObject file) throws Stop, InterruptedException {
        JsonArray assignments = Permissions.assignments(
                run,
                run.options().text("webUrl") + "/_api/web/GetFileByServerRelativePath(DecodedUrl='"
                        + Json.text(file, "ServerRelativeUrl") + "')/ListItemAllFields");
        file.add("RoleAssignments", assignments);
        if (run.options().has("asListItem") && Json.at(file, "ListItemAllFields") instanceof JsonObject item) {
            item.add("RoleAssignments", assignments);
        }
    }

    private static String file(Options options) {
        String web = options.text("webUrl");
        return options.has("url")
                ? web + "/_api/web/GetFileByServerRelativePath(DecodedUrl='"
                        + Encoding.literal(Paths.onServer(web, options.text("url"))) + "')"
                : web + "/_api/web/GetFileById('" + Encoding.literal(options.text("id")) + "')";
    }

    private static void checkIn(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        int type = switch (options.text("type").toLowerCase(Locale.ROOT)) {
            case "minor" -> 0;
            case "overwrite" -> 2;
            default -> 1;
        };
        run.json(Request.post(
                file(options) + "/checkin(comment='" + Encoding.literal(options.text("comment")) + "',checkintype="
                        + type + ")",
                Request.SHAREPOINT));
    }

    private static void addFolder(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String parent = Paths.onServer(web, options.text("parentFolderUrl"));
        if (options.has("ensureParentFolders")) {
            List<String> names = new ArrayList<>();
            for (String name : (Paths.origin(web) + parent).replace(web, "").split("/", -1)) {
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
            for (int i = 1; i < names.size(); i++) {
                String above = String.join("/", names.subList(0, i + 1));
                JsonElement found = SharePoint.get(
                        run,
                        web + "/_api/web/GetFolderByServerRelativePath(DecodedUrl='" + Encoding.literal(above)
                                + "')?$select=Exists");
                if (!Json.isTruthy(Json.at(found, "Exists"))) {
                    createFolder(run, above);
                }
            }
        }
        run.print(createFolder(run, parent + "/" + options.text("name")));
    }

    private static JsonElement createFolder(CommandRun run, String path) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        if (!options.given("color")) {
            return run.json(Request.post(
                    web + "/_api/web/folders/addUsingPath(decodedUrl='" + Encoding.literal(path) + "')",
                    Request.SHAREPOINT));
        }
        String color = options.text("color");
        String number = COLORS.contains(color) ? Integer.toString(COLORS.indexOf(color)) : color;
        return run.json(Request.post(
                        web + "/_api/foldercoloring/createfolder(DecodedUrl='" + Encoding.literal(path)
                                + "', overwrite=false)",
                        Request.SHAREPOINT)
                .body(Json.object("coloringInformation", Json.object("ColorHex", number))));
    }
}
