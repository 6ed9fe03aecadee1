package m365ls.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code --output csv}, as npm's csv-stringify 6 writes it: the first row's properties are the columns; what later rows
 * have besides is left out; lines end with a line feed on every system.
 */
final class CsvLayout {

    /** What spreadsheets begin a formula with, by OWASP's page on CSV injection, with the full-width forms. */
    private static final String FORMULA = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    private final CsvSettings settings;
    private final Page page;

    private CsvLayout(CsvSettings settings, Page page) {
        this.settings = settings;
        this.page = page;
    }

    /** Rows of a result, the first defined one of which is an object or null. */
    static Printed print(List<JsonElement> rows, boolean queried, CsvSettings settings, int limit) {
        if (!queried && rows.stream().anyMatch(JavaScript::isNothing)) {
            return new Printed.Unprintable(JavaScript.NO_OBJECT);
        }
        if (settings.escape().length() > 1) {
            return new Printed.Unprintable("Invalid Option: escape must be one character, got "
                    + settings.escape().length() + " characters");
        }
        Optional<JsonElement> noRow =
                rows.stream().filter(row -> !JavaScript.isObjectType(row)).findFirst();
        if (rows.get(0).isJsonNull()) {
            return new Printed.Unprintable(JavaScript.NO_OBJECT);
        }
        if (noRow.isPresent()) {
            String row = Undefined.is(noRow.get()) ? "undefined" : JsonText.compact(noRow.get());
            return new Printed.Unprintable("Invalid Record: expect an array or an object, got " + row);
        }
        Page page = new Page(limit);
        new CsvLayout(settings, page)
                .print(queried ? rows : rows.stream().map(CsvLayout::flat).toList());
        return page.print();
    }

    /** A row without the properties that are objects or arrays. */
    private static JsonElement flat(JsonElement row) {
        if (row instanceof JsonArray array) {
            JsonArray flat = new JsonArray();
            array.forEach(value -> flat.add(isNested(value) ? Undefined.VALUE : value));
            return flat;
        }
        JsonObject flat = new JsonObject();
        row.getAsJsonObject().asMap().forEach((name, value) -> {
            if (!isNested(value)) {
                flat.add(name, value);
            }
        });
        return flat;
    }

    private static boolean isNested(JsonElement value) {
        return value.isJsonObject() || value.isJsonArray();
    }

    private void print(List<JsonElement> rows) {
        List<String> columns = JavaScript.keys(rows.get(0));
        if (settings.header()) {
            printLine(columns.stream().<JsonElement>map(JsonPrimitive::new).toList());
        }
        for (JsonElement row : rows) {
            if (page.isFull()) {
                return;
            }
            printLine(fields(row, columns));
        }
    }

    private static List<JsonElement> fields(JsonElement row, List<String> columns) {
        if (row instanceof JsonArray array) {
            return array.asList().subList(0, Math.min(array.size(), columns.size()));
        }
        List<JsonElement> fields = new ArrayList<>(columns.size());
        for (String column : columns) {
            fields.add(PropertyPath.get(row, column));
        }
        return fields;
    }

    private void printLine(List<JsonElement> fields) {
        String delimiter = "";
        for (JsonElement field : fields) {
            page.add(delimiter);
            delimiter = ",";
            String value = value(field);
            if (value.isEmpty()) {
                page.add(settings.quotedEmpty() ? settings.quote().repeat(2) : "");
            } else {
                printValue(value);
            }
        }
        page.add('\n');
    }

    private String value(JsonElement field) {
        if (JavaScript.isNothing(field)) {
            return "";
        }
        if (isNested(field)) {
            return JsonText.compact(field);
        }
        JsonPrimitive primitive = field.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean() ? "1" : "0";
        }
        return JavaScript.text(settings.guarded() ? guarded(primitive) : primitive);
    }

    private void printValue(String value) {
        String quote = settings.quote();
        String escape = settings.escape();
        boolean hasQuote = !quote.isEmpty() && value.contains(quote);
        boolean structured = value.indexOf(',') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0;
        if (!settings.quoted() && !hasQuote && !structured) {
            page.add(value);
            return;
        }
        String escaped = escape.equals(quote) ? value : value.replace(escape, escape + escape);
        page.add(quote)
                .add(hasQuote ? escaped.replace(quote, escape + quote) : escaped)
                .add(quote);
    }

    /**
     * The same value, in which texts that a spreadsheet would take for formulas have an apostrophe before them. Numbers
     * stay as they are.
     */
    static JsonElement guarded(JsonElement value) {
        if (value instanceof JsonArray array) {
            JsonArray guarded = new JsonArray();
            array.forEach(element -> guarded.add(guarded(element)));
            return guarded;
        }
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            String text = primitive.getAsString();
            boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
            return formula ? new JsonPrimitive("'" + text) : value;
        }
        return value;
    }
}
