package m365ls.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.List;
import java.util.Optional;

/** {@code --output md}: a heading, and a table of properties for each object. */
final class MarkdownLayout {

    private static final List<String> TITLES = List.of("title", "Title", "displayName", "DisplayName", "name", "Name");

    private static final List<String> IDS =
            List.of("Id", "ID", "uniqueId", "UniqueId", "objectId", "ObjectId", "url", "Url", "URL");

    /** The one command that prints a table of its own, and that table's columns. */
    private static final String CHECKS = "external connection doctor";

    private static final List<String> CHECK_COLUMNS = List.of("text", "type", "status", "errorMessage");

    private final Format format;
    private final Page page;

    private MarkdownLayout(Format format) {
        this.format = format;
        this.page = new Page(format.limit());
    }

    /** Rows of a result, the first defined one of which is an object or null. */
    static Printed print(List<JsonElement> rows, boolean queried, Format format) {
        MarkdownLayout layout = new MarkdownLayout(format);
        layout.printHeading();
        if (format.command().equals(CHECKS)) {
            Optional<JsonElement> nothing =
                    rows.stream().filter(JavaScript::isNothing).findFirst();
            if (nothing.isPresent()) {
                return new Printed.Unprintable(
                        "Cannot read properties of " + JavaScript.text(nothing.get()) + " (reading 'text')");
            }
            layout.printChecks(rows);
        } else {
            rows.stream().filter(JavaScript::isTruthy).forEach(row -> layout.printRow(row, queried));
        }
        layout.page.trimEnd();
        return layout.page.print();
    }

    private void printHeading() {
        page.add("# ").add(format.command()).add(' ');
        String gap = "";
        for (String name : JavaScript.inOrder(format.options().keySet())) {
            if (!name.equals("output")) {
                JsonElement value = format.options().getOrDefault(name, JsonNull.INSTANCE);
                page.add(gap)
                        .add("--")
                        .add(name)
                        .add(" \"")
                        .add(JavaScript.text(value))
                        .add('"');
                gap = " ";
            }
        }
        endLine();
        endLine();
        page.add("Date: ").add(format.date());
        endLine();
        endLine();
    }

    private void printChecks(List<JsonElement> rows) {
        page.add("Check|Type|Status|Error message");
        endLine();
        page.add(":----|:--:|:----:|:------------");
        endLine();
        for (JsonElement row : rows) {
            List<JsonElement> cells = CHECK_COLUMNS.stream()
                    .map(column -> JavaScript.get(row, column))
                    .toList();
            page.add(JavaScript.join(cells, "|"));
            endLine();
        }
    }

    private void printRow(JsonElement row, boolean queried) {
        if (page.isFull()) {
            return;
        }
        JsonElement title = firstOf(row, TITLES);
        JsonElement id = id(row);
        boolean titled = JavaScript.isTruthy(title);
        boolean identified = JavaScript.isTruthy(id);
        if (titled || identified) {
            page.add("## ").add(JavaScript.text(titled ? title : id));
            page.add(titled && identified ? " (" + JavaScript.text(id) + ")" : "");
            endLine();
            endLine();
        }
        page.add("Property | Value");
        endLine();
        page.add("---------|-------");
        endLine();
        String lineEnd = "";
        for (String name : JavaScript.keys(row)) {
            JsonElement value = JavaScript.get(row, name);
            // A property without a name is lost in the tool, as it drops what is false of the names it keeps.
            if (!name.isEmpty() && (queried || !JavaScript.isObjectType(value))) {
                page.add(lineEnd).add(escape(name)).add(" | ").add(escape(JavaScript.text(value)));
                lineEnd = format.lineEnd();
            }
        }
        endLine();
        endLine();
    }

    private void endLine() {
        page.add(format.lineEnd());
    }

    private static JsonElement id(JsonElement row) {
        JsonElement id = JavaScript.get(row, "id");
        if (!JavaScript.isNothing(id)) {
            return id;
        }
        JsonElement upper = JavaScript.get(row, "Id");
        JsonElement nested = JavaScript.isNothing(upper) ? upper : JavaScript.get(upper, "StringValue");
        return JavaScript.isNothing(nested) ? firstOf(row, IDS) : nested;
    }

    /** The first of some properties that is something; null if none is. */
    private static JsonElement firstOf(JsonElement row, List<String> names) {
        for (String name : names) {
            JsonElement value = JavaScript.get(row, name);
            if (!JavaScript.isNothing(value)) {
                return value;
            }
        }
        return JsonNull.INSTANCE;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                escaped.append("<br>");
            } else {
                escaped.append("_*~`|".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
