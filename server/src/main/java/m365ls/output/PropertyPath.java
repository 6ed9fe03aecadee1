package m365ls.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.text.JavaScriptNumbers;

/**
 * How csv-stringify finds a column's value in a row: by the column's name, or else, if the name looks like a path such as
 * {@code a.b[0]} and the row has no such name, by that path. Its {@code get} is Lodash's.
 */
final class PropertyPath {

    /** Longer names are no paths; the engine recurses for each character within quotes. */
    private static final int LONGEST = 500;

    /** A name within quotes, in which a backslash takes the next character's meaning away. */
    private static final String QUOTED =
            "(?<quote>[\"'])(?<name>(?:(?!\\k<quote>)[^\\\\]|\\\\[^\\n\\r\\u2028\\u2029])*?)\\k<quote>";

    /** What makes a column's name a path. */
    private static final Pattern PATH = Pattern.compile("\\.|\\[(?:[^\\[\\]]*|" + QUOTED + ")\\]");

    private static final String PLAIN = "[^.\\[\\]]+";
    private static final String BRACKETED = "\\[(?:(?<index>[^\"'][^\\[]*)|" + QUOTED + ")\\]";

    /** The name between two dots or behind empty brackets, which is empty. */
    private static final String NAMELESS = "(?=(?:\\.|\\[\\])(?:\\.|\\[\\]|\\z))";

    private static final Pattern STEP = Pattern.compile(PLAIN + "|" + BRACKETED + "|" + NAMELESS);

    private PropertyPath() {}

    /** The value that {@code row}, an object or null, has for a column. */
    static JsonElement get(JsonElement row, String column) {
        if (row instanceof JsonObject object && object.has(column)) {
            return object.get(column);
        }
        if (column.length() > LONGEST || !PATH.matcher(column).find()) {
            return Undefined.VALUE;
        }
        List<String> steps = steps(column);
        JsonElement value = steps.isEmpty() ? Undefined.VALUE : row;
        for (String step : steps) {
            if (JavaScript.isNothing(value)) {
                return Undefined.VALUE;
            }
            value = JavaScript.get(value, step);
        }
        return value;
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        if (path.startsWith(".")) {
            steps.add("");
        }
        for (Matcher m = STEP.matcher(path); m.find(); ) {
            String index = m.group("index");
            String quoted = m.group("name");
            if (index != null) {
                steps.add(JavaScriptNumbers.trim(index));
            } else {
                steps.add(quoted == null ? m.group() : quoted.replaceAll("\\\\(\\\\)?", "$1"));
            }
        }
        return steps;
    }
}
