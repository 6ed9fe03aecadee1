package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.script.Value.Part;
import m365ls.validation.JsValue.Nothing;
import m365ls.validation.JsValue.Num;
import m365ls.validation.JsValue.Text;
import m365ls.validation.JsValue.Unknown;

/** What JavaScript itself knows: global names, members of values, objects of its classes. */
final class Builtins {

    private static final Pattern SIMPLE_ADDRESS = Pattern.compile(
            "([Hh][Tt][Tt][Pp][Ss]?:)//([A-Za-z0-9-]*[A-Za-z-][A-Za-z0-9-]*(?:\\.[A-Za-z][A-Za-z0-9-]*)*)(?:[/?#].*)?");

    private Builtins() {}

    /** The value of a name that no scope declares. */
    static JsValue global(String name) {
        return switch (name) {
            case "undefined" -> Nothing.UNDEFINED;
            case "NaN" -> JsValue.of(Double.NaN);
            case "Infinity" -> JsValue.of(Double.POSITIVE_INFINITY);
            default -> new JsValue.Outside(name);
        };
    }

    static Thrown noMember(JsValue nothing, String name) {
        String what = nothing == Nothing.NULL ? "null" : "undefined";
        return Thrown.type("Cannot read properties of " + what + " (reading '" + name + "')");
    }

    /** {@code object.name}. */
    static JsValue member(JsValue object, String name, Run run) {
        if (object instanceof JsValue.Fields fields) {
            return run.read(fields, name);
        }
        if (object.isNothing()) {
            throw noMember(object, name);
        }
        if (object instanceof JsValue.Outside outside) {
            return Outsides.member(outside, name, run);
        }
        if (object instanceof JsValue.Items items) {
            return name.equals("length") ? JsValue.of(items.list.size()) : index(items.list, name);
        }
        if (object instanceof Text text) {
            return name.equals("length") ? JsValue.of(text.value().length()) : Nothing.UNDEFINED;
        }
        if (object instanceof Unknown unknown) {
            if (unknown.kind() == Unknown.Kind.ANYTHING) {
                run.mayThrow = true;
            }
            return unknown.kind() == Unknown.Kind.TEXT && name.equals("length") ? length(unknown) : Unknown.ANYTHING;
        }
        return Nothing.UNDEFINED;
    }

    private static JsValue length(Unknown text) {
        int least = 0;
        for (Part part : text.parts()) {
            least += part instanceof Part.Text known ? known.text().length() : 0;
        }
        return new JsValue.SomeNumber(least, least == 0);
    }

    private static JsValue index(List<JsValue> list, String name) {
        if (!name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int index = Integer.parseInt(name);
            return index < list.size() ? list.get(index) : Nothing.UNDEFINED;
        }
        return Nothing.UNDEFINED;
    }

    /** {@code object[key]}. */
    static JsValue element(JsValue object, JsValue key, Run run) {
        if (!(Operators.text(key) instanceof Text name)) {
            return Unknown.ANYTHING;
        }
        if (object instanceof Text text && key instanceof Num num) {
            int index = (int) num.value();
            return index == num.value() && index >= 0 && index < text.value().length()
                    ? JsValue.of(text.value().substring(index, index + 1))
                    : Nothing.UNDEFINED;
        }
        return member(object, name.value(), run);
    }

    /** {@code name in object}. */
    static Truth has(JsValue object, JsValue name) {
        if (object instanceof JsValue.Fields fields && Operators.text(name) instanceof Text text) {
            return fields.map.containsKey(text.value()) ? Truth.TRUE : fields.complete ? Truth.FALSE : Truth.UNKNOWN;
        }
        if (object instanceof JsValue.Items items && Operators.number(name) instanceof Num num) {
            return Truth.of(num.value() >= 0 && num.value() < items.list.size() && num.value() % 1 == 0);
        }
        boolean known = object.isKnown() && !(object instanceof JsValue.Outside) && name.isKnown();
        if (known && !(object instanceof JsValue.Fields || object instanceof JsValue.Items)) {
            throw Thrown.type("Cannot use 'in' operator");
        }
        return Truth.UNKNOWN;
    }

    /** {@code value instanceof type}. */
    static Truth isInstance(JsValue value, JsValue type) {
        if (!(type instanceof JsValue.Outside outside) || !outside.name().equals("Array")) {
            throw new GiveUp("a test for a class");
        }
        boolean unsure = value instanceof Unknown unknown
                && (unknown.kind() == Unknown.Kind.ANYTHING || unknown.kind() == Unknown.Kind.GIVEN);
        return unsure ? Truth.UNKNOWN : Truth.of(value instanceof JsValue.Items);
    }

    /** The names of an object's members, as texts. */
    static List<JsValue> names(JsValue object) {
        List<JsValue> names = new ArrayList<>();
        if (object instanceof JsValue.Fields fields && fields.complete) {
            fields.names().forEach(name -> names.add(JsValue.of(name)));
        } else if (object instanceof JsValue.Items items) {
            for (int i = 0; i < items.list.size(); i++) {
                names.add(JsValue.of(Integer.toString(i)));
            }
        } else if (object instanceof Text text) {
            for (int i = 0; i < text.value().length(); i++) {
                names.add(JsValue.of(Integer.toString(i)));
            }
        } else if (object.isNothing()) {
            throw Thrown.type("Cannot convert undefined or null to object");
        } else if (!(object instanceof Num || object instanceof JsValue.Bool)) {
            throw new GiveUp("names that are not known");
        }
        return names;
    }

    /** The values that {@code for (... of value)} goes through. */
    static List<JsValue> iterated(JsValue value) {
        if (value instanceof JsValue.Items items) {
            return items.list;
        }
        if (value instanceof JsValue.Set set) {
            return set.items().list;
        }
        if (value instanceof Text text) {
            return text.value()
                    .codePoints()
                    .mapToObj(c -> JsValue.of(Character.toString(c)))
                    .toList();
        }
        if (value.isKnown() && !(value instanceof JsValue.Outside)) {
            throw Thrown.type("value is not iterable");
        }
        throw new GiveUp("values that are not known");
    }

    /** {@code new type(arguments)}. */
    static JsValue create(String type, List<JsValue> arguments, Run run) {
        JsValue first = argument(arguments, 0);
        return switch (type) {
            case "RegExp" -> regex(first, argument(arguments, 1));
            case "Date" -> Dates.create(arguments, run);
            case "Set" -> set(first);
            case "URL" -> url(first);
            case "Error", "TypeError" -> {
                JsValue.Fields error = Thrown.value(type, "");
                error.map.put("message", Operators.text(first));
                yield error;
            }
            default -> throw new GiveUp("an object of the class " + type);
        };
    }

    private static JsValue regex(JsValue source, JsValue flags) {
        if (source instanceof JsValue.Regex regex) {
            return flags instanceof Text text ? new JsValue.Regex(regex.source(), text.value()) : regex;
        }
        if (source instanceof Text text) {
            return new JsValue.Regex(text.value(), flags instanceof Text f ? f.value() : "");
        }
        throw new GiveUp("an expression that is not known");
    }

    /** Of an address only what tells the server. */
    private static JsValue url(JsValue address) {
        if (!(Operators.text(address) instanceof Text text)) {
            throw new GiveUp("an address that is not known");
        }
        if (text.value().matches("https?:[/\\\\]*")) {
            throw Thrown.type("Invalid URL");
        }
        Matcher parts = SIMPLE_ADDRESS.matcher(text.value());
        if (!parts.matches()) {
            throw new GiveUp("an address that takes more to read");
        }
        JsValue.Fields url = new JsValue.Fields(false);
        url.map.put("protocol", JsValue.of(parts.group(1).toLowerCase(Locale.ROOT)));
        url.map.put("hostname", JsValue.of(parts.group(2).toLowerCase(Locale.ROOT)));
        return url;
    }

    private static JsValue set(JsValue values) {
        List<JsValue> each = new ArrayList<>();
        if (!values.isNothing()) {
            for (JsValue value : iterated(values)) {
                if (each.stream().noneMatch(e -> Operators.same(e, value) == Truth.TRUE)) {
                    each.add(value);
                }
            }
        }
        return new JsValue.Set(new JsValue.Items(each));
    }

    /** An argument; undefined if there are not so many. */
    static JsValue argument(List<JsValue> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : Nothing.UNDEFINED;
    }

    /** Calls a function that was given as an argument. */
    static JsValue invoke(JsValue function, List<JsValue> arguments, Run run) {
        if (function instanceof JsValue.Function known) {
            return known.call(run, Nothing.UNDEFINED, arguments);
        }
        if (!function.isKnown() || function instanceof JsValue.Outside) {
            return Outsides.call(function, "", arguments.subList(0, 1), run);
        }
        throw Thrown.type("value is not a function");
    }
}
