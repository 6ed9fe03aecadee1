package m365ls.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import m365ls.output.Undefined;
import m365ls.script.OptionValue;
import m365ls.text.JavaScriptNumbers;

/** The options of a call, read as the CLI's code reads them. */
public final class Options {

    private final Map<String, OptionValue> values;

    /** @param values by long name, in their order; all of them known */
    public Options(Map<String, OptionValue> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The names of those that are given, in their order. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Whether an option is there, whatever its value. */
    public boolean given(String name) {
        return values.containsKey(name) && !(values.get(name) instanceof OptionValue.Missing);
    }

    /** Whether an option has a value that is true in a condition: not an empty text, 0 or false. */
    public boolean has(String name) {
        OptionValue value = values.get(name);
        return value != null && value.isTruthy();
    }

    /** An option's value as text; empty if it is not there. */
    public String text(String name) {
        return given(name) ? Json.shown(json(name)) : "";
    }

    /** An option's value as text; {@code otherwise} if {@link #has it has none}. */
    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** An option's value; {@link Undefined#VALUE} if it is not there. */
    public JsonElement json(String name) {
        OptionValue value = values.get(name);
        return value == null ? Undefined.VALUE : json(value);
    }

    private static JsonElement json(OptionValue value) {
        if (value instanceof OptionValue.Text text) {
            return new JsonPrimitive(text.text());
        }
        if (value instanceof OptionValue.Bool bool) {
            return new JsonPrimitive(bool.value());
        }
        if (value instanceof OptionValue.Numeric numeric) {
            return new JsonPrimitive(numeric.number());
        }
        if (value instanceof OptionValue.Several several) {
            JsonArray array = new JsonArray();
            several.values().forEach(each -> array.add(json(each)));
            return array;
        }
        return Undefined.VALUE;
    }

    /** An option's value as a number, as JavaScript makes one of a text; not a number if it is not there. */
    public double number(String name) {
        return given(name) ? JavaScriptNumbers.number(text(name)) : Double.NaN;
    }
}
