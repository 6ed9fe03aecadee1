package m365ls.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.script.OptionValue;

/**
 * What the context file of the folder, {@code .m365rc.json}, says.
 *
 * @param options of the command that it supplies, by long name
 * @param applications ids of the applications it names
 */
record ContextOptions(Map<String, OptionValue> options, List<String> applications) {

    static final String FILE = ".m365rc.json";

    /** There is none. */
    static final ContextOptions NONE = new ContextOptions(Map.of(), List.of());

    /** What the tool says when it cannot read the file. */
    static final String UNREADABLE = "Error parsing " + FILE;

    /** Reads the file for a command; empty if it is there and cannot be read. */
    static Optional<ContextOptions> read(CommandSpec command, Order.Place place) {
        ValueFile.Answer answer = ValueFile.read(FILE, place);
        if (answer instanceof ValueFile.Answer.NoFile) {
            return Optional.of(NONE);
        }
        if (!(answer instanceof ValueFile.Answer.Read file) || !file.inside()) {
            return Optional.empty();
        }
        if (file.content().isEmpty()) {
            return Optional.of(NONE);
        }
        try {
            JsonElement root = JsonParser.parseString(file.content());
            return Optional.of(root instanceof JsonObject object ? of(object, command) : NONE);
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private static ContextOptions of(JsonObject file, CommandSpec command) {
        Map<String, OptionValue> options = new LinkedHashMap<>();
        if (file.get("context") instanceof JsonObject context) {
            for (OptionSpec option : command.options()) {
                if (context.get(option.name()) instanceof JsonPrimitive value && isTruthy(value)) {
                    options.put(option.name(), value(value));
                }
            }
        }
        List<String> applications =
                file.get("apps") == null || !file.get("apps").isJsonArray()
                        ? List.of()
                        : StreamSupport.stream(file.get("apps").getAsJsonArray().spliterator(), false)
                                .filter(JsonObject.class::isInstance)
                                .map(app -> ((JsonObject) app).get("appId"))
                                .filter(JsonPrimitive.class::isInstance)
                                .map(JsonElement::getAsString)
                                .toList();
        return new ContextOptions(options, applications);
    }

    private static OptionValue value(JsonPrimitive value) {
        if (value.isBoolean()) {
            return new OptionValue.Bool(value.getAsBoolean());
        }
        return value.isNumber()
                ? new OptionValue.Numeric(value.getAsDouble())
                : new OptionValue.Text(value.getAsString());
    }

    private static boolean isTruthy(JsonPrimitive value) {
        if (value.isBoolean()) {
            return value.getAsBoolean();
        }
        return value.isNumber()
                ? value.getAsDouble() != 0
                : !value.getAsString().isEmpty();
    }
}
