package m365ls.output;

import com.google.gson.JsonElement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a result is to be printed.
 *
 * @param mode the value of {@code --output}
 * @param command the command's main name, also where it was called by an alias
 * @param defaultProperties the properties of the command that text shows; empty for all
 * @param options what the heading in Markdown names, in its order: what the command was given, by long name; see
 *     {@link HeadingOptions}
 * @param json which JSON
 * @param csv how CSV is written
 * @param date today in the user's notation, for the heading in Markdown
 * @param lineEnd the system's, which the tool uses in Markdown and between values that are no objects
 * @param limit how many UTF-16 units are printed at most, the line end behind them not counted, but blank
 *     lines that Markdown drops at its end; at least 1
 */
public record Format(
        OutputMode mode,
        String command,
        List<String> defaultProperties,
        Map<String, JsonElement> options,
        JsonForm json,
        CsvSettings csv,
        String date,
        String lineEnd,
        int limit) {

    public Format {
        defaultProperties = List.copyOf(defaultProperties);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }
}
