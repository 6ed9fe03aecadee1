package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.JsonText;
import m365ls.output.Undefined;

/** {@code spo page section add} */
final class PageSections {

    private static final List<String> EMPHASES = List.of("none", "neutral", "soft", "strong");

    private static final List<String> FILLS = List.of("ScaleToFill", "ScaleToFit", "Tile", "OriginalSize");

    /** The kind of control that holds the backgrounds of sections. */
    private static final String BACKGROUND = "14";

    /** A column over the whole width of a section, in twelfths. */
    private static final int WHOLE = 12;

    /** How SharePoint tells a vertical section. */
    private static final String VERTICAL_LAYOUT = "2";

    private PageSections() {}

    static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String lower = options.text("pageName").toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".aspx") ? lower : lower + ".aspx";
        String address = PageCommands.byName(run, name);
        JsonElement page = SharePoint.get(run, address + "?$select=CanvasContent1,IsPageCheckedOutToCurrentUser");
        JsonArray controls = PageCommands.controls(page);
        refuseClash(options, controls);
        if (!Json.isTruthy(Json.at(page, "IsPageCheckedOutToCurrentUser"))) {
            PageCommands.checkOut(run, name);
        }
        double zone = zone(controls, options);
        JsonElement background = background(options, controls);
        for (JsonElement control : controls) {
            if (Json.at(control, "position") instanceof JsonObject position && zoneOf(control) >= zone) {
                position.addProperty("zoneIndex", zoneOf(control) + 1);
            }
        }
        insert(controls, columns(options, zone, background), zone);
        run.json(Request.post(address + "/savepage", Request.SHAREPOINT)
                .with("content-type", "application/json;odata=nometadata")
                .body(Json.object("CanvasContent1", JsonText.compact(controls))));
    }

    private static void refuseClash(Options options, JsonArray controls) throws Stop {
        String template = options.text("sectionTemplate");
        if (template.equals("OneColumnFullWidth") && has(controls, VERTICAL_LAYOUT, Integer.toString(WHOLE))) {
            throw Stop.failure("A vertical section already exists on the page. "
                    + "A full-width section cannot be added to a page that already has a vertical section.");
        }
        if (template.equals("Vertical") && has(controls, "1", "0")) {
            throw Stop.failure("A full-width section already exists on the page. "
                    + "A vertical section cannot be added to a page that already has a full-width section.");
        }
    }

    private static boolean has(JsonArray controls, String layout, String factor) {
        for (JsonElement control : controls) {
            if (Json.text(control, "position", "layoutIndex").equals(layout)
                    && Json.text(control, "position", "sectionFactor").equals(factor)) {
                return true;
            }
        }
        return false;
    }

    private static double zoneOf(JsonElement control) {
        return Json.at(control, "position", "zoneIndex") instanceof JsonPrimitive zone
                        && zone.isNumber()
                        && !Undefined.is(zone)
                ? zone.getAsDouble()
                : Double.NaN;
    }

    /** The numbers of the sections that there are, in order. */
    static SortedSet<Double> zones(JsonArray controls) {
        SortedSet<Double> zones = new TreeSet<>();
        for (JsonElement control : controls) {
            if (!Double.isNaN(zoneOf(control))) {
                zones.add(zoneOf(control));
            }
        }
        return zones;
    }

    /** The number of the new section. */
    private static double zone(JsonArray controls, Options options) {
        SortedSet<Double> zones = zones(controls);
        List<Double> inOrder = List.copyOf(zones);
        double next = zones.isEmpty() ? 1 : zones.last() + 1;
        double order = options.has("order") ? options.number("order") : Double.MAX_VALUE;
        return order > inOrder.size() ? next : inOrder.get((int) order - 1);
    }

    private static void insert(JsonArray controls, JsonArray columns, double zone) {
        int at = Math.max(controls.size() - 1, 0);
        for (int i = controls.size() - 1; i >= 0; i--) {
            at = zoneOf(controls.get(i)) >= zone ? i : at;
        }
        JsonArray behind = new JsonArray();
        while (controls.size() > at) {
            behind.add(controls.remove(at));
        }
        controls.addAll(columns);
        controls.addAll(behind);
    }

    private static JsonArray columns(Options options, double zone, JsonElement background) {
        JsonArray columns = new JsonArray();
        int[] widths = switch (options.text("sectionTemplate")) {
            case "OneColumnFullWidth" -> new int[] {0};
            case "TwoColumn" -> new int[] {6, 6};
            case "ThreeColumn" -> new int[] {4, 4, 4};
            case "TwoColumnLeft" -> new int[] {8, 4};
            case "TwoColumnRight" -> new int[] {4, 8};
            case "Flexible" -> new int[] {100};
            default -> new int[] {WHOLE};
        };
        boolean vertical = options.text("sectionTemplate").equals("Vertical");
        for (int i = 0; i < widths.length; i++) {
            columns.add(column(options, vertical ? 1 : zone, i + 1, widths[i], background));
        }
        JsonObject first = columns.get(0).getAsJsonObject();
        if (vertical) {
            JsonObject position = first.getAsJsonObject("position");
            position.addProperty("isLayoutReflowOnTop", options.given("isLayoutReflowOnTop"));
            position.addProperty("layoutIndex", 2);
            position.addProperty("controlIndex", 1);
        }
        if (options.text("sectionTemplate").equals("Flexible")) {
            int axis = options.text("zoneReflowStrategy").equals("LeftToRight") ? 1 : 0;
            first.add("zoneReflowStrategy", Json.object("axis", axis));
            if (options.has("zoneHeight")) {
                first.add("zoneHeight", options.json("zoneHeight"));
            }
        }
        return columns;
    }

    private static JsonObject column(Options options, double zone, int section, int width, JsonElement background) {
        JsonObject column = Json.object(
                "displayMode",
                2,
                "position",
                Json.object(
                        "zoneIndex",
                        zone,
                        "sectionIndex",
                        section,
                        "sectionFactor",
                        width,
                        "layoutIndex",
                        1,
                        "zoneId",
                        background));
        int emphasis = EMPHASES.indexOf(options.text("zoneEmphasis").toLowerCase(Locale.ROOT));
        column.add("emphasis", emphasis < 0 ? new JsonObject() : Json.object("zoneEmphasis", emphasis));
        if (options.has("isCollapsibleSection")) {
            boolean right = options.text("iconAlignment").equalsIgnoreCase("right");
            column.add(
                    "zoneGroupMetadata",
                    Json.object(
                            "type",
                            1,
                            "isExpanded",
                            options.has("isExpanded"),
                            "showDividerLine",
                            options.has("showDivider"),
                            "iconAlignment",
                            right ? "right" : "left",
                            "displayName",
                            options.json("collapsibleTitle"),
                            "headingLevel",
                            options.has("headingLevel") ? options.json("headingLevel") : 2));
        }
        return column;
    }

    /** Adds the background that a section is to have; the name by which the section takes it. */
    private static JsonElement background(Options options, JsonArray controls) throws Stop {
        String emphasis = options.text("zoneEmphasis").toLowerCase(Locale.ROOT);
        if (!emphasis.equals("image") && !emphasis.equals("gradient")) {
            return Undefined.VALUE;
        }
        String id = UUID.randomUUID().toString();
        JsonElement control = backgrounds(controls);
        JsonObject details = details(options);
        details.addProperty("useLightText", options.has("useLightText"));
        details.add(
                "overlay",
                Json.object(
                        "color",
                        options.text("overlayColor", "#FFFFFF"),
                        "opacity",
                        options.has("overlayOpacity") ? options.json("overlayOpacity") : 60));
        CommandRun.object(Json.at(control, "webPartData", "properties", "zoneBackground"))
                .add(id, details);
        if (options.has("imageUrl")
                && Json.at(control, "webPartData", "serverProcessedContent", "imageSources")
                        instanceof JsonObject sources) {
            sources.add("zoneBackground." + id + ".imageData.url", options.json("imageUrl"));
        }
        return new JsonPrimitive(id);
    }

    /** The control that holds backgrounds; added if there is none. */
    private static JsonElement backgrounds(JsonArray controls) {
        for (JsonElement control : controls) {
            if (Json.text(control, "controlType").equals(BACKGROUND)) {
                return control;
            }
        }
        JsonObject control = Json.object(
                "controlType",
                14,
                "webPartData",
                Json.object(
                        "properties",
                        Json.object("zoneBackground", new JsonObject()),
                        "serverProcessedContent",
                        Json.object(
                                "htmlStrings",
                                new JsonObject(),
                                "searchablePlainTexts",
                                new JsonObject(),
                                "imageSources",
                                new JsonObject(),
                                "links",
                                new JsonObject()),
                        "dataVersion",
                        "1.0"));
        controls.add(control);
        return control;
    }

    private static JsonObject details(Options options) {
        JsonObject details = new JsonObject();
        if (options.has("gradientText")) {
            details.addProperty("type", "gradient");
            details.add("gradient", options.json("gradientText"));
        }
        if (options.has("imageUrl")) {
            details.addProperty("type", "image");
            details.add(
                    "imageData",
                    Json.object(
                            "source",
                            2,
                            "fileName",
                            "sectionbackground.jpg",
                            "height",
                            options.has("imageHeight") ? options.json("imageHeight") : 955,
                            "width",
                            options.has("imageWidth") ? options.json("imageWidth") : 555));
            details.addProperty("fillMode", options.has("fillMode") ? FILLS.indexOf(options.text("fillMode")) : 0);
        }
        return details;
    }
}
