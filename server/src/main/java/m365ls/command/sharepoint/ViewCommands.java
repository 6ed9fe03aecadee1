package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;

/**
 * {@code spo list view ...}, {@code spo list contenttype ...}, {@code spo list roleinheritance ...}, {@code spo
 * contenttype ...}, {@code spo feature ...}, {@code spo eventreceiver ...}
 */
public final class ViewCommands {

    /** Options of {@code set} that are no properties of the view. */
    private static final Set<String> NO_PROPERTIES =
            Set.of("webUrl", "listId", "listTitle", "listUrl", "id", "title", "debug", "verbose", "output");

    private ViewCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint(
                        "spo list view get",
                        run -> SharePoint.print(run, SharePoint.list(run.options()) + view(run.options(), "getBy"))),
                NativeCommand.sharePoint("spo list view list", ViewCommands::views),
                NativeCommand.sharePoint("spo list view add", ViewCommands::add),
                NativeCommand.sharePoint("spo list view set", ViewCommands::set),
                NativeCommand.sharePoint("spo list view field add", ViewCommands::addField),
                NativeCommand.sharePoint("spo list contenttype add", ViewCommands::addContentType),
                NativeCommand.sharePoint(
                        "spo list contenttype list",
                        run -> run.printAll(SharePoint.list(run.options()) + "/ContentTypes?$expand=Parent")),
                NativeCommand.sharePoint("spo list contenttype default set", ViewCommands::setDefaultContentType),
                NativeCommand.sharePoint(
                        "spo list roleinheritance break",
                        run -> inherit(
                                run, "breakroleinheritance(" + !run.options().has("clearExistingPermissions") + ")")),
                NativeCommand.sharePoint("spo list roleinheritance reset", run -> inherit(run, "resetroleinheritance")),
                NativeCommand.sharePoint("spo feature list", ViewCommands::features),
                NativeCommand.sharePoint("spo feature enable", run -> feature(run, "add")),
                NativeCommand.sharePoint("spo feature disable", run -> feature(run, "remove")),
                NativeCommand.sharePoint("spo contenttype list", ViewCommands::contentTypes),
                NativeCommand.sharePoint("spo contenttype get", ViewCommands::contentType),
                NativeCommand.sharePoint("spo eventreceiver list", ViewCommands::eventReceivers));
    }

    private static String view(Options options, String by) {
        return "/views/" + by
                + (options.has("id")
                        ? "Id('" + Encoding.literal(options.text("id")) + "')"
                        : "Title('" + Encoding.literal(options.text("title")) + "')");
    }

    /** The address of a list as some commands write it. */
    private static String upper(Options options) {
        return SharePoint.list(options).replace("/lists/getByTitle(", "/lists/GetByTitle(");
    }

    private static void views(CommandRun run) throws Stop, InterruptedException {
        String list = upper(run.options());
        // Without a list the CLI asks for the site itself.
        run.printAll(list.endsWith("/_api/web") ? list : list + "/views");
    }

    private static void set(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String digest = SharePoint.digest(run, options.text("webUrl"));
        JsonObject body = new JsonObject();
        for (String name : options.names()) {
            if (!NO_PROPERTIES.contains(name)) {
                body.add(name, options.json(name));
            }
        }
        run.json(Request.patch(upper(options) + view(options, "GetBy"), Request.SHAREPOINT)
                .with("x-requestdigest", digest)
                .with("content-type", "application/json;odata=nometadata")
                .body(body));
    }

    private static void addField(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String list = upper(options);
        String field = list + "/fields"
                + (options.has("id")
                        ? "/getbyid('" + Encoding.literal(options.text("id")) + "')"
                        : "/getbyinternalnameortitle('" + Encoding.literal(options.text("title")) + "')");
        JsonElement name = Json.at(SharePoint.get(run, field), "InternalName");
        String view = options.has("viewId")
                ? "('" + Encoding.literal(options.text("viewId")) + "')"
                : "/GetByTitle('" + Encoding.literal(options.text("viewTitle")) + "')";
        String fields = list + "/views" + view + "/viewfields/";
        run.json(Request.post(fields + "addviewfield('" + Json.shown(name) + "')", Request.SHAREPOINT));
        if (options.given("position")) {
            run.json(Request.post(fields + "moveviewfieldto", Request.SHAREPOINT)
                    .body(Json.object("field", name, "index", options.json("position"))));
        }
    }

    private static void addContentType(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        run.print(run.json(
                Request.post(SharePoint.list(options) + "/ContentTypes/AddAvailableContentType", Request.SHAREPOINT)
                        .body(Json.object("contentTypeId", options.json("id")))));
    }

    private static void contentType(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String types = SharePoint.list(options) + "/contenttypes";
        if (options.has("id")) {
            JsonElement type =
                    SharePoint.get(run, types + "('" + Encoding.literal(options.text("id")) + "')?$expand=Parent");
            if (Json.at(type, "odata.null").equals(new JsonPrimitive(true))) {
                throw Stop.failure("Content type with ID " + options.text("id") + " not found");
            }
            run.print(type);
            return;
        }
        JsonArray found = CommandRun.values(SharePoint.get(
                run, types + "?$filter=Name eq '" + Encoding.literal(options.text("name")) + "'&$expand=Parent"));
        if (found.isEmpty()) {
            throw Stop.failure("Content type with name " + options.text("name") + " not found");
        }
        run.print(found.get(0));
    }

    private static void eventReceivers(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        boolean ofSite = options.has("scope") && !options.text("scope").equals("web");
        run.printAll((ofSite ? options.text("webUrl") + "/_api/site" : SharePoint.list(options)) + "/eventreceivers");
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        List<String> fields =
                options.given("fields") ? new ArrayList<>(SharePoint.split(options.text("fields"))) : new ArrayList<>();
        JsonObject view = Json.object(
                "Title",
                options.json("title"),
                "Query",
                options.json("viewQuery"),
                "PersonalView",
                options.has("personal"),
                "SetAsDefaultView",
                options.has("default"),
                "Paged",
                options.given("paged") ? options.json("paged") : true,
                "RowLimit",
                options.given("rowLimit") ? options.json("rowLimit") : ROWS,
                "CustomFormatter",
                options.json("customFormatter"));
        switch (options.text("type")) {
            case "calendar" -> fields = calendar(options, fields, view);
            case "gallery" -> view.addProperty("ViewType2", "TILES");
            case "kanban" -> kanban(options, fields, view);
            default -> {}
        }
        JsonArray names = new JsonArray();
        fields.forEach(names::add);
        view.add("ViewFields", Json.object("results", names));
        run.print(run.json(Request.post(SharePoint.list(options) + "/views/add", Request.SHAREPOINT)
                .with("content-type", "application/json;odata=verbose")
                .body(Json.object("parameters", view))));
    }

    /** Rows that a page of a view has if nothing else is said. */
    private static final int ROWS = 30;

    /** Makes a calendar of a view; the fields that it shows, those of the calendar first. */
    private static List<String> calendar(Options options, List<String> others, JsonObject view) {
        String start = options.text("calendarStartDateField");
        String end = options.text("calendarEndDateField");
        String title = options.text("calendarTitleField");
        String subtitle = options.text("calendarSubTitleField");
        String layout = options.given("calendarDefaultLayout") ? options.text("calendarDefaultLayout") : "month";
        List<String> fields = new ArrayList<>(List.of(start, end, title, subtitle));
        fields.removeIf(String::isEmpty);
        List<String> known = List.copyOf(fields);
        others.stream().filter(field -> !known.contains(field)).forEach(fields::add);
        view.addProperty(
                "CalendarViewStyles",
                style("Day", "day", "day", 1, layout.equals("day"))
                        + style("Week", "week", "week", 2, layout.equals("week"))
                        + style("Month", "month", "month", 3, layout.equals("month"))
                        + style("Work week", "workweek", "week", 4, layout.equals("workWeek")));
        view.addProperty(
                "Query",
                "<Where><DateRangesOverlap><FieldRef Name='" + Encoding.xml(start) + "' /><FieldRef Name='"
                        + Encoding.xml(end)
                        + "' /><Value Type='DateTime'><Month /></Value></DateRangesOverlap></Where>");
        view.addProperty(
                "ViewData",
                reference(title, "CalendarMonthTitle")
                        + reference(title, "CalendarWeekTitle")
                        + reference(subtitle, "CalendarWeekLocation")
                        + reference(title, "CalendarDayTitle")
                        + reference(subtitle, "CalendarDayLocation"));
        view.addProperty("ViewType2", "MODERNCALENDAR");
        return fields;
    }

    private static String style(String title, String type, String template, int sequence, boolean isDefault) {
        return "<CalendarViewStyle Title=\"" + title + "\" Type=\"" + type + "\" Template=\"CalendarView" + template
                + "Chrome\" Sequence=\"" + sequence + "\" Default=\"" + (isDefault ? "TRUE" : "FALSE") + "\" />";
    }

    private static String reference(String field, String type) {
        return "<FieldRef Name=\"" + Encoding.xml(field) + "\" Type=\"" + type + "\" />";
    }

    private static void kanban(Options options, List<String> fields, JsonObject view) {
        String bucket = options.text("kanbanBucketField");
        if (!fields.contains(bucket)) {
            fields.add(bucket);
        }
        if (!options.has("customFormatter")) {
            view.addProperty("CustomFormatter", "{}");
        }
        view.addProperty("ViewData", reference(bucket, "KanbanPivotColumn"));
        view.addProperty("ViewType2", "KANBAN");
    }

    private static void inherit(CommandRun run, String change) throws Stop, InterruptedException {
        run.json(Request.post(SharePoint.list(run.options()) + "/" + change, Request.SHAREPOINT)
                .with("content-type", "application/json"));
    }

    private static void features(CommandRun run) throws Stop, InterruptedException {
        run.printAll(run.options().text("webUrl") + "/_api/" + run.options().text("scope", "Web")
                + "/Features?$select=DisplayName,DefinitionId");
    }

    private static void feature(CommandRun run, String change) throws Stop, InterruptedException {
        Options options = run.options();
        run.json(Request.post(
                options.text("webUrl") + "/_api/" + options.text("scope", "web") + "/features/" + change
                        + "(featureId=guid'" + options.text("id") + "',force=" + options.has("force") + ")",
                Request.SHAREPOINT));
    }

    private static void contentTypes(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String filter =
                options.has("category") ? "&$filter=Group eq '" + Encoding.literal(options.text("category")) + "'" : "";
        run.printAll(options.text("webUrl") + "/_api/web/ContentTypes?$expand=Parent" + filter);
    }

    private static void setDefaultContentType(CommandRun run) throws Stop, InterruptedException {
        String list = SharePoint.list(run.options());
        String id = run.options().text("contentTypeId");
        JsonElement folder = SharePoint.get(run, list + "/RootFolder?$select=ContentTypeOrder,UniqueContentTypeOrder");
        JsonElement unique = Json.at(folder, "UniqueContentTypeOrder");
        JsonElement order = unique.isJsonNull() ? Json.at(folder, "ContentTypeOrder") : unique;
        if (!(order instanceof JsonArray shown)) {
            throw Stop.failure("SharePoint does not tell the order of the list's content types.");
        }
        int at = indexOf(shown, id, "StringValue");
        if (at == 0) {
            return;
        }
        if (at < 0) {
            JsonArray all = CommandRun.values(SharePoint.get(run, list + "/ContentTypes?$select=Id"));
            if (indexOf(all, id, "Id", "StringValue") < 0) {
                throw Stop.failure("Content type " + id + " missing in the list. "
                        + "Add the content type to the list first and try again.");
            }
        } else {
            shown.remove(at);
        }
        JsonArray changed = Json.array(Json.object("StringValue", id));
        changed.addAll(shown);
        run.json(Request.post(list + "/RootFolder", Request.SHAREPOINT)
                .with("content-type", "application/json;odata=nometadata")
                .with("x-http-method", "MERGE")
                .body(Json.object("UniqueContentTypeOrder", changed)));
    }

    /** Where an identifier is at a path of a list's elements, whatever its case; -1 if it is nowhere. */
    private static int indexOf(JsonArray list, String id, String... path) {
        for (int i = 0; i < list.size(); i++) {
            if (Json.text(list.get(i), path).equalsIgnoreCase(id)) {
                return i;
            }
        }
        return -1;
    }
}
