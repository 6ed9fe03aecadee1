package m365ls.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import m365ls.script.Value;
import m365ls.text.JavaScriptNumbers;

/** A value of JavaScript, as far as it is known. */
sealed interface JsValue {

    /** The two values that mean that there is none. */
    enum Nothing implements JsValue {
        UNDEFINED,
        NULL
    }

    /** True or false. */
    record Bool(boolean value) implements JsValue {
        static final JsValue TRUE = new Bool(true);
        static final JsValue FALSE = new Bool(false);
    }

    /** A number; may be infinite or not a number. */
    record Num(double value) implements JsValue {}

    /** A text. */
    record Text(String value) implements JsValue {}

    /** An array. Compared by identity, as the language does. */
    final class Items implements JsValue {
        final List<JsValue> list;

        Items(List<? extends JsValue> list) {
            this.list = new ArrayList<>(list);
        }
    }

    /** An object with named values. */
    final class Fields implements JsValue {
        final Map<String, JsValue> map = new LinkedHashMap<>();

        /** Whether it has no more names than these; else any other may be there. */
        final boolean complete;

        /** Whether it belongs to the rules, which are the same for all evaluations, so that it must not change. */
        boolean shared;

        Fields(boolean complete) {
            this.complete = complete;
        }

        /** Its names in the language's order: whole numbers first, ascending, then the others as they were added. */
        List<String> names() {
            if (!hasIndices()) {
                return new ArrayList<>(map.keySet());
            }
            List<String> names = new ArrayList<>();
            Map<Long, String> indices = new TreeMap<>();
            for (String name : map.keySet()) {
                if (isIndex(name)) {
                    indices.put(Long.parseLong(name), name);
                } else {
                    names.add(name);
                }
            }
            names.addAll(0, indices.values());
            return names;
        }

        private boolean hasIndices() {
            for (String name : map.keySet()) {
                if (isIndex(name)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isIndex(String name) {
            return !name.isEmpty()
                    && name.charAt(0) <= '9'
                    && name.length() < 11
                    && JavaScriptNumbers.digits(name, 0) == name.length()
                    && (name.length() == 1 || name.charAt(0) != '0')
                    && Long.parseLong(name) < 4294967295L;
        }
    }

    /** A set of values, compared strictly. */
    record Set(Items items) implements JsValue {}

    /** A point in time: milliseconds since 1970, or not a number. */
    final class Date implements JsValue {
        double time;

        Date(double time) {
            this.time = time;
        }
    }

    /** A constant date, in milliseconds after the time at which the tool is started. */
    record FromNow(double millis) implements JsValue {}

    /** A regular expression. */
    record Regex(String source, String flags, Optional<RegularExpression> compiled) implements JsValue {
        Regex(String source, String flags) {
            this(source, flags, RegularExpression.of(source, flags));
        }
    }

    /** A function. */
    non-sealed interface Function extends JsValue {
        /**
         * @param self what {@code this} is
         * @throws Thrown what the function throws
         * @throws GiveUp if the result cannot be told
         */
        JsValue call(Run run, JsValue self, List<JsValue> arguments);
    }

    /** A part of the world outside, by its name in the catalogue: {@code fs}, {@code process}, ... */
    record Outside(String name) implements JsValue {}

    /** A number of which only this is known. */
    record SomeNumber(double least, boolean maybeZero) implements JsValue {}

    /**
     * A value that is not known.
     *
     * @param kind what is known of its type
     * @param parts of a text, what is known of it
     */
    record Unknown(Kind kind, List<Value.Part> parts) implements JsValue {

        /** Nothing is known. */
        static final Unknown ANYTHING = new Unknown(Kind.ANYTHING, List.of());

        /** Neither undefined nor null. */
        static final Unknown GIVEN = new Unknown(Kind.GIVEN, List.of());

        /** True or false. */
        static final Unknown BOOLEAN = new Unknown(Kind.BOOLEAN, List.of());

        /** A text of which nothing is known. */
        static final Unknown TEXT = new Unknown(Kind.TEXT, List.of(new Value.Part.Hole()));

        public Unknown {
            parts = List.copyOf(parts);
        }

        /** What is known of a value's type. */
        enum Kind {
            ANYTHING,
            GIVEN,
            BOOLEAN,
            TEXT
        }

        /** The known text before the first hole. */
        String prefix() {
            return !parts.isEmpty() && parts.get(0) instanceof Value.Part.Text text ? text.text() : "";
        }

        /** Whether some of its text is known, so that it is not empty. */
        boolean hasText() {
            for (Value.Part part : parts) {
                if (part instanceof Value.Part.Text) {
                    return true;
                }
            }
            return false;
        }
    }

    static JsValue of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    static JsValue of(String value) {
        return new Text(value);
    }

    static JsValue of(double value) {
        return new Num(value);
    }

    default boolean isNothing() {
        return this instanceof Nothing;
    }

    /** Whether all of this value itself is known; the values inside of it may not be. */
    default boolean isKnown() {
        return !(this instanceof Unknown) && !(this instanceof SomeNumber);
    }
}
