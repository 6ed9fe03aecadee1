package m365ls.validation;

import java.util.List;
import java.util.Optional;

/**
 * A check of a schema.
 *
 * @param test what it looks at
 * @param message what it says of a value that fails; empty if it has nothing of its own to say
 * @param path where its message says that it belongs, below the value that is checked
 * @param options the options that it says it is about
 * @param kind of the problem
 * @param ends whether nothing runs behind it if it fails
 */
record Check(Test test, Message message, List<String> path, List<String> options, Problem.Kind kind, boolean ends) {

    Check {
        path = List.copyOf(path);
        options = List.copyOf(options);
    }

    /** What a check looks at. */
    sealed interface Test {

        /** A function tells whether the value is right. */
        record Right(Closure function, boolean later) implements Test {}

        /** A function reports what is wrong. */
        record Reports(Closure function) implements Test {}

        /** An expression matches, by the name of the format it stands for. */
        record Format(String format, JsValue.Regex pattern) implements Test {}

        /** A text or list is at least so long, at most so long, or both. */
        record Length(Optional<Double> least, Optional<Double> most) implements Test {}

        /** A number is at least so large, or larger. */
        record Least(double bound, boolean inclusive) implements Test {}

        /** A number is at most so large, or smaller. */
        record Most(double bound, boolean inclusive) implements Test {}

        /** A number is a whole one that is kept exactly. */
        record Whole() implements Test {}

        /** The value is changed. */
        record Change(Closure function) implements Test {}

        /** A check that is not known here. */
        record Unresolved() implements Test {}
    }

    /** What is said of a value. */
    sealed interface Message {
        /** Nothing of its own. */
        record None() implements Message {}

        /** Always the same. */
        record Fixed(String text) implements Message {}

        /** What a function makes of the issue. */
        record Made(Closure function) implements Message {}
    }
}
