package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

/** {@code spo page ...} */
public final class PageCommands {

    /** The application that makes modern pages. */
    private static final String MODERN = "b6917cb1-93a0-4b97-a84d-7cf49975d4ec";

    private static final String JSON = "application/json;odata=nometadata";

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PageCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo page list", PageCommands::list),
                NativeCommand.sharePoint("spo page get", PageCommands::get),
                NativeCommand.sharePoint("spo page add", PageCommands::add),
                NativeCommand.sharePoint("spo page set", PageCommands::set),
                NativeCommand.sharePoint("spo page section add", PageSections::add),
                NativeCommand.sharePoint("spo page clientsidewebpart add", PageParts::add));
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        String web = run.options().text("webUrl");
        JsonArray found = run.all(web + "/_api/sitepages/pages?$orderby=Title");
        Map<JsonElement, JsonObject> files = new HashMap<>();
        JsonArray all = run.all(web + "/_api/web/lists/SitePages/rootfolder/files"
                + "?$expand=ListItemAllFields/ClientSideApplicationId&$orderby=Name");
        for (JsonElement file : all) {
            JsonElement item = Json.at(file, "ListItemAllFields");
            if (Json.text(item, "ClientSideApplicationId").equals(MODERN) && file instanceof JsonObject object) {
                files.putIfAbsent(Json.at(item, "Id"), object);
            }
        }
        JsonArray pages = new JsonArray();
        for (JsonElement page : found) {
            JsonObject file = files.get(Json.at(page, "Id"));
            pages.add(file == null ? page : joined(file, CommandRun.object(page)));
        }
        if (!all.isEmpty()) {
            pages.forEach(page -> SharePoint.withoutUpperCaseId(Json.at(page, "ListItemAllFields")));
        }
        run.print(pages);
    }

    /** The members of both, those of the second where both have them. */
    private static JsonObject joined(JsonObject first, JsonObject second) {
        JsonObject both = new JsonObject();
        first.asMap().forEach(both::add);
        second.asMap().forEach(both::add);
        return both;
    }

    /** The name of a page, with its ending. */
    private static String file(String name) {
        return name.endsWith(".aspx") ? name : name + ".aspx";
    }

    private static void get(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String name = options.has("name") ? file(options.text("name")) : options.has("default") ? welcomePage(run) : "";
        JsonObject page = CommandRun.object(run.json(Request.get(
                        web + "/_api/web/GetFileByServerRelativePath(DecodedUrl='" + Paths.ofSite(web) + "/SitePages/"
                                + Encoding.literal(name) + "')?$expand=ListItemAllFields/ClientSideApplicationId,"
                                + "ListItemAllFields/PageLayoutType,ListItemAllFields/CommentsDisabled",
                        Request.SHAREPOINT)
                .with("content-type", "application/json;charset=utf-8")));
        JsonElement item = Json.at(page, "ListItemAllFields");
        if (!Json.text(item, "ClientSideApplicationId").equals(MODERN)) {
            throw Stop.failure("Page " + name + " is not a modern page.");
        }
        page.add("commentsDisabled", Json.at(item, "CommentsDisabled"));
        page.add("title", Json.at(item, "Title"));
        if (Json.isTruthy(Json.at(item, "PageLayoutType"))) {
            page.add("layoutType", Json.at(item, "PageLayoutType"));
        }
        if (!options.has("metadataOnly")) {
            JsonElement canvas = Json.at(
                    run.json(Request.get(
                                    web + "/_api/SitePages/Pages(" + Json.shown(Json.at(item, "Id")) + ")",
                                    Request.SHAREPOINT)
                            .with("content-type", "application/json;charset=utf-8")),
                    "CanvasContent1");
            page.add("canvasContentJson", canvas);
            JsonElement controls = canvas.isJsonNull() ? canvas : parsed(canvas);
            if (controls instanceof JsonArray all && !all.isEmpty()) {
                Set<JsonElement> sections = new LinkedHashSet<>();
                all.forEach(control -> {
                    if (Json.isTruthy(Json.at(control, "position"))) {
                        sections.add(Json.at(control, "position", "zoneIndex"));
                    }
                });
                page.addProperty("numControls", all.size());
                page.addProperty("numSections", sections.size());
            }
        }
        SharePoint.withoutUpperCaseId(item);
        run.print(page);
    }

    private static String welcomePage(CommandRun run) throws Stop, InterruptedException {
        String path = Json.text(
                SharePoint.get(run, run.options().text("webUrl") + "/_api/Web/RootFolder?$select=WelcomePage"),
                "WelcomePage");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static JsonElement parsed(JsonElement canvas) throws Stop {
        return Json.parse(Json.shown(canvas))
                .orElseThrow(() -> Stop.failure("What SharePoint tells of the page's controls cannot be read."));
    }

    /** The controls of a page; what a page without any has if it has none. */
    static JsonArray controls(JsonElement page) throws Stop {
        JsonElement canvas = Json.at(page, "CanvasContent1");
        if (!Json.isTruthy(canvas)) {
            return Json.array(Json.object(
                    "controlType",
                    0,
                    "pageSettingsSlice",
                    Json.object("isDefaultDescription", true, "isDefaultThumbnail", true)));
        }
        if (parsed(canvas) instanceof JsonArray controls) {
            return controls;
        }
        throw Stop.failure("What SharePoint tells of the page's controls is no list.");
    }

    /** Address of a page by its name. */
    static String byName(CommandRun run, String name) {
        return run.options().text("webUrl") + "/_api/sitepages/pages/GetByUrl('sitepages/" + Encoding.literal(name)
                + "')";
    }

    /** Checks a page out; what it is then. */
    static JsonElement checkOut(CommandRun run, String name) throws Stop, InterruptedException {
        String file = name.contains(".aspx") ? name : name + ".aspx";
        return run.json(Request.post(byName(run, file) + "/checkoutpage", Request.SHAREPOINT));
    }

    /** Sends requests that change a page. */
    private record Editor(CommandRun run, String web, String digest) {

        void post(String address, boolean merges, JsonElement body) throws Stop, InterruptedException {
            Request request = request(address);
            run.json((merges ? request.as("MERGE") : request).body(body));
        }

        JsonElement post(String address) throws Stop, InterruptedException {
            return run.json(request(address));
        }

        private Request request(String address) {
            return Request.post(web + address, Request.SHAREPOINT)
                    .with("content-type", JSON)
                    .with("x-requestdigest", digest);
        }

        JsonElement saveAsTemplate(String page) throws Stop, InterruptedException {
            return run.json(request("/_api/SitePages/Pages(" + page + ")/SavePageAsTemplate")
                    .with("x-http-method", "POST")
                    .with("if-match", "*"));
        }

        void saveDraft(String page, JsonElement body) throws Stop, InterruptedException {
            run.json(Request.post(web + "/_api/SitePages/Pages(" + page + ")/SavePageAsDraft", Request.SHAREPOINT)
                    .with("content-type", JSON)
                    .body(body));
        }

        void makeHomePage(String name) throws Stop, InterruptedException {
            post("/_api/web/rootfolder", true, Json.object("WelcomePage", "SitePages/" + name));
        }

        /** Sets fields of the page's item, without a new version of it. */
        void update(String list, String item, JsonArray fields) throws Stop, InterruptedException {
            String address = web + "/_api/web/GetList('" + Encoding.literal(Paths.onServer(web, list)) + "')";
            SharePoint.systemUpdate(run, address, fields, item);
            SharePoint.get(run, address + "/items(" + item + ")");
        }
    }

    private static JsonObject field(String name, String value) {
        return Json.object("FieldName", name, "FieldValue", value);
    }

    private static String number(JsonElement page) {
        return Json.shown(Json.at(page, "Id"));
    }

    /** The members of a page with these names that are true in a condition. */
    private static void addTruthy(JsonObject data, JsonElement page, String... names) {
        for (String name : names) {
            if (Json.isTruthy(Json.at(page, name))) {
                data.add(name, Json.at(page, name));
            }
        }
    }

    private static JsonElement orEmpty(Options options, String name) {
        return options.has(name) ? options.json(name) : new JsonPrimitive("");
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String name = file(options.text("name"));
        String given = options.text("name");
        int ending = given.indexOf(".aspx");
        String title = options.text("title", ending < 0 ? given : given.substring(0, ending));
        String list = Paths.ofSite(web) + "/sitepages";
        String role = options.text("promoteAs");
        Editor editor = new Editor(run, web, SharePoint.digest(run, web));
        JsonElement made = run.json(Request.post(web + "/_api/sitepages/pages", Request.SHAREPOINT)
                .with("content-type", JSON)
                .body(Json.object(
                        "PageLayoutType",
                        options.text("layoutType", "Article"),
                        "Name",
                        name,
                        "PromotedState",
                        role.equals("NewsPage") ? 2 : 0,
                        "Title",
                        title)));
        String file = "/_api/web/getfilebyid('" + Json.shown(Json.at(made, "UniqueId")) + "')";
        String item = number(Json.at(
                SharePoint.get(
                        run,
                        web + "/_api/web/GetFileByServerRelativePath(DecodedUrl=@f)?$expand=ListItemAllFields&@f='"
                                + Encoding.literal(Paths.onServer(web, list + "/" + name)) + "'"),
                "ListItemAllFields"));
        JsonElement page = checkOut(run, name);
        String comments = "/ListItemAllFields/SetCommentsDisabled(" + !options.has("commentsEnabled") + ")";
        switch (role) {
            case "HomePage" -> editor.makeHomePage(name);
            case "NewsPage" ->
                editor.update(
                        list,
                        item,
                        Json.array(field(
                                "FirstPublishedDate", INSTANT.format(run.clock().instant()))));
            case "Template" -> {
                page = editor.saveAsTemplate(item);
                editor.post("/_api/web/getfilebyid('" + Json.shown(Json.at(page, "UniqueId")) + "')" + comments);
            }
            default -> {}
        }
        JsonObject data = Json.object(
                "BannerImageUrl",
                Json.at(page, "BannerImageUrl"),
                "CanvasContent1",
                Json.at(page, "CanvasContent1"),
                "LayoutWebpartsContent",
                Json.at(page, "LayoutWebpartsContent"),
                "Description",
                orEmpty(options, "description"));
        String address = "/_api/SitePages/Pages(" + number(page) + ")/";
        editor.post(address + "SavePage", true, data);
        if (role.equals("Template")) {
            JsonObject draft = data.deepCopy();
            draft.addProperty("Title", given.replaceFirst("\\.aspx", ""));
            editor.post(address + "SavePageAsDraft", true, draft);
        }
        editor.post(file + comments);
        if (options.has("publish")) {
            editor.post(file + "/CheckIn(comment=@a1,checkintype=@a2)?@a1='"
                    + Encoding.literal(options.text("publishMessage")) + "'&@a2=1");
        } else if (role.equals("Template")) {
            // The CLI sends it twice.
            editor.post(file + comments);
        } else {
            JsonObject draft = data.deepCopy();
            draft.addProperty("Title", title);
            editor.saveDraft(number(page), draft);
        }
    }

    private static void set(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String name = file(options.text("name"));
        String list = Paths.ofSite(web) + "/sitepages";
        String file = "/_api/web/GetFileByServerRelativePath(DecodedUrl='" + list + "/" + name + "')";
        Editor editor = new Editor(run, web, SharePoint.digest(run, web));
        JsonElement page = checkOut(run, options.text("name"));
        if (options.has("layoutType")) {
            JsonArray fields = Json.array(field("PageLayoutType", options.text("layoutType")));
            if (options.text("layoutType").equals("Article")) {
                String image = "/_layouts/15/images/sitepagethumbnail.png";
                fields.add(field("PromotedState", "0"));
                fields.add(field("BannerImageUrl", Paths.origin(web) + image + ", " + image));
            }
            editor.update(list, number(page), fields);
        }
        String id = number(page);
        boolean isTemplate = options.text("promoteAs").equals("Template");
        JsonObject data = new JsonObject();
        switch (options.text("promoteAs")) {
            case "HomePage" -> editor.makeHomePage(name);
            case "NewsPage" ->
                editor.update(
                        list,
                        id,
                        Json.array(
                                field("PromotedState", "2"),
                                field(
                                        "FirstPublishedDate",
                                        INSTANT.format(run.clock().instant()))));
            case "Template" -> {
                JsonElement template = editor.saveAsTemplate(id);
                data.addProperty("Title", options.text("name").replaceFirst("\\.aspx", ""));
                addTruthy(data, page, "Description");
                addTruthy(data, template, "BannerImageUrl", "LayoutWebpartsContent", "CanvasContent1");
                id = number(template);
            }
            default -> {}
        }
        if (!isTemplate) {
            addTruthy(
                    data,
                    page,
                    "Title",
                    "Description",
                    "BannerImageUrl",
                    "CanvasContent1",
                    "LayoutWebpartsContent",
                    "TopicHeader",
                    "AuthorByline");
            setGiven(data, options, "title", "Title");
            setGiven(data, options, "content", "CanvasContent1");
        }
        setGiven(data, options, "description", "Description");
        String address = "/_api/SitePages/Pages(" + id + ")/";
        if (options.has("title") || options.has("description") || options.has("content")) {
            editor.post(address + "SavePage", true, data);
        }
        if (isTemplate) {
            editor.post(address + "SavePageAsDraft", true, data);
        }
        if (options.given("commentsEnabled")) {
            editor.post(file + "/ListItemAllFields/SetCommentsDisabled(" + !options.has("commentsEnabled") + ")");
        }
        if (options.text("demoteFrom").equals("NewsPage")) {
            editor.update(list, id, Json.array(field("PromotedState", "0")));
        }
        if (options.given("isRetired")) {
            editor.update(list, id, Json.array(field("_SPIsRetired", options.text("isRetired"))));
        }
        if (options.has("publish")) {
            editor.post(file + "/CheckIn(comment=@a1,checkintype=@a2)?@a1='"
                    + Encoding.literal(options.text("publishMessage")) + "'&@a2=1");
        } else if (!isTemplate) {
            editor.saveDraft(id, data);
        }
    }

    private static void setGiven(JsonObject data, Options options, String option, String name) {
        if (options.has(option)) {
            data.add(name, options.json(option));
        }
    }
}
