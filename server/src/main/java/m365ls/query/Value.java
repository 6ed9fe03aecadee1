package m365ls.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A value while a query is applied: one of JavaScript's, since the answers of the dialect depend on its rules. */
sealed interface Value {

    /** The two values that stand for none. */
    enum None implements Value {
        NULL,
        UNDEFINED
    }

    /** True or false. */
    record Bool(boolean value) implements Value {}

    /** A number, NaN and the infinite ones among them. */
    record Numeric(double value) implements Value {}

    /** A text; may hold surrogates without their other half. */
    record Text(String value) implements Value {}

    /** An array. Two arrays are the same only if they are one. */
    final class Items implements Value {

        private final List<Value> values;

        /** @param values not changed afterwards */
        Items(List<Value> values) {
            this.values = Collections.unmodifiableList(values);
        }

        List<Value> values() {
            return values;
        }

        /** The element at {@code index}, or undefined behind the end. */
        Value at(int index) {
            return index < values.size() ? values.get(index) : None.UNDEFINED;
        }
    }

    /** An object. Two objects are the same only if they are one. */
    final class Members implements Value {

        private final Map<String, Value> values;

        /** @param values not changed afterwards */
        Members(Map<String, Value> values) {
            this.values = values.keySet().stream().anyMatch(Members::isIndex) ? ordered(values) : values;
        }

        // JavaScript enumerates names that are array indices first, by number, then the others as they were added.
        private static Map<String, Value> ordered(Map<String, Value> values) {
            Map<Long, Value> indices = new TreeMap<>();
            Map<String, Value> others = new LinkedHashMap<>();
            values.forEach((name, value) -> {
                if (isIndex(name)) {
                    indices.put(Long.parseLong(name), value);
                } else {
                    others.put(name, value);
                }
            });
            Map<String, Value> all = new LinkedHashMap<>();
            indices.forEach((index, value) -> all.put(Long.toString(index), value));
            all.putAll(others);
            return all;
        }

        /** Whether {@code name} is an array index in the sense of ECMAScript: 0 to 2^32 - 2, without leading zeros. */
        private static boolean isIndex(String name) {
            if (name.isEmpty() || name.length() > 10 || (name.length() > 1 && name.charAt(0) == '0')) {
                return false;
            }
            for (int i = 0; i < name.length(); i++) {
                if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                    return false;
                }
            }
            return Long.parseLong(name) < 4294967295L;
        }

        /** The value of {@code name}; undefined if there is none. */
        Value get(String name) {
            return values.getOrDefault(name, None.UNDEFINED);
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        Set<String> names() {
            return values.keySet();
        }

        /** The values, in the order of the names. */
        List<Value> values() {
            return List.copyOf(values.values());
        }
    }

    /** What {@code &expression} gives: an expression to be applied by a function. */
    record Reference(Expression expression) implements Value {}

    /** The value of a condition. */
    static Value of(boolean value) {
        return new Bool(value);
    }

    /** Whether a filter, {@code &&}, {@code ||} and {@code !} take this for true. Numbers are true, 0 among them. */
    default boolean isTrue() {
        if (this instanceof Bool bool) {
            return bool.value();
        }
        if (this instanceof Text text) {
            return !text.value().isEmpty();
        }
        if (this instanceof Items items) {
            return !items.values().isEmpty();
        }
        if (this instanceof Members members) {
            return !members.names().isEmpty();
        }
        return this != None.NULL;
    }
}
