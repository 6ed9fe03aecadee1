package m365ls.query;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.output.Undefined;
import m365ls.query.Value.Bool;
import m365ls.query.Value.Items;
import m365ls.query.Value.Members;
import m365ls.query.Value.None;
import m365ls.query.Value.Numeric;
import m365ls.query.Value.Reference;
import m365ls.query.Value.Text;

/** Between JSON and the values of a query. */
final class JsonValues {

    /** Integers up to here, 2^53, are exact in JavaScript. */
    private static final double EXACT = 9007199254740992.0;

    private JsonValues() {}

    /** What JavaScript's {@code JSON.parse} would have made of {@code json}, or the command's code of what is undefined. */
    static Value value(JsonElement json, Budget budget) {
        if (Undefined.is(json)) {
            return None.UNDEFINED;
        }
        if (json instanceof JsonPrimitive primitive) {
            if (primitive.isBoolean()) {
                return Value.of(primitive.getAsBoolean());
            }
            return primitive.isNumber() ? new Numeric(primitive.getAsDouble()) : new Text(primitive.getAsString());
        }
        if (json.isJsonNull()) {
            return None.NULL;
        }
        budget.enter();
        Value made;
        if (json instanceof JsonArray array) {
            List<Value> values = new ArrayList<>(array.size());
            for (JsonElement element : array) {
                values.add(value(element, budget));
            }
            made = new Items(values);
        } else {
            Map<String, Value> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
                values.put(entry.getKey(), value(entry.getValue(), budget));
            }
            made = new Members(values);
        }
        budget.leave();
        return made;
    }

    /**
     * What {@code value} is in JSON: nothing if it is undefined, {@link Undefined} for what is so within it.
     */
    static Optional<JsonElement> json(Value value, Budget budget) {
        return new Writer(budget).json(value);
    }

    /** Counts what it writes. */
    private static final class Writer {

        private final Budget budget;
        private int values;
        private long characters;

        Writer(Budget budget) {
            this.budget = budget;
        }

        Optional<JsonElement> json(Value value) {
            if (++values > budget.limits().values()) {
                throw budget.tooFar("The answer of this query has more than "
                        + budget.limits().values() + " values.");
            }
            if (value == None.UNDEFINED) {
                return Optional.empty();
            }
            if (value instanceof Text text) {
                count(text.value());
                return Optional.of(new JsonPrimitive(text.value()));
            }
            if (value instanceof Numeric numeric) {
                return Optional.of(json(numeric.value()));
            }
            if (value instanceof Bool bool) {
                return Optional.of(new JsonPrimitive(bool.value()));
            }
            if (value instanceof Reference reference) {
                throw Interpreter.asValue(reference);
            }
            if (value == None.NULL) {
                return Optional.of(JsonNull.INSTANCE);
            }
            budget.enter();
            JsonElement made = value instanceof Items items ? array(items) : object((Members) value);
            budget.leave();
            return Optional.of(made);
        }

        private JsonElement array(Items items) {
            JsonArray array = new JsonArray(items.values().size());
            for (Value item : items.values()) {
                array.add(json(item).orElse(Undefined.VALUE));
            }
            return array;
        }

        private JsonElement object(Members members) {
            JsonObject object = new JsonObject();
            for (String name : members.names()) {
                count(name);
                object.add(name, json(members.get(name)).orElse(Undefined.VALUE));
            }
            return object;
        }

        private void count(String text) {
            characters += text.length();
            if (characters > budget.limits().characters()) {
                throw budget.tooFar("The answer of this query has more than "
                        + budget.limits().characters() + " characters.");
            }
        }

        private static JsonElement json(double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) <= EXACT;
            return whole ? new JsonPrimitive((long) number) : new JsonPrimitive(number);
        }
    }
}
