package m365ls.query;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import m365ls.query.Value.Bool;
import m365ls.query.Value.Items;
import m365ls.query.Value.Members;
import m365ls.query.Value.None;
import m365ls.query.Value.Numeric;
import m365ls.query.Value.Reference;
import m365ls.query.Value.Text;
import m365ls.text.JavaScriptNumbers;

/** What JavaScript makes of values that are not of the type it needs. */
final class Coercion {

    private final Budget budget;

    Coercion(Budget budget) {
        this.budget = budget;
    }

    /** As {@code String(value)}: a list is its elements with commas between, an object is no help to anybody. */
    String text(Value value) {
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Numeric numeric) {
            return JavaScriptNumbers.text(numeric.value());
        }
        if (value instanceof Bool bool) {
            return Boolean.toString(bool.value());
        }
        if (value == None.UNDEFINED) {
            return "undefined";
        }
        if (value == None.NULL) {
            return "null";
        }
        if (!(value instanceof Items items)) {
            return "[object Object]";
        }
        budget.enter();
        List<String> parts = new ArrayList<>();
        long length = 0;
        for (Value item : items.values()) {
            String part = item instanceof None ? "" : text(item);
            length += part.length() + 1;
            budget.spendText(length);
            parts.add(part);
        }
        budget.leave();
        return String.join(",", parts);
    }

    private double number(Value value) {
        if (value instanceof Numeric numeric) {
            return numeric.value();
        }
        if (value instanceof Bool bool) {
            return bool.value() ? 1 : 0;
        }
        if (value == None.NULL) {
            return 0;
        }
        return value == None.UNDEFINED ? Double.NaN : JavaScriptNumbers.number(text(value));
    }

    private Value primitive(Value value) {
        boolean object = value instanceof Items || value instanceof Members || value instanceof Reference;
        return object ? new Text(text(value)) : value;
    }

    /** Less than, equal to or more than 0, as {@code <} and {@code >} see it; empty if neither, nor equal. */
    OptionalInt order(Value left, Value right) {
        Value first = primitive(left);
        Value second = primitive(right);
        if (first instanceof Text one && second instanceof Text other) {
            budget.spend(1 + Math.min(one.value().length(), other.value().length()) / 16);
            return OptionalInt.of(one.value().compareTo(other.value()));
        }
        double one = number(first);
        double other = number(second);
        if (one < other) {
            return OptionalInt.of(-1);
        }
        if (one > other) {
            return OptionalInt.of(1);
        }
        return one == other ? OptionalInt.of(0) : OptionalInt.empty();
    }
}
