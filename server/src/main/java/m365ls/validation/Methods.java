package m365ls.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import m365ls.script.Value.Part;
import m365ls.text.JavaScriptNumbers;
import m365ls.validation.JsValue.Nothing;
import m365ls.validation.JsValue.Num;
import m365ls.validation.JsValue.Text;
import m365ls.validation.JsValue.Unknown;

/** The methods of texts, numbers, arrays, sets, dates and regular expressions. */
final class Methods {

    private Methods() {}

    /**
     * Calls a method.
     *
     * @return empty if there is none of this name
     * @throws GiveUp if there may be one, but it is not known here
     */
    static Optional<JsValue> call(JsValue self, String name, List<JsValue> arguments, Run run) {
        if (self instanceof Text text) {
            return text(text.value(), name, arguments, run);
        }
        if (self instanceof Unknown unknown) {
            return Optional.of(unknown(unknown, name, arguments, run));
        }
        if (self instanceof JsValue.Items items) {
            return items(items, name, arguments, run);
        }
        if (self instanceof JsValue.Regex regex) {
            return regex(regex, name, Builtins.argument(arguments, 0), run);
        }
        if (self instanceof JsValue.Outside) {
            return Optional.of(Outsides.call(self, name, arguments, run));
        }
        if (self instanceof JsValue.Date date) {
            return Optional.of(Dates.call(date, name, arguments, run));
        }
        if (self instanceof JsValue.Set set) {
            if (name.equals("has")) {
                return Optional.of(contains(set.items().list, Builtins.argument(arguments, 0))
                        .value());
            }
            throw new GiveUp("Set." + name);
        }
        if (self instanceof JsValue.SomeNumber) {
            throw new GiveUp("a method of a number that is not known");
        }
        if (self instanceof JsValue.Fields fields && !fields.complete) {
            throw new GiveUp("a method of an object that is not known");
        }
        if (name.equals("toString")) {
            return Optional.of(Operators.text(self));
        }
        if (self instanceof JsValue.Fields fields && name.equals("hasOwnProperty")) {
            return Optional.of(
                    Builtins.has(fields, Builtins.argument(arguments, 0)).value());
        }
        return Optional.empty();
    }

    private static Optional<JsValue> text(String self, String name, List<JsValue> arguments, Run run) {
        JsValue first = Builtins.argument(arguments, 0);
        run.steps(self.length() / 64);
        return switch (name) {
            case "toString", "valueOf" -> Optional.of(JsValue.of(self));
            case "trim" -> Optional.of(JsValue.of(JavaScriptNumbers.trim(self)));
            case "toLowerCase", "toLocaleLowerCase" -> Optional.of(JsValue.of(self.toLowerCase(Locale.ROOT)));
            case "toUpperCase", "toLocaleUpperCase" -> Optional.of(JsValue.of(self.toUpperCase(Locale.ROOT)));
            case "indexOf" -> Optional.of(indexOf(self, first));
            case "includes" ->
                Optional.of(first instanceof Text part ? JsValue.of(self.contains(part.value())) : Unknown.BOOLEAN);
            case "startsWith" ->
                Optional.of(first instanceof Text part ? JsValue.of(self.startsWith(part.value())) : Unknown.BOOLEAN);
            case "endsWith" ->
                Optional.of(first instanceof Text part ? JsValue.of(self.endsWith(part.value())) : Unknown.BOOLEAN);
            case "split" -> Optional.of(split(self, arguments));
            case "replace", "replaceAll" -> Optional.of(Replacement.replace(self, name, arguments, run));
            case "substring", "slice", "charAt" -> Optional.of(part(self, name, arguments));
            case "match",
                    "search",
                    "concat",
                    "padStart",
                    "padEnd",
                    "repeat",
                    "lastIndexOf",
                    "charCodeAt",
                    "at",
                    "codePointAt",
                    "localeCompare",
                    "normalize",
                    "trimStart",
                    "trimEnd",
                    "matchAll",
                    "substr" -> throw new GiveUp("String." + name);
            default -> Optional.empty();
        };
    }

    private static JsValue indexOf(String self, JsValue searched) {
        JsValue text = Operators.text(searched);
        return text instanceof Text part ? JsValue.of(self.indexOf(part.value())) : new JsValue.SomeNumber(-1, true);
    }

    private static JsValue split(String self, List<JsValue> arguments) {
        JsValue separator = Builtins.argument(arguments, 0);
        if (arguments.size() > 1 || !(separator instanceof Text text)) {
            throw new GiveUp("String.split with something else than a text");
        }
        List<JsValue> parts = new ArrayList<>();
        if (text.value().isEmpty()) {
            self.chars().forEach(c -> parts.add(JsValue.of(Character.toString((char) c))));
            return new JsValue.Items(parts);
        }
        int from = 0;
        for (int at = self.indexOf(text.value()); at >= 0; at = self.indexOf(text.value(), from)) {
            parts.add(JsValue.of(self.substring(from, at)));
            from = at + text.value().length();
        }
        parts.add(JsValue.of(self.substring(from)));
        return new JsValue.Items(parts);
    }

    private static JsValue part(String self, String name, List<JsValue> arguments) {
        if (!(Operators.number(Builtins.argument(arguments, 0)) instanceof Num start)
                || !(Builtins.argument(arguments, 1).isNothing() || Builtins.argument(arguments, 1) instanceof Num)) {
            return Unknown.TEXT;
        }
        int length = self.length();
        double end = Builtins.argument(arguments, 1) instanceof Num num ? num.value() : length;
        if (name.equals("charAt")) {
            int at = (int) start.value();
            return JsValue.of(at >= 0 && at < length ? self.substring(at, at + 1) : "");
        }
        boolean slice = name.equals("slice");
        int from = place(start.value(), length, slice);
        int to = place(end, length, slice);
        if (!slice && from > to) {
            return JsValue.of(self.substring(to, from));
        }
        return JsValue.of(from < to ? self.substring(from, to) : "");
    }

    /** A place in a text or array; a negative one counts from the end if {@code fromEnd}. */
    private static int place(double place, int length, boolean fromEnd) {
        double at = Double.isNaN(place) ? 0 : place < 0 && fromEnd ? length + place : place;
        return (int) Math.max(0, Math.min(length, at));
    }

    private static JsValue unknown(Unknown self, String name, List<JsValue> arguments, Run run) {
        if (self.kind() != Unknown.Kind.TEXT) {
            // A number, say, has no such method.
            run.mayThrow = true;
            return name.equals("toString") ? Unknown.TEXT : Unknown.ANYTHING;
        }
        List<Part> parts = self.parts();
        JsValue first = Builtins.argument(arguments, 0);
        return switch (name) {
            case "toString", "valueOf" -> self;
            case "trim" -> Holes.value(trimmed(parts));
            case "toLowerCase", "toLocaleLowerCase" -> Holes.each(parts, t -> t.toLowerCase(Locale.ROOT));
            case "toUpperCase", "toLocaleUpperCase" -> Holes.each(parts, t -> t.toUpperCase(Locale.ROOT));
            case "startsWith" ->
                first instanceof Text text
                        ? Holes.startsWith(parts, text.value()).value()
                        : Unknown.BOOLEAN;
            case "endsWith" ->
                first instanceof Text text ? Holes.endsWith(parts, text.value()).value() : Unknown.BOOLEAN;
            case "includes" ->
                first instanceof Text text && Holes.contains(parts, text.value()) ? JsValue.Bool.TRUE : Unknown.BOOLEAN;
            case "indexOf" ->
                first instanceof Text text ? indexOf(parts, text.value()) : new JsValue.SomeNumber(-1, true);
            case "replace", "replaceAll", "substring", "slice", "charAt" -> Unknown.TEXT;
            case "split" -> throw new GiveUp("parts of a text that is not known");
            default -> Unknown.ANYTHING;
        };
    }

    /** Without blanks at its ends, where they are known. */
    private static List<Part> trimmed(List<Part> parts) {
        List<Part> trimmed = new ArrayList<>(parts);
        int last = parts.size() - 1;
        if (parts.get(0) instanceof Part.Text text) {
            String marked = JavaScriptNumbers.trim(text.text() + "|");
            trimmed.set(0, new Part.Text(marked.substring(0, marked.length() - 1)));
        }
        if (parts.get(last) instanceof Part.Text text) {
            trimmed.set(
                    last,
                    new Part.Text(JavaScriptNumbers.trim("|" + text.text()).substring(1)));
        }
        trimmed.removeIf(p -> p instanceof Part.Text text && text.text().isEmpty());
        return trimmed;
    }

    private static JsValue indexOf(List<Part> parts, String text) {
        return switch (Holes.startsWith(parts, text)) {
            case TRUE -> JsValue.of(0);
            case FALSE -> new JsValue.SomeNumber(Holes.contains(parts, text) ? 1 : -1, false);
            case UNKNOWN -> new JsValue.SomeNumber(Holes.contains(parts, text) ? 0 : -1, true);
        };
    }

    private static Truth contains(List<JsValue> list, JsValue value) {
        Truth contains = Truth.FALSE;
        for (JsValue one : list) {
            Truth same = Operators.same(one, value);
            if (same == Truth.TRUE) {
                return Truth.TRUE;
            }
            contains = same == Truth.UNKNOWN ? Truth.UNKNOWN : contains;
        }
        return contains;
    }

    private static Optional<JsValue> items(JsValue.Items self, String name, List<JsValue> arguments, Run run) {
        List<JsValue> list = self.list;
        JsValue first = Builtins.argument(arguments, 0);
        run.steps(list.size());
        return switch (name) {
            case "indexOf" -> Optional.of(indexIn(list, first));
            case "includes" -> Optional.of(includes(list, first));
            case "join" ->
                Optional.of(
                        first.isNothing() || first instanceof Text
                                ? Operators.joined(list, first instanceof Text text ? text.value() : ",")
                                : Unknown.TEXT);
            case "toString" -> Optional.of(Operators.joined(list, ","));
            case "filter" -> Optional.of(filter(list, first, run));
            case "map" -> Optional.of(map(list, first, run));
            case "some" -> Optional.of(any(list, first, true, run).value());
            case "every" -> Optional.of(any(list, first, false, run).not().value());
            case "find" -> Optional.of(find(list, first, run));
            case "forEach" -> {
                map(list, first, run);
                yield Optional.of(Nothing.UNDEFINED);
            }
            case "flat" -> Optional.of(flat(list));
            case "concat",
                    "slice",
                    "sort",
                    "reverse",
                    "push",
                    "pop",
                    "shift",
                    "unshift",
                    "splice",
                    "reduce",
                    "findIndex",
                    "flatMap",
                    "keys",
                    "values",
                    "entries",
                    "at",
                    "fill",
                    "lastIndexOf" -> throw new GiveUp("Array." + name);
            default -> Optional.empty();
        };
    }

    private static JsValue indexIn(List<JsValue> list, JsValue value) {
        boolean unsure = false;
        for (int i = 0; i < list.size(); i++) {
            Truth same = Operators.same(list.get(i), value);
            if (same == Truth.TRUE) {
                return unsure ? new JsValue.SomeNumber(0, true) : JsValue.of(i);
            }
            unsure |= same == Truth.UNKNOWN;
        }
        return unsure ? new JsValue.SomeNumber(-1, true) : JsValue.of(-1);
    }

    private static JsValue includes(List<JsValue> list, JsValue value) {
        boolean nan = value instanceof Num num && Double.isNaN(num.value());
        return nan
                ? JsValue.of(list.stream().anyMatch(v -> v instanceof Num num && Double.isNaN(num.value())))
                : contains(list, value).value();
    }

    private static List<JsValue> each(List<JsValue> list, int index) {
        return Arrays.asList(list.get(index), JsValue.of(index));
    }

    private static JsValue filter(List<JsValue> list, JsValue test, Run run) {
        List<JsValue> kept = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Truth truth = Operators.truth(Builtins.invoke(test, each(list, i), run));
            if (truth == Truth.UNKNOWN) {
                return new Unknown(Unknown.Kind.GIVEN, List.of());
            }
            if (truth == Truth.TRUE) {
                kept.add(list.get(i));
            }
        }
        return new JsValue.Items(kept);
    }

    private static JsValue map(List<JsValue> list, JsValue change, Run run) {
        List<JsValue> mapped = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            mapped.add(Builtins.invoke(change, each(list, i), run));
        }
        return new JsValue.Items(mapped);
    }

    /** Whether {@code test} is {@code wanted} for any value. */
    private static Truth any(List<JsValue> list, JsValue test, boolean wanted, Run run) {
        Truth any = Truth.FALSE;
        for (int i = 0; i < list.size(); i++) {
            Truth truth = Operators.truth(Builtins.invoke(test, each(list, i), run));
            if (truth.is(wanted)) {
                return Truth.TRUE;
            }
            any = truth == Truth.UNKNOWN ? Truth.UNKNOWN : any;
        }
        return any;
    }

    private static JsValue find(List<JsValue> list, JsValue test, Run run) {
        for (int i = 0; i < list.size(); i++) {
            Truth truth = Operators.truth(Builtins.invoke(test, each(list, i), run));
            if (truth == Truth.UNKNOWN) {
                return Unknown.ANYTHING;
            }
            if (truth == Truth.TRUE) {
                return list.get(i);
            }
        }
        return Nothing.UNDEFINED;
    }

    private static JsValue flat(List<JsValue> list) {
        List<JsValue> flat = new ArrayList<>();
        for (JsValue value : list) {
            if (value instanceof JsValue.Items items) {
                flat.addAll(items.list);
            } else {
                flat.add(value);
            }
        }
        return new JsValue.Items(flat);
    }

    private static Optional<JsValue> regex(JsValue.Regex self, String name, JsValue argument, Run run) {
        return switch (name) {
            case "test" -> Optional.of(test(self, argument, run).value());
            case "exec" -> Optional.of(Replacement.exec(self, Operators.text(argument), run));
            case "toString" -> Optional.of(Operators.text(self));
            default -> Optional.empty();
        };
    }

    /** Whether an expression matches somewhere in the text of {@code value}. */
    static Truth test(JsValue.Regex regex, JsValue value, Run run) {
        JsValue text = Operators.text(value);
        return regex.compiled().isPresent() ? regex.compiled().get().matches(Holes.parts(text), run) : Truth.UNKNOWN;
    }
}
