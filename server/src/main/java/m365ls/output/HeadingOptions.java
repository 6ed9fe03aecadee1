package m365ls.output;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options that the heading in Markdown names. Commands with a zod schema name them in the schema's order, with the
 * defaults they were not given ({@code --debug "false"}); older commands name what they were given.
 */
public final class HeadingOptions {

    private HeadingOptions() {}

    /**
     * Options of a command with a zod schema.
     *
     * @param schema names of all options, in the schema's order
     * @param defaults by name, what the schema adds
     * @param given by name, what the command was given; names beyond the schema come last, as they stand
     */
    public static Map<String, JsonElement> ofSchema(
            List<String> schema, Map<String, JsonElement> defaults, Map<String, JsonElement> given) {
        Map<String, JsonElement> options = new LinkedHashMap<>();
        for (String name : schema) {
            JsonElement value = given.getOrDefault(name, Undefined.VALUE);
            JsonElement used = Undefined.is(value) ? defaults.getOrDefault(name, Undefined.VALUE) : value;
            if (given.containsKey(name) || !Undefined.is(used)) {
                options.put(name, used);
            }
        }
        given.forEach(options::putIfAbsent);
        return options;
    }
}
