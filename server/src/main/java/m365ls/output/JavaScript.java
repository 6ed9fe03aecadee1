package m365ls.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import m365ls.text.JavaScriptNumbers;

/** JSON values as JavaScript sees them. */
final class JavaScript {

    /** What V8 says when the names of nothing are asked for. */
    static final String NO_OBJECT = "Cannot convert undefined or null to object";

    /** Array indices, which come before other names, are below this: 2^32 - 1. */
    private static final long INDEX_END = 0xffff_ffffL;

    private JavaScript() {}

    /** {@code value == null}: null or undefined. */
    static boolean isNothing(JsonElement value) {
        return value.isJsonNull() || Undefined.is(value);
    }

    /** {@code typeof value === 'object'}, which null is too. */
    static boolean isObjectType(JsonElement value) {
        return !value.isJsonPrimitive();
    }

    static boolean isTruthy(JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive)) {
            return !value.isJsonNull();
        }
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        if (primitive.isString()) {
            return !primitive.getAsString().isEmpty();
        }
        double number = number(primitive);
        return number != 0 && !Double.isNaN(number);
    }

    static double number(JsonPrimitive number) {
        return number.getAsNumber().doubleValue();
    }

    /** {@code '' + value}. */
    static String text(JsonElement value) {
        if (value instanceof JsonPrimitive primitive) {
            if (primitive.isNumber()) {
                return Undefined.is(primitive) ? "undefined" : JavaScriptNumbers.text(number(primitive));
            }
            return primitive.getAsString();
        }
        if (value instanceof JsonArray array) {
            return join(array.asList(), ",");
        }
        return value.isJsonNull() ? "null" : "[object Object]";
    }

    /** {@code values.join(separator)}: null and undefined leave nothing between separators. */
    static String join(List<JsonElement> values, String separator) {
        StringBuilder joined = new StringBuilder();
        append(values, separator, joined);
        return joined.toString();
    }

    private static void append(List<JsonElement> values, String separator, StringBuilder joined) {
        String gap = "";
        for (JsonElement value : values) {
            joined.append(gap);
            gap = separator;
            if (value instanceof JsonArray array) {
                append(array.asList(), ",", joined);
            } else if (!isNothing(value)) {
                joined.append(text(value));
            }
        }
    }

    /** {@code Object.keys}, of a value that is not nothing. */
    static List<String> keys(JsonElement value) {
        if (value instanceof JsonObject object) {
            return inOrder(object.keySet());
        }
        return indices(length(value));
    }

    /** {@code Object.getOwnPropertyNames}, of a value that is not nothing. */
    static List<String> names(JsonElement value) {
        List<String> keys = keys(value);
        boolean measured = value.isJsonArray() || isString(value);
        return measured ? Stream.concat(keys.stream(), Stream.of("length")).toList() : keys;
    }

    /** {@code value[name]}, where only properties of the value's own count. */
    static JsonElement get(JsonElement value, String name) {
        if (value instanceof JsonObject object) {
            JsonElement property = object.get(name);
            return property == null ? Undefined.VALUE : property;
        }
        int length = length(value);
        if (name.equals("length") && (value.isJsonArray() || isString(value))) {
            return new JsonPrimitive(length);
        }
        if (!isIndex(name) || Long.parseLong(name) >= length) {
            return Undefined.VALUE;
        }
        int index = Integer.parseInt(name);
        return value instanceof JsonArray array
                ? array.get(index)
                : new JsonPrimitive(value.getAsString().substring(index, index + 1));
    }

    private static boolean isString(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static int length(JsonElement value) {
        if (value instanceof JsonArray array) {
            return array.size();
        }
        return isString(value) ? value.getAsString().length() : 0;
    }

    private static List<String> indices(int length) {
        return IntStream.range(0, length).mapToObj(Integer::toString).toList();
    }

    /** The order of an object's names: array indices by their number, then the others as they were set. */
    static List<String> inOrder(Collection<String> names) {
        List<String> indices = names.stream()
                .filter(JavaScript::isIndex)
                .sorted(Comparator.comparingLong(Long::parseLong))
                .toList();
        if (indices.isEmpty()) {
            return List.copyOf(names);
        }
        List<String> ordered = new ArrayList<>(indices);
        Set<String> first = Set.copyOf(indices);
        names.stream().filter(name -> !first.contains(name)).forEach(ordered::add);
        return ordered;
    }

    private static boolean isIndex(String name) {
        int length = name.length();
        if (length == 0 || length > 10 || (name.charAt(0) == '0' && length > 1)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return Long.parseLong(name) < INDEX_END;
    }

    /** Whether arrays and objects are nested in {@code value} more than {@code depth} deep. */
    static boolean isDeeperThan(int depth, JsonElement value) {
        // Level by level and not recursive, since it is to find what recursion would not bear.
        List<JsonElement> level = value.isJsonPrimitive() ? List.of() : List.of(value);
        for (int at = 0; at < depth && !level.isEmpty(); at++) {
            List<JsonElement> below = new ArrayList<>();
            for (JsonElement element : level) {
                for (JsonElement child : children(element)) {
                    if (!child.isJsonPrimitive() && !child.isJsonNull()) {
                        below.add(child);
                    }
                }
            }
            level = below;
        }
        return !level.isEmpty();
    }

    private static Collection<JsonElement> children(JsonElement value) {
        if (value instanceof JsonArray array) {
            return array.asList();
        }
        return value instanceof JsonObject object ? object.asMap().values() : List.of();
    }

    /** The elements of an array, or the one value that is none. */
    static List<JsonElement> rows(JsonElement value) {
        return value instanceof JsonArray array ? array.asList() : List.of(value);
    }

    /** The first element that is not undefined. */
    static Optional<JsonElement> firstDefined(List<JsonElement> values) {
        return values.stream().filter(value -> !Undefined.is(value)).findFirst();
    }
}
