package m365ls.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;

/** Reads values out of JSON that may have any shape. */
final class Json {

    private Json() {}

    /** The value behind {@code path}, object by object; empty if there is none or it is {@code null}. */
    static Optional<JsonElement> at(JsonElement json, String... path) {
        JsonElement at = json;
        for (String name : path) {
            if (!(at instanceof JsonObject object)) {
                return Optional.empty();
            }
            at = object.get(name);
        }
        return at == null || at.isJsonNull() ? Optional.empty() : Optional.of(at);
    }

    /** Whether the value behind {@code path} is {@code true}. */
    static boolean isTrue(JsonElement json, String... path) {
        return at(json, path).filter(Json::isTrue).isPresent();
    }

    private static boolean isTrue(JsonElement value) {
        return value instanceof JsonPrimitive p && p.isBoolean() && p.getAsBoolean();
    }

    /** Whether the value behind {@code path} is {@code false}. */
    static boolean isFalse(JsonElement json, String... path) {
        return at(json, path)
                .filter(value -> value instanceof JsonPrimitive p && p.isBoolean() && !p.getAsBoolean())
                .isPresent();
    }

    /** The text behind {@code path}. */
    static Optional<String> text(JsonElement json, String... path) {
        return at(json, path).flatMap(Json::text);
    }

    private static Optional<String> text(JsonElement value) {
        return value instanceof JsonPrimitive p && p.isString() ? Optional.of(p.getAsString()) : Optional.empty();
    }

    /** The whole number behind {@code path}, if it has at most 32 bits. */
    static Optional<Integer> number(JsonElement json, String... path) {
        return at(json, path).flatMap(value -> {
            if (!(value instanceof JsonPrimitive p) || !p.isNumber()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Integer.parseInt(p.getAsString()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** The elements of the list behind {@code path}; none if there is no list. */
    static List<JsonElement> list(JsonElement json, String... path) {
        return at(json, path)
                .filter(JsonElement::isJsonArray)
                .map(JsonElement::getAsJsonArray)
                .map(JsonArray::asList)
                .orElse(List.of());
    }

    /** The texts in the list behind {@code path}. */
    static List<String> texts(JsonElement json, String... path) {
        return list(json, path).stream().flatMap(value -> text(value).stream()).toList();
    }
}
