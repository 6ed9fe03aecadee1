package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Pages;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.OutputMode;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

/** {@code spo listitem ...} */
public final class ListItemCommands {

    private static final int USUAL_PAGE = 5000;

    /** Options of {@code add} that are no fields of the item. */
    private static final Set<String> NO_FIELDS_TO_ADD = Set.of(
            "listTitle", "listId", "listUrl", "webUrl", "contentType", "folder", "debug", "verbose", "output", "_");

    /** Options of {@code set} that are no fields of the item. */
    private static final Set<String> NO_FIELDS_TO_SET = Set.of(
            "listTitle",
            "listId",
            "listUrl",
            "webUrl",
            "id",
            "contentType",
            "systemUpdate",
            "debug",
            "verbose",
            "output",
            "s",
            "i",
            "o",
            "u",
            "t",
            "_");

    private ListItemCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo listitem list", ListItemCommands::list),
                NativeCommand.sharePoint("spo listitem get", ListItemCommands::get),
                NativeCommand.sharePoint("spo listitem add", ListItemCommands::add),
                NativeCommand.sharePoint("spo listitem set", ListItemCommands::set),
                NativeCommand.sharePoint("spo listitem remove", ListItemCommands::remove),
                NativeCommand.sharePoint("spo listitem attachment list", ListItemCommands::attachments));
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        String list = SharePoint.list(run.options());
        JsonArray items = run.options().has("camlQuery") ? byQuery(run, list) : byOptions(run, list);
        items.forEach(SharePoint::withoutUpperCaseId);
        run.print(items);
    }

    private static JsonArray byOptions(CommandRun run, String list) throws Stop, InterruptedException {
        Options options = run.options();
        List<String> fields = options.has("fields")
                ? Arrays.asList(options.text("fields").split(",", -1))
                : run.output() == OutputMode.TEXT ? List.of("Title", "Id") : List.of();
        Optional<String> behind = lastOfPageBefore(run, list);
        List<String> query = new ArrayList<>();
        query.add("$top=" + options.text("pageSize", Integer.toString(USUAL_PAGE)));
        if (options.has("filter")) {
            query.add("$filter=" + Encoding.component(options.text("filter")));
        }
        Set<String> expand = expanded(fields);
        if (!expand.isEmpty()) {
            query.add("$expand=" + String.join(",", expand));
        }
        if (!fields.isEmpty()) {
            query.add("$select=" + Encoding.literal(String.join(",", fields)));
        }
        behind.ifPresent(id -> query.add("$skiptoken=Paged=TRUE%26p_ID=" + id));
        if (options.has("pageNumber") && options.number("pageNumber") > 0 && behind.isEmpty()) {
            return new JsonArray();
        }
        String address = list + "/items?" + String.join("&", query);
        return options.has("pageSize")
                ? CommandRun.values(SharePoint.get(run, address))
                : run.shown(CommandRun.odata(address), SharePoint::withoutUpperCaseId);
    }

    private static Set<String> expanded(List<String> fields) {
        return fields.stream()
                .filter(field -> field.indexOf('/') >= 0)
                .map(field -> field.substring(0, field.indexOf('/')))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Identifier of the last item on the pages before the one that is asked for; empty if there is none. */
    private static Optional<String> lastOfPageBefore(CommandRun run, String list) throws Stop, InterruptedException {
        Options options = run.options();
        if (!options.has("pageNumber") || options.number("pageNumber") == 0) {
            return Optional.empty();
        }
        double items = options.number("pageSize") * options.number("pageNumber");
        String filter = options.has("filter") ? "$filter=" + Encoding.component(options.text("filter")) : "";
        JsonArray before = CommandRun.values(
                SharePoint.get(run, list + "/items?$select=Id&$top=" + JavaScriptNumbers.text(items) + "&" + filter));
        return lastId(before);
    }

    private static Optional<String> lastId(JsonArray items) {
        JsonElement id = items.isEmpty() ? Undefined.VALUE : Json.at(items.get(items.size() - 1), "Id");
        return Undefined.is(id) ? Optional.empty() : Optional.of(Json.shown(id));
    }

    private static JsonArray byQuery(CommandRun run, String list) throws Stop, InterruptedException {
        String digest = SharePoint.digest(run, run.options().text("webUrl"));
        JsonArray items = new JsonArray();
        Set<String> seen = new LinkedHashSet<>();
        Pages pages = run.pages(true);
        Optional<String> behind = Optional.empty();
        do {
            JsonObject query = Json.object("ViewXml", run.options().text("camlQuery"), "AllowIncrementalResults", true);
            behind.ifPresent(
                    id -> query.add("ListItemCollectionPosition", Json.object("PagingInfo", "Paged=TRUE&p_ID=" + id)));
            JsonArray page = CommandRun.values(pages.read(Request.post(list + "/GetItems", Request.SHAREPOINT)
                    .with("x-requestdigest", digest)
                    .body(Json.object("query", query))));
            page.forEach(SharePoint::withoutUpperCaseId);
            items.addAll(page);
            behind = lastId(page);
            pages.brought(page, behind.isPresent());
            if (behind.isPresent() && !seen.add(behind.get())) {
                throw Stop.failure("SharePoint has handed out the item " + behind.get() + " twice, and does not come "
                        + "to the end of the list.");
            }
        } while (behind.isPresent());
        return items;
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String list = SharePoint.list(options);
        JsonArray types = CommandRun.values(SharePoint.get(run, list + "/contenttypes?$select=Name,Id"));
        Optional<JsonElement> type = options.has("contentType") ? Optional.of(type(types, options)) : Optional.empty();
        JsonArray fields = new JsonArray();
        for (String name : options.names()) {
            if (!NO_FIELDS_TO_ADD.contains(name)) {
                fields.add(field(name, options.json(name)));
            }
        }
        JsonObject body = Json.object("formValues", fields);
        if (options.has("folder")) {
            String root = Json.text(SharePoint.get(run, list + "/rootFolder"), "ServerRelativeUrl");
            String folder = Paths.onServer(root, options.text("folder"));
            SharePoint.ensureFolder(run, options.text("webUrl"), folder);
            body.add("listItemCreateInfo", Json.object("FolderPath", Json.object("DecodedUrl", folder)));
        }
        type.ifPresent(name -> fields.add(field("ContentType", name)));
        JsonArray added =
                CommandRun.values(run.json(Request.post(list + "/AddValidateUpdateItemUsingPath()", Request.SHAREPOINT)
                        .body(body)));
        SharePoint.checkFields(added, "Creating the item failed with the following errors: ");
        for (JsonElement field : added) {
            if (Json.text(field, "FieldName").equals("Id")) {
                String item = list + "/items(" + Json.text(field, "FieldValue") + ")";
                run.print(SharePoint.withoutUpperCaseId(SharePoint.get(run, item)));
                return;
            }
        }
        throw Stop.failure("SharePoint does not tell the identifier of the new item.");
    }

    private static JsonObject field(String name, JsonElement value) {
        return Json.object("FieldName", name, "FieldValue", Json.shown(value));
    }

    private static JsonElement type(JsonArray types, Options options) throws Stop {
        String wanted = options.text("contentType");
        for (JsonElement type : types) {
            if (Json.text(type, "Id", "StringValue").equals(wanted)
                    || Json.text(type, "Name").equals(wanted)) {
                return Json.at(type, "Name");
            }
        }
        throw Stop.failure("Specified content type '" + wanted + "' doesn't exist on the target list");
    }

    private static void set(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String list = SharePoint.list(options);
        Optional<JsonElement> type = options.has("contentType")
                ? Optional.of(
                        type(CommandRun.values(SharePoint.get(run, list + "/contenttypes?$select=Name,Id")), options))
                : Optional.empty();
        JsonArray fields = new JsonArray();
        for (String name : options.names()) {
            if (!NO_FIELDS_TO_SET.contains(name)) {
                fields.add(field(name, options.json(name)));
            }
        }
        type.ifPresent(name -> fields.add(field("ContentType", name)));
        String item;
        if (options.has("systemUpdate")) {
            item = list + "/items(" + JavaScriptNumbers.text(options.number("id")) + ")";
            SharePoint.systemUpdate(run, list, fields, JavaScriptNumbers.text(options.number("id")));
        } else {
            item = list + "/items(" + options.text("id") + ")";
            JsonArray changed =
                    CommandRun.values(run.json(Request.post(item + "/ValidateUpdateListItem()", Request.SHAREPOINT)
                            .body(Json.object("formValues", fields))));
            SharePoint.checkFields(changed, "Updating the items has failed with the following errors: ");
        }
        run.print(SharePoint.withoutUpperCaseId(SharePoint.get(run, item)));
    }

    private static void get(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String item = SharePoint.list(options)
                + (options.has("id")
                        ? "/items(" + options.text("id") + ")"
                        : "/GetItemByUniqueId(guid'" + options.text("uniqueId") + "')");
        List<String> properties = options.has("properties")
                ? Arrays.asList(options.text("properties").split(",", -1))
                : List.of();
        Set<String> expand = expanded(properties);
        String query = "?$select=" + Encoding.literal(String.join(",", properties))
                + (expand.isEmpty() ? "" : "&$expand=" + String.join(",", expand));
        JsonObject found = CommandRun.object(SharePoint.get(run, item + query));
        if (options.has("withPermissions")) {
            found.add("RoleAssignments", Permissions.assignments(run, item));
        }
        run.print(SharePoint.withoutUpperCaseId(found));
    }

    private static void remove(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String item = SharePoint.list(options) + "/items(" + options.text("id") + ")";
        run.json(Request.post(item + (options.has("recycle") ? "/recycle()" : ""), Request.SHAREPOINT)
                .as("DELETE"));
    }

    private static void attachments(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        run.print(Json.at(
                SharePoint.get(
                        run,
                        SharePoint.list(options) + "/items(" + options.text("listItemId")
                                + ")?$select=AttachmentFiles&$expand=AttachmentFiles"),
                "AttachmentFiles"));
    }
}
