package m365ls.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads JSON that others wrote, without trust in its shape. */
final class Json {
    private Json() {}

    /** The object that {@code text} is; empty if it is something else. */
    static Optional<JsonObject> object(String text) {
        try {
            JsonElement element = JsonParser.parseString(text);
            return element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** A text as it stands between the quotation marks of a JSON document. */
    static String escaped(String text) {
        String quoted = new JsonPrimitive(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    /** A member's text or number; empty if there is none. */
    static String text(JsonObject object, String name) {
        JsonElement member = object.get(name);
        return member != null && member.isJsonPrimitive() ? member.getAsString() : "";
    }

    /** A member that is a whole number, or a text of one; 0 otherwise. */
    static long number(JsonObject object, String name) {
        try {
            return (long) Double.parseDouble(text(object, name));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A member that is an object; an empty one if there is none. */
    static JsonObject member(JsonObject object, String name) {
        JsonElement member = object.get(name);
        return member != null && member.isJsonObject() ? member.getAsJsonObject() : new JsonObject();
    }

    /** The texts of a member that is an array; empty if it is none. */
    static List<String> texts(JsonObject object, String name) {
        JsonElement member = object.get(name);
        if (member == null || !member.isJsonArray()) {
            return List.of();
        }
        return StreamSupport.stream(member.getAsJsonArray().spliterator(), false)
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .toList();
    }

    /** The objects of a member that is an array; empty if it is none. */
    static List<JsonObject> objects(JsonObject object, String name) {
        JsonElement member = object.get(name);
        if (member == null || !member.isJsonArray()) {
            return List.of();
        }
        return StreamSupport.stream(member.getAsJsonArray().spliterator(), false)
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
