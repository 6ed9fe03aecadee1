package m365ls.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code --output text}: one object line by line, several as a table. */
final class TextLayout {

    private TextLayout() {}

    /** Rows of a result, the first defined one of which is an object or null. */
    static Printed print(List<JsonElement> rows, int limit) {
        if (rows.stream().anyMatch(JsonElement::isJsonNull)) {
            return new Printed.Unprintable(JavaScript.NO_OBJECT);
        }
        Page page = new Page(limit);
        if (rows.size() == 1) {
            printProperties(rows.get(0), page);
        } else {
            Table.print(rows, page);
        }
        return page.print();
    }

    /** A line for each property, by name, the values one below the other. */
    private static void printProperties(JsonElement row, Page page) {
        List<String> names = new ArrayList<>(JavaScript.names(row));
        names.sort(null);
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        String lineEnd = "";
        for (String name : names) {
            JsonElement value = JavaScript.get(row, name);
            page.add(lineEnd).add(name).repeat(' ', longest - name.length()).add(": ");
            page.add(JavaScript.isObjectType(value) ? JsonText.compact(value) : JavaScript.text(value));
            lineEnd = "\n";
        }
        page.add('\n');
    }

    /**
     * Rows with a command's default properties only, unless {@code --query} has chosen others. Empty if a row that has to
     * be looked at is nothing.
     *
     * @param shown rows as {@link #print} takes them
     * @param original the first defined row before {@code --query}; null if there is none
     */
    static Optional<List<JsonElement>> withDefaultProperties(
            List<JsonElement> shown, JsonElement original, List<String> properties) {
        JsonElement first = shown.get(0);
        if (JavaScript.isNothing(first)) {
            return Optional.empty();
        }
        if (!namesToCompare(original).equals(JavaScript.names(first))) {
            return Optional.of(shown);
        }
        // Lists that a service wraps in an object are printed as if they were not.
        JsonElement wrapped = JavaScript.get(first, "value");
        List<JsonElement> rows =
                wrapped.isJsonArray() ? wrapped.getAsJsonArray().asList() : shown;
        return rows.stream().anyMatch(JavaScript::isNothing)
                ? Optional.empty()
                : Optional.of(rows.stream().map(row -> filter(row, properties)).toList());
    }

    private static List<String> namesToCompare(JsonElement original) {
        boolean text = original instanceof JsonPrimitive primitive && primitive.isString();
        return JavaScript.isNothing(original) || text ? List.of() : JavaScript.names(original);
    }

    private static JsonElement filter(JsonElement row, List<String> properties) {
        JsonObject kept = new JsonObject();
        for (String name : properties) {
            if (row instanceof JsonObject object && object.has(name)) {
                kept.add(name, object.get(name));
            }
        }
        return kept;
    }
}
