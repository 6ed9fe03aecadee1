package m365ls.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import m365ls.output.Printer;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

/** Values of JSON, read as JavaScript reads them. */
public final class Json {

    private Json() {}

    /** The value that {@code text} is; empty if it is no JSON. */
    public static Optional<JsonElement> parse(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(Printer.DEEPEST);
        try {
            JsonElement value = JsonParser.parseReader(reader);
            return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(value) : Optional.empty();
        } catch (JsonParseException | IOException e) {
            return Optional.empty();
        }
    }

    /** The JSON that a text holds; {@link Undefined#VALUE} if it is no text, or none with JSON. */
    static JsonElement within(JsonElement text) {
        return isText(text) ? parse(text.getAsString()).orElse(Undefined.VALUE) : Undefined.VALUE;
    }

    /** Whether it is a text. */
    public static boolean isText(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    /** What lies at a path of names; {@link Undefined#VALUE} if there is nothing. */
    public static JsonElement at(JsonElement value, String... path) {
        JsonElement at = value;
        for (String name : path) {
            JsonElement next = at instanceof JsonObject object ? object.get(name) : null;
            if (next == null) {
                return Undefined.VALUE;
            }
            at = next;
        }
        return at;
    }

    /** The text at a path, numbers and booleans as texts; empty if there is none of them. */
    public static String text(JsonElement value, String... path) {
        JsonElement at = at(value, path);
        return Undefined.is(at) || at.isJsonNull() ? "" : shown(at);
    }

    /** The list at a path; a list without elements if there is none. */
    public static JsonArray list(JsonElement value, String... path) {
        return at(value, path) instanceof JsonArray array ? array : new JsonArray();
    }

    /** Whether JavaScript takes a value for true in a condition. */
    public static boolean isTruthy(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            if (primitive.isBoolean()) {
                return primitive.getAsBoolean();
            }
            return primitive.isString()
                    ? !primitive.getAsString().isEmpty()
                    : primitive.getAsDouble() != 0 && !Double.isNaN(primitive.getAsDouble());
        }
        return !value.isJsonNull();
    }

    /** What a template makes of a value. */
    public static String shown(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive.isNumber() && !Undefined.is(value)
                    ? JavaScriptNumbers.text(primitive.getAsDouble())
                    : primitive.getAsString();
        }
        if (value instanceof JsonArray array) {
            StringBuilder joined = new StringBuilder();
            for (JsonElement element : array) {
                joined.append(joined.length() == 0 && array.get(0) == element ? "" : ",")
                        .append(element.isJsonNull() || Undefined.is(element) ? "" : shown(element));
            }
            return joined.toString();
        }
        return value.isJsonNull() ? "null" : "[object Object]";
    }

    /**
     * An object with these members, in their order.
     *
     * @param members names and values by turns; values are texts, booleans, numbers, or values of JSON. What is {@link
     *     Undefined#VALUE} is left out
     */
    public static JsonObject object(Object... members) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            JsonElement value = of(members[i + 1]);
            if (!Undefined.is(value)) {
                object.add((String) members[i], value);
            }
        }
        return object;
    }

    /** An object with these members, as {@link #object} takes them; what is {@link Undefined#VALUE} stays in it, as a name. */
    public static JsonObject row(Object... members) {
        JsonObject row = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            row.add((String) members[i], of(members[i + 1]));
        }
        return row;
    }

    /** A list of these, as {@link #object} takes them. */
    public static JsonArray array(Object... elements) {
        JsonArray array = new JsonArray();
        for (Object element : elements) {
            array.add(of(element));
        }
        return array;
    }

    private static JsonElement of(Object value) {
        if (value instanceof JsonElement element) {
            return element;
        }
        if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        return value instanceof Number number ? new JsonPrimitive(number) : new JsonPrimitive((String) value);
    }

    /** JSON's null. */
    public static JsonElement nothing() {
        return JsonNull.INSTANCE;
    }
}
