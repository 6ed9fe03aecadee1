package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import m365ls.script.Value;
import m365ls.text.JavaScriptNumbers;
import m365ls.validation.JsValue.Bool;
import m365ls.validation.JsValue.Nothing;
import m365ls.validation.JsValue.Num;
import m365ls.validation.JsValue.SomeNumber;
import m365ls.validation.JsValue.Text;
import m365ls.validation.JsValue.Unknown;

/** JavaScript's conversions and comparisons, of values that may be only partly known. */
final class Operators {

    private Operators() {}

    /** Whether a condition takes {@code value} for true. */
    static Truth truth(JsValue value) {
        if (value instanceof Bool bool) {
            return Truth.of(bool.value());
        }
        if (value instanceof Nothing) {
            return Truth.FALSE;
        }
        if (value instanceof Num num) {
            return Truth.of(num.value() != 0 && !Double.isNaN(num.value()));
        }
        if (value instanceof Text text) {
            return Truth.of(!text.value().isEmpty());
        }
        if (value instanceof Unknown unknown) {
            return unknown.hasText() ? Truth.TRUE : Truth.UNKNOWN;
        }
        if (value instanceof SomeNumber number) {
            return !number.maybeZero() ? Truth.TRUE : Truth.UNKNOWN;
        }
        return Truth.TRUE;
    }

    /** What {@code typeof} gives. */
    static JsValue typeOf(JsValue value) {
        if (value instanceof Unknown unknown) {
            return switch (unknown.kind()) {
                case TEXT -> JsValue.of("string");
                case BOOLEAN -> JsValue.of("boolean");
                case GIVEN, ANYTHING -> Unknown.TEXT;
            };
        }
        if (value instanceof Text) {
            return JsValue.of("string");
        }
        if (value instanceof Num || value instanceof SomeNumber) {
            return JsValue.of("number");
        }
        if (value instanceof Bool) {
            return JsValue.of("boolean");
        }
        if (value == Nothing.UNDEFINED) {
            return JsValue.of("undefined");
        }
        return JsValue.of(value instanceof JsValue.Function ? "function" : "object");
    }

    /** {@code typeof value === 'undefined'}, which can be told of more values than the type itself. */
    static Truth isUndefined(JsValue value) {
        return value instanceof Unknown unknown && unknown.kind() == Unknown.Kind.ANYTHING
                ? Truth.UNKNOWN
                : Truth.of(value == Nothing.UNDEFINED);
    }

    /** {@code a === b}. */
    static Truth same(JsValue a, JsValue b) {
        if (a instanceof Unknown unknown) {
            return mayBe(unknown, b);
        }
        if (b instanceof Unknown unknown) {
            return mayBe(unknown, a);
        }
        if (a instanceof SomeNumber number) {
            return mayBe(number, b);
        }
        if (b instanceof SomeNumber number) {
            return mayBe(number, a);
        }
        if (a instanceof Num x && b instanceof Num y) {
            return Truth.of(x.value() == y.value());
        }
        if (a instanceof Text x) {
            return Truth.of(b instanceof Text y && x.value().equals(y.value()));
        }
        if (a instanceof Bool x) {
            return Truth.of(b instanceof Bool y && x.value() == y.value());
        }
        return Truth.of(a == b);
    }

    private static Truth mayBe(SomeNumber number, JsValue other) {
        if (other instanceof SomeNumber) {
            return Truth.UNKNOWN;
        }
        return other instanceof Num num && num.value() >= number.least() && (number.maybeZero() || num.value() != 0)
                ? Truth.UNKNOWN
                : Truth.FALSE;
    }

    private static Truth mayBe(Unknown unknown, JsValue other) {
        if (other instanceof Unknown another) {
            boolean apart = (unknown.kind() == Unknown.Kind.TEXT && another.kind() == Unknown.Kind.BOOLEAN)
                    || (unknown.kind() == Unknown.Kind.BOOLEAN && another.kind() == Unknown.Kind.TEXT);
            return apart ? Truth.FALSE : Truth.UNKNOWN;
        }
        return switch (unknown.kind()) {
            case ANYTHING -> Truth.UNKNOWN;
            case GIVEN -> other.isNothing() ? Truth.FALSE : Truth.UNKNOWN;
            case BOOLEAN -> other instanceof Bool ? Truth.UNKNOWN : Truth.FALSE;
            case TEXT ->
                other instanceof Text text && new Value(unknown.parts(), true).mayBe(text.value())
                        ? Truth.UNKNOWN
                        : Truth.FALSE;
        };
    }

    /** {@code a == b}. */
    static Truth equal(JsValue a, JsValue b) {
        if (a.isNothing() || b.isNothing()) {
            JsValue other = a.isNothing() ? b : a;
            return other instanceof Unknown unknown && unknown.kind() == Unknown.Kind.ANYTHING
                    ? Truth.UNKNOWN
                    : Truth.of(other.isNothing());
        }
        if (!a.isKnown() || !b.isKnown()) {
            return Truth.UNKNOWN;
        }
        boolean sameType = typeOf(a).equals(typeOf(b));
        if (sameType) {
            return same(a, b);
        }
        JsValue x = number(a);
        JsValue y = number(b);
        return x instanceof Num m && y instanceof Num n ? Truth.of(m.value() == n.value()) : Truth.UNKNOWN;
    }

    /** {@code a < b}, {@code a <= b}, {@code a > b}, {@code a >= b}. */
    static Truth compare(String operator, JsValue a, JsValue b) {
        if (a instanceof Text x && b instanceof Text y) {
            int order = x.value().compareTo(y.value());
            return Truth.of(
                    switch (operator) {
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        default -> order >= 0;
                    });
        }
        if (a instanceof SomeNumber x && b instanceof Num y && x.least() >= y.value()) {
            return switch (operator) {
                case "<" -> Truth.FALSE;
                case ">=" -> Truth.TRUE;
                case ">" -> x.least() > y.value() ? Truth.TRUE : Truth.UNKNOWN;
                default -> x.least() > y.value() ? Truth.FALSE : Truth.UNKNOWN;
            };
        }
        JsValue x = number(a);
        JsValue y = number(b);
        if (x instanceof Num m && y instanceof Num n) {
            return Truth.of(
                    switch (operator) {
                        case "<" -> m.value() < n.value();
                        case "<=" -> m.value() <= n.value();
                        case ">" -> m.value() > n.value();
                        default -> m.value() >= n.value();
                    });
        }
        return Truth.UNKNOWN;
    }

    /** {@code a + b}. */
    static JsValue plus(JsValue a, JsValue b) {
        boolean numbers = isNumeric(a) && isNumeric(b);
        if (numbers) {
            return number(a) instanceof Num x && number(b) instanceof Num y
                    ? JsValue.of(x.value() + y.value())
                    : new SomeNumber(Double.NEGATIVE_INFINITY, true);
        }
        boolean unknown = (a instanceof Unknown x && x.kind() != Unknown.Kind.TEXT)
                || (b instanceof Unknown y && y.kind() != Unknown.Kind.TEXT);
        if (unknown && !(a instanceof Text || b instanceof Text)) {
            return Unknown.GIVEN;
        }
        return Holes.join(List.of(text(a), text(b)));
    }

    private static boolean isNumeric(JsValue value) {
        return value instanceof Num || value instanceof SomeNumber || value instanceof Bool || value.isNothing();
    }

    /** What {@code Number} makes of it: a number, or an unknown value. */
    static JsValue number(JsValue value) {
        if (value instanceof Num || value instanceof SomeNumber) {
            return value;
        }
        if (value instanceof Text text) {
            return JsValue.of(JavaScriptNumbers.number(text.value()));
        }
        if (value instanceof Bool bool) {
            return JsValue.of(bool.value() ? 1 : 0);
        }
        if (value instanceof JsValue.Date date) {
            return JsValue.of(date.time);
        }
        if (value == Nothing.UNDEFINED) {
            return JsValue.of(Double.NaN);
        }
        if (value == Nothing.NULL) {
            return JsValue.of(0);
        }
        if (value instanceof Unknown unknown) {
            return unknown.kind() == Unknown.Kind.TEXT && Holes.isNoNumber(unknown.parts())
                    ? JsValue.of(Double.NaN)
                    : Unknown.GIVEN;
        }
        JsValue text = text(value);
        return text instanceof Text ? number(text) : Unknown.GIVEN;
    }

    /** What {@code String} makes of it: a text, or an unknown one. */
    static JsValue text(JsValue value) {
        if (value instanceof Text) {
            return value;
        }
        if (value instanceof Unknown unknown) {
            return unknown.kind() == Unknown.Kind.TEXT ? unknown : Unknown.TEXT;
        }
        if (value instanceof Num num) {
            return JsValue.of(JavaScriptNumbers.text(num.value()));
        }
        if (value instanceof Bool bool) {
            return JsValue.of(Boolean.toString(bool.value()));
        }
        if (value == Nothing.UNDEFINED) {
            return JsValue.of("undefined");
        }
        if (value == Nothing.NULL) {
            return JsValue.of("null");
        }
        if (value instanceof JsValue.Items items) {
            return joined(items.list, ",");
        }
        if (value instanceof JsValue.Fields fields) {
            return isError(fields) ? errorText(fields) : JsValue.of("[object Object]");
        }
        if (value instanceof JsValue.Regex regex) {
            return JsValue.of("/" + regex.source() + "/" + regex.flags());
        }
        return Unknown.TEXT;
    }

    /** The texts of an array's values with a text between them, as {@code join} gives them. */
    static JsValue joined(List<JsValue> values, String separator) {
        List<JsValue> pieces = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                pieces.add(JsValue.of(separator));
            }
            JsValue value = values.get(i);
            if (value instanceof Unknown unknown && unknown.kind() != Unknown.Kind.TEXT) {
                pieces.add(Unknown.TEXT);
            } else if (!value.isNothing()) {
                pieces.add(text(value));
            }
        }
        return Holes.join(pieces);
    }

    private static boolean isError(JsValue.Fields fields) {
        return fields.map.containsKey("name")
                && fields.map.containsKey("message")
                && fields.map.size() == 2
                && fields.map.get("name") instanceof Text name
                && name.value().endsWith("Error");
    }

    private static JsValue errorText(JsValue.Fields error) {
        JsValue name = error.map.getOrDefault("name", Nothing.UNDEFINED);
        JsValue message = error.map.getOrDefault("message", Nothing.UNDEFINED);
        return Holes.join(List.of(text(name), JsValue.of(": "), text(message)));
    }

    /** One value of which only is known that it is one of these. */
    static JsValue oneOf(List<JsValue> values) {
        JsValue first = values.get(0);
        if (values.size() == 1) {
            return first;
        }
        boolean same = true;
        boolean texts = true;
        boolean booleans = true;
        boolean given = true;
        for (JsValue value : values) {
            same &= value == first || value.equals(first);
            texts &= value instanceof Text || isUnknown(value, Unknown.Kind.TEXT);
            booleans &= value instanceof Bool || isUnknown(value, Unknown.Kind.BOOLEAN);
            given &= !value.isNothing() && !isUnknown(value, Unknown.Kind.ANYTHING);
        }
        if (same) {
            return first;
        }
        if (texts) {
            return Unknown.TEXT;
        }
        return booleans ? Unknown.BOOLEAN : given ? Unknown.GIVEN : Unknown.ANYTHING;
    }

    private static boolean isUnknown(JsValue value, Unknown.Kind kind) {
        return value instanceof Unknown unknown && unknown.kind() == kind;
    }
}
