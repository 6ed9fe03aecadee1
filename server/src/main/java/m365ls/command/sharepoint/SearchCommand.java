package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Stop;
import m365ls.output.OutputMode;
import m365ls.text.JavaScriptNumbers;

/** {@code spo search} */
public final class SearchCommand {

    private static final String ROWS = "500";

    private SearchCommand() {}

    /** The one command. */
    public static List<NativeCommand> all() {
        return List.of(NativeCommand.sharePoint("spo search", SearchCommand::search));
    }

    private static void search(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.has("webUrl") ? options.text("webUrl") : run.rootSite();
        JsonArray pages = pages(run, web);
        run.print(options.has("rawOutput") ? pages : rows(pages, properties(options)));
        if (run.output() == OutputMode.TEXT) {
            JsonElement last = results(pages.get(pages.size() - 1));
            double time = 0;
            for (JsonElement page : pages) {
                time += JavaScriptNumbers.number(Json.text(page, "ElapsedTime"));
            }
            run.print("# Rows: " + Json.shown(Json.at(last, "TotalRows")));
            run.print("# Rows (Including duplicates): " + Json.shown(Json.at(last, "TotalRowsIncludingDuplicates")));
            run.print("Elapsed Time: " + JavaScriptNumbers.text(time));
        }
    }

    private static JsonElement results(JsonElement page) {
        return Json.at(page, "PrimaryQueryResult", "RelevantResults");
    }

    private static JsonArray rows(JsonElement page) throws Stop {
        if (Json.at(results(page), "Table", "Rows") instanceof JsonArray rows) {
            return rows;
        }
        throw Stop.failure("SharePoint has answered with something else than results of a search.");
    }

    /** All pages, of which each begins behind the last document of the one before; the first alone if not all are wanted. */
    private static JsonArray pages(CommandRun run, String web) throws Stop, InterruptedException {
        JsonArray pages = new JsonArray();
        Set<String> seen = new HashSet<>();
        String last = "0";
        while (seen.add(last)) {
            JsonElement page = SharePoint.get(run, address(run.options(), web, last));
            pages.add(page);
            JsonArray rows = rows(page);
            boolean isFull =
                    Json.text(results(page), "RowCount").equals(run.options().text("rowLimit", ROWS));
            if (!run.options().has("allResults") || !isFull || rows.isEmpty()) {
                return pages;
            }
            last = document(rows.get(rows.size() - 1));
        }
        throw Stop.failure(
                "SharePoint does not come to the end of what was found: it leads to document " + last + " again.");
    }

    private static String document(JsonElement row) {
        for (JsonElement cell : Json.list(row, "Cells")) {
            if (Json.text(cell, "Key").equals("DocId")) {
                return Json.shown(Json.at(cell, "Value"));
            }
        }
        return "";
    }

    private static List<String> properties(Options options) {
        return options.has("selectProperties")
                ? List.of(options.text("selectProperties").split(",", -1))
                : List.of("Title", "OriginalPath");
    }

    private static String address(Options options, String web, String last) {
        boolean all = options.has("allResults");
        StringBuilder address = new StringBuilder(web)
                .append("/_api/search/query?querytext='")
                .append(options.text("queryText"))
                .append(all ? " IndexDocId>" + last : "")
                .append("'&selectproperties='")
                .append(Encoding.component(String.join(",", properties(options))))
                .append("'&startrow=")
                .append(options.text("startRow", "0"))
                .append(options.has("rowLimit") || all ? "&rowlimit=" + options.text("rowLimit", ROWS) : "");
        quoted(address, "sourceid", options.text("sourceId", ""));
        address.append("&trimduplicates=")
                .append(options.text("trimDuplicates", "false"))
                .append("&enablestemming=")
                .append(options.given("enableStemming") ? options.text("enableStemming") : "true")
                .append(options.has("culture") ? "&culture=" + options.text("culture") : "");
        quoted(address, "refinementfilters", options.text("refinementFilters", ""));
        quoted(address, "querytemplate", options.text("queryTemplate", ""));
        quoted(address, "sortList", order(options));
        quoted(address, "rankingmodelid", options.text("rankingModelId", ""));
        quoted(address, "properties", more(options));
        quoted(address, "refiners", options.text("refiners", ""));
        quoted(address, "hiddenconstraints", options.text("hiddenConstraints", ""));
        quoted(address, "clienttype", options.text("clientType", ""));
        for (String name :
                List.of("enablePhonetic", "processBestBets", "enableQueryRules", "processPersonalFavorites")) {
            if (options.given(name)) {
                address.append('&')
                        .append(name.toLowerCase(Locale.ROOT))
                        .append('=')
                        .append(options.text(name));
            }
        }
        return address.toString();
    }

    private static void quoted(StringBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.append('&').append(name).append("='").append(value).append('\'');
        }
    }

    private static String order(Options options) {
        List<String> order = new ArrayList<>();
        if (options.has("allResults")) {
            order.add(Encoding.component("[DocId]:ascending"));
        }
        if (options.has("sortList")) {
            for (String each : options.text("sortList").split(",", -1)) {
                order.add(Encoding.literal(each));
            }
        }
        return String.join(",", order);
    }

    private static String more(Options options) {
        String properties = options.text("properties", "");
        if (!options.has("sourceName")) {
            return properties;
        }
        String between = properties.isEmpty() || properties.endsWith(",") ? "" : ",";
        return properties + between + "SourceName:" + options.text("sourceName") + ",SourceLevel:SPSite";
    }

    /** What was found, each with the properties that were asked for. */
    private static JsonArray rows(JsonArray pages, List<String> properties) throws Stop {
        JsonArray found = new JsonArray();
        for (JsonElement page : pages) {
            for (JsonElement row : rows(page)) {
                JsonObject object = new JsonObject();
                for (JsonElement cell : Json.list(row, "Cells")) {
                    String key = Json.text(cell, "Key");
                    if (properties.stream().anyMatch(key::equalsIgnoreCase)) {
                        object.add(key, Json.at(cell, "Value"));
                    }
                }
                found.add(object);
            }
        }
        return found;
    }
}
