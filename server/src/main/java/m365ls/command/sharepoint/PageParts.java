package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.JsonText;
import m365ls.text.JavaScriptNumbers;

/** {@code spo page clientsidewebpart add} */
final class PageParts {

    /** By Microsoft's list of the web parts that come with SharePoint. */
    private static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry("ContentRollup", "daf0b71c-6de8-4ef7-b511-faae7c388708"),
            Map.entry("BingMap", "e377ea37-9047-43b9-8cdb-a761be2f8e09"),
            Map.entry("ContentEmbed", "490d7c76-1824-45b2-9de3-676421c997fa"),
            Map.entry("DocumentEmbed", "b7dd04e1-19ce-4b24-9132-b60a1c2b910d"),
            Map.entry("Image", "d1d91016-032f-456d-98a4-721247c305e8"),
            Map.entry("ImageGallery", "af8be689-990e-492a-81f7-ba3e4cd3ed9c"),
            Map.entry("LinkPreview", "6410b3b6-d440-4663-8744-378976dc041e"),
            Map.entry("NewsFeed", "0ef418ba-5d19-4ade-9db0-b339873291d0"),
            Map.entry("NewsReel", "a5df8fdf-b508-4b66-98a6-d83bc2597f63"),
            Map.entry("PowerBIReportEmbed", "58fcd18b-e1af-4b0a-b23b-422c2c52d5a2"),
            Map.entry("QuickChart", "91a50c94-865f-4f5c-8b4e-e49659e69772"),
            Map.entry("SiteActivity", "eb95c819-ab8f-4689-bd03-0c2d65d47b1f"),
            Map.entry("VideoEmbed", "275c0095-a77e-4f6d-a2a0-6a7626911518"),
            Map.entry("YammerEmbed", "31e9537e-f9dc-40a4-8834-0e3b7df418bc"),
            Map.entry("Events", "20745d7d-8581-4a6c-bf26-68279bc123fc"),
            Map.entry("GroupCalendar", "6676088b-e28e-4a90-b9cb-d0d0303cd2eb"),
            Map.entry("Hero", "c4bd7b2f-7b6e-4599-8485-16504575f590"),
            Map.entry("List", "f92bf067-bc19-489e-a556-7fe95f508720"),
            Map.entry("PageTitle", "cbe7b0a9-3504-44dd-a3a3-0e5cacd07788"),
            Map.entry("People", "7f718435-ee4d-431c-bdbf-9c4ff326f46e"),
            Map.entry("QuickLinks", "c70391ea-0b10-4ee9-b2b4-006d3fcad0cd"),
            Map.entry("CustomMessageRegion", "71c19a43-d08c-4178-8218-4df8554c0b0e"),
            Map.entry("Divider", "2161a1c6-db61-4731-b97c-3cdb303f7cbb"),
            Map.entry("MicrosoftForms", "b19b3b9e-8d13-4fec-a93c-401a091c0707"),
            Map.entry("Spacer", "8654b779-4886-46d4-8ffb-b5ed960ee986"),
            Map.entry("ClientWebPart", "243166f5-4dc3-4fe2-9df2-a7971b546a0a"));

    private PageParts() {}

    static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String given = options.text("pageName");
        String name = given.contains(".aspx") ? given : given + ".aspx";
        String address = PageCommands.byName(run, name);
        JsonElement page = SharePoint.get(run, address);
        if (!Json.isTruthy(Json.at(page, "IsPageCheckedOutToCurrentUser"))) {
            page = PageCommands.checkOut(run, name);
        }
        JsonArray controls = PageCommands.controls(page);
        JsonObject part = part(run);
        place(options, controls, part);
        JsonObject data = new JsonObject();
        for (String kept : List.of(
                "AuthorByline", "BannerImageUrl", "Description", "Title", "TopicHeader", "LayoutWebpartsContent")) {
            if (Json.isTruthy(Json.at(page, kept))) {
                data.add(kept, Json.at(page, kept));
            }
        }
        data.addProperty("CanvasContent1", JsonText.compact(controls));
        run.json(Request.post(address + "/SavePageAsDraft", Request.SHAREPOINT)
                .as("MERGE")
                .with("content-type", "application/json;odata=nometadata")
                .body(data));
    }

    private static JsonObject part(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.has("standardWebPart")
                ? STANDARD.getOrDefault(options.text("standardWebPart"), "")
                : options.text("webPartId");
        JsonElement definition = definition(run, id);
        String component = withoutBraces(Json.text(definition, "Id")).toLowerCase(Locale.ROOT);
        JsonElement entries = Json.at(
                Json.parse(Json.text(definition, "Manifest"))
                        .orElseThrow(() -> Stop.failure("The definition of the web part cannot be read.")),
                "preconfiguredEntries");
        if (!(entries instanceof JsonArray all) || all.isEmpty()) {
            throw Stop.failure("The definition of the web part has no entries.");
        }
        String instance = UUID.randomUUID().toString();
        JsonObject data = Json.object(
                "dataVersion",
                "1.0",
                "description",
                Json.at(all.get(0), "description", "default"),
                "id",
                component,
                "instanceId",
                instance,
                "properties",
                Json.at(all.get(0), "properties"),
                "title",
                Json.at(all.get(0), "title", "default"));
        if (options.has("webPartProperties")
                && Json.at(data, "properties") instanceof JsonObject properties
                && Json.parse(options.text("webPartProperties")).orElse(Json.nothing()) instanceof JsonObject more) {
            more.asMap().forEach(properties::add);
        }
        if (options.has("webPartData")
                && Json.parse(options.text("webPartData")).orElse(Json.nothing()) instanceof JsonObject more) {
            more.asMap().forEach(data::add);
        }
        return Json.object("id", Json.at(data, "instanceId"), "webPartData", data, "webPartId", component);
    }

    private static String withoutBraces(String id) {
        String begun = id.startsWith("{") ? id.substring(1) : id;
        return begun.endsWith("}") ? begun.substring(0, begun.length() - 1) : begun;
    }

    private static JsonElement definition(CommandRun run, String id) throws Stop, InterruptedException {
        JsonElement all = SharePoint.get(run, run.options().text("webUrl") + "/_api/web/getclientsidewebparts()");
        for (JsonElement each : CommandRun.values(all)) {
            String its = Json.text(each, "Id");
            if (its.equalsIgnoreCase(id) || its.equalsIgnoreCase("{" + id + "}")) {
                return each;
            }
        }
        throw Stop.failure("There is no available WebPart with Id " + id + ".");
    }

    /** Puts a web part where the call wants it. */
    private static void place(Options options, JsonArray controls, JsonObject part) throws Stop {
        int at = place(options, controls);
        JsonElement there = controls.get(at);
        JsonObject position = CommandRun.object(Json.at(there, "position").deepCopy());
        JsonObject control = Json.object(
                "controlType",
                3,
                "displayMode",
                2,
                "id",
                Json.at(part, "id"),
                "position",
                position,
                "webPartId",
                Json.at(part, "webPartId"),
                "emphasis",
                new JsonObject(),
                "zoneGroupMetadata",
                Json.at(there, "zoneGroupMetadata"),
                "webPartData",
                Json.at(part, "webPartData"));
        if (!Json.isTruthy(Json.at(there, "controlType"))) {
            // It is an empty column.
            position.addProperty("controlIndex", 1);
            controls.set(at, control);
            return;
        }
        List<JsonElement> column = new ArrayList<>(inColumn(controls, position));
        column.sort((a, b) -> Double.compare(index(a), index(b)));
        boolean last = !options.has("order") || options.number("order") > column.size();
        JsonElement neighbour = column.get(last ? column.size() - 1 : (int) options.number("order") - 1);
        insert(controls, control, indexOf(controls, neighbour) + (last ? 1 : 0));
        int number = 1;
        for (JsonElement each : inColumn(controls, position)) {
            CommandRun.object(Json.at(each, "position")).addProperty("controlIndex", number);
            number++;
        }
    }

    private static double index(JsonElement control) {
        return JavaScriptNumbers.number(Json.text(control, "position", "controlIndex"));
    }

    private static int indexOf(JsonArray controls, JsonElement wanted) {
        for (int i = 0; i < controls.size(); i++) {
            if (controls.get(i) == wanted) {
                return i;
            }
        }
        throw new IllegalArgumentException("not among the controls");
    }

    private static void insert(JsonArray controls, JsonObject control, int at) {
        controls.add(control);
        for (int i = controls.size() - 1; i > at; i--) {
            controls.set(i, controls.get(i - 1));
        }
        controls.set(at, control);
    }

    private static List<JsonElement> inColumn(JsonArray controls, JsonElement position) {
        List<JsonElement> column = new ArrayList<>();
        for (JsonElement control : controls) {
            JsonElement its = Json.at(control, "position");
            if (Json.isTruthy(its)
                    && Json.text(its, "zoneIndex").equals(Json.text(position, "zoneIndex"))
                    && Json.text(its, "sectionIndex").equals(Json.text(position, "sectionIndex"))) {
                column.add(control);
            }
        }
        return column;
    }

    /** Where the first control of the column is that the call means; a section is added where there is none. */
    private static int place(Options options, JsonArray controls) throws Stop {
        if (options.has("verticalSection")) {
            for (int i = 0; i < controls.size(); i++) {
                if (Json.text(controls.get(i), "position", "layoutIndex").equals("2")) {
                    return i;
                }
            }
            insert(controls, section(2), 0);
            return 0;
        }
        if (controls.size() == 1) {
            insert(controls, section(1), 0);
        }
        List<Double> zones = List.copyOf(PageSections.zones(controls));
        double section = options.has("section") ? options.number("section") : zones.size();
        if (section > zones.size() || section < 1) {
            throw Stop.failure("Invalid section '" + JavaScriptNumbers.text(section) + "'");
        }
        JsonElement wanted =
                Json.object("zoneIndex", zones.get((int) section - 1), "sectionIndex", options.text("column", "1"));
        List<JsonElement> column = inColumn(controls, wanted);
        if (column.isEmpty()) {
            throw Stop.failure(
                    "Invalid column '" + (options.given("column") ? options.text("column") : "undefined") + "'");
        }
        return indexOf(controls, column.get(0));
    }

    private static JsonObject section(int layout) {
        return Json.object(
                "position",
                Json.object(
                        "controlIndex",
                        1,
                        "sectionIndex",
                        1,
                        "zoneIndex",
                        1,
                        "sectionFactor",
                        12,
                        "layoutIndex",
                        layout),
                "emphasis",
                new JsonObject(),
                "displayMode",
                2);
    }
}
