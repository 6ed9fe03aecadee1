package m365ls.output;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several objects as text: a table with a line for each, as npm's easy-table 1.2.0 makes it. */
final class Table {

    private static final String GAP = "  ";

    private Table() {}

    /** The table of {@code rows}, of which those that are neither objects nor arrays are left out; none is null. */
    static void print(List<JsonElement> rows, Page page) {
        List<Map<String, String>> cells = new ArrayList<>();
        for (JsonElement row : rows) {
            if (JavaScript.isObjectType(row)) {
                Map<String, String> texts = new LinkedHashMap<>();
                JavaScript.names(row).forEach(name -> texts.put(name, cell(JavaScript.get(row, name))));
                cells.add(texts);
            }
        }
        List<String> columns = columns(cells);
        Map<String, Integer> widths = widths(columns, cells);
        printLine(columns, widths, page, column -> column);
        for (String column : columns) {
            page.add(column.equals(columns.get(0)) ? "" : GAP).repeat('-', widths.getOrDefault(column, 0));
        }
        page.add('\n');
        for (Map<String, String> row : cells) {
            if (page.isFull()) {
                return;
            }
            printLine(columns, widths, page, column -> row.getOrDefault(column, ""));
        }
    }

    private static String cell(JsonElement value) {
        return Undefined.is(value) ? "" : JavaScript.text(value);
    }

    /**
     * All names in an order that keeps to the order of every row as far as one can. It is found twice: the library makes
     * the heading a row of its own, and lays out that row with the others.
     */
    private static List<String> columns(List<Map<String, String>> rows) {
        List<Collection<String>> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.keySet()));
        names.add(0, JavaScript.inOrder(merge(names)));
        return merge(names);
    }

    private static List<String> merge(List<Collection<String>> rows) {
        Map<String, Integer> places = new LinkedHashMap<>();
        // What a later row says of a name moves the names behind it in earlier rows, hence a second time.
        for (int time = 0; time < 2; time++) {
            for (Collection<String> row : rows) {
                int place = 0;
                for (String name : row) {
                    place = Math.max(place, places.getOrDefault(name, 0));
                    places.put(name, place);
                    place++;
                }
            }
        }
        List<String> merged = new ArrayList<>(JavaScript.inOrder(places.keySet()));
        merged.sort(Comparator.comparingInt(name -> places.getOrDefault(name, 0)));
        return merged;
    }

    private static Map<String, Integer> widths(List<String> columns, List<Map<String, String>> rows) {
        Map<String, Integer> widths = new HashMap<>();
        columns.forEach(column -> widths.put(column, Columns.of(column)));
        for (Map<String, String> row : rows) {
            row.forEach((column, text) -> widths.merge(column, Columns.of(text), Math::max));
        }
        return widths;
    }

    /** Tells what a line shows in a column. */
    private interface Line {
        String at(String column);
    }

    private static void printLine(List<String> columns, Map<String, Integer> widths, Page page, Line line) {
        String gap = "";
        for (String column : columns) {
            if (page.isFull()) {
                return;
            }
            String text = line.at(column);
            page.add(gap).add(text).repeat(' ', widths.getOrDefault(column, 0) - Columns.of(text));
            gap = GAP;
        }
        page.add('\n');
    }
}
