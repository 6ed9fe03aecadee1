package m365ls.validation;

import java.util.List;
import java.util.Map;

/**
 * What a zod schema says of a value.
 *
 * @param shape of what kind the value is
 * @param checks what is checked of a value of this kind, in order
 * @param error what is said where neither the kind nor a check has a message of its own
 */
record Schema(Shape shape, List<Check> checks, Check.Message error) {

    Schema {
        checks = List.copyOf(checks);
    }

    /** Of what kind a value is. */
    sealed interface Shape {
        /** Any value. */
        record Any() implements Shape {}

        /** A text. */
        record Text(boolean coerced) implements Shape {}

        /** A finite number. */
        record Numeric(boolean coerced) implements Shape {}

        /** True or false. */
        record Bool(boolean coerced) implements Shape {}

        /** One of these. */
        record OneOf(List<JsValue> values) implements Shape {
            public OneOf {
                values = List.copyOf(values);
            }
        }

        /** May be left out. */
        record Maybe(Schema inner) implements Shape {}

        /** May be null. */
        record Nullable(Schema inner) implements Shape {}

        /** Has this value if it is left out. */
        record Default(Schema inner, JsValue value) implements Shape {}

        /** The result of one is given to the other. */
        record Pipe(Schema in, Schema out) implements Shape {}

        /** A function gives the value to go on with. */
        record Transform(Closure change) implements Shape {}

        /** A list. */
        record ListOf(Schema element) implements Shape {}

        /** The first of these that has nothing to say. */
        record AnyOf(List<Schema> schemas) implements Shape {
            public AnyOf {
                schemas = List.copyOf(schemas);
            }
        }

        /** Another schema, with further checks. */
        record Refined(Schema inner) implements Shape {}

        /** Options by their names, and what becomes of others. */
        record Options(Map<String, Schema> options, Others others) implements Shape {}

        /** A kind that is not known here. */
        record Unresolved() implements Shape {}
    }

    /** What becomes of options that a schema does not have. */
    enum Others {
        REFUSED,
        PASSED_ON,
        DROPPED
    }

    /** Whether a value may be left out. */
    enum Absence {
        REFUSED,
        ALLOWED,
        /** Another value takes its place. */
        REPLACED
    }

    /** Whether a value may be left out on the way in. */
    Absence absence() {
        if (shape instanceof Shape.Maybe maybe) {
            return maybe.inner().absence() == Absence.REPLACED ? Absence.REPLACED : Absence.ALLOWED;
        }
        if (shape instanceof Shape.Default) {
            return Absence.REPLACED;
        }
        if (shape instanceof Shape.Transform || shape instanceof Shape.Any || shape instanceof Shape.Unresolved) {
            return Absence.ALLOWED;
        }
        if (shape instanceof Shape.Pipe pipe) {
            return pipe.in().absence();
        }
        if (shape instanceof Shape.Nullable nullable) {
            return nullable.inner().absence();
        }
        if (shape instanceof Shape.Refined refined) {
            return refined.inner().absence();
        }
        if (shape instanceof Shape.AnyOf any) {
            return any.schemas().stream()
                    .map(Schema::absence)
                    .max(Enum::compareTo)
                    .orElse(Absence.REFUSED);
        }
        return Absence.REFUSED;
    }

    /** Whether there is nothing to look at where the value is left out: it may be, nothing takes its place. */
    boolean passesOverAbsence() {
        return checks.isEmpty()
                && shape instanceof Shape.Maybe maybe
                && maybe.inner().absence() != Absence.REPLACED;
    }

    /** Whether the result may be that there is none. */
    boolean mayGiveNone() {
        if (shape instanceof Shape.Maybe || shape instanceof Shape.Any || shape instanceof Shape.Unresolved) {
            return true;
        }
        if (shape instanceof Shape.Pipe pipe) {
            return pipe.out().mayGiveNone();
        }
        if (shape instanceof Shape.Nullable nullable) {
            return nullable.inner().mayGiveNone();
        }
        if (shape instanceof Shape.Refined refined) {
            return refined.inner().mayGiveNone();
        }
        return shape instanceof Shape.AnyOf any && any.schemas().stream().anyMatch(Schema::mayGiveNone);
    }
}
