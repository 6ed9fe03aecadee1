package m365ls.script;

import java.util.List;

/** The value of an option as a command receives it, after the tool has made numbers and booleans of words. */
public sealed interface OptionValue {

    /** Text. */
    record Text(String text) implements OptionValue {}

    /** A number, as JavaScript has it; may be infinite or not a number. */
    record Numeric(double number) implements OptionValue {}

    /** True or false. An option that stands without a value is true, unless it is declared as text or number. */
    record Bool(boolean value) implements OptionValue {}

    /** A number's option without a value: it is there, but its value is undefined. */
    record Missing() implements OptionValue {}

    /** The values of an option that is given more than once, in order. */
    record Several(List<OptionValue> values) implements OptionValue {
        public Several {
            values = List.copyOf(values);
        }
    }

    /** A value that is only known when the script runs, so that it may also turn out to be a number or a boolean. */
    record Partial(Value value) implements OptionValue {}

    /** Whether JavaScript takes it for true in a condition; what is not known counts as true. */
    default boolean isTruthy() {
        if (this instanceof Text text) {
            return !text.text().isEmpty();
        }
        if (this instanceof Numeric numeric) {
            return numeric.number() != 0 && !Double.isNaN(numeric.number());
        }
        if (this instanceof Bool bool) {
            return bool.value();
        }
        return !(this instanceof Missing);
    }
}
