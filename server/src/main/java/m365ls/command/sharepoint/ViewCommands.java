package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Set;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;

/** {@code spo list view ...}, {@code spo list contenttype ...}, {@code spo contenttype ...} */
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
                NativeCommand.sharePoint("spo list view set", ViewCommands::set),
                NativeCommand.sharePoint("spo list view field add", ViewCommands::addField),
                NativeCommand.sharePoint("spo list contenttype add", ViewCommands::addContentType),
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
        run.print(run.all(list.endsWith("/_api/web") ? list : list + "/views"));
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
        run.print(run.all(
                (ofSite ? options.text("webUrl") + "/_api/site" : SharePoint.list(options)) + "/eventreceivers"));
    }
}
