package m365ls.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.OptionType;
import m365ls.script.ParsedOptions.Occurrence;
import m365ls.script.ParsedOptions.Place;
import m365ls.script.ParsedOptions.Positional;
import m365ls.script.Value.Part;
import m365ls.text.JavaScriptNumbers;

/**
 * Takes a command line apart the way CLI for Microsoft 365 does, which means: as version 22 of the npm package
 * yargs-parser does with the tool's settings, after the tool itself has rewritten the booleans.
 *
 * <p>It works on arguments that are only partly known too. Where an argument decides how others are read and is not
 * known well enough, the likely reading is taken, and the result says that it is not complete.
 */
public final class OptionParser {

    private static final Value NOTHING = Value.known("");

    /** The words that the tool rewrites behind a boolean's name, in small letters. */
    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "1", true, "true", true, "yes", true, "on", true, "0", false, "false", false, "no", false, "off", false);

    private final List<Value> arguments;
    private final String[] prefixes;
    private final boolean[] known;
    /**
     * The boolean option whose long name is all of each argument, behind one dash or two; empty if it is none. No element
     * at all if there are no booleans.
     */
    private final String[] switches;

    private final OptionTable table;
    private final Set<String> booleans = new HashSet<>(0);
    private final List<Integer> notBoolean = new ArrayList<>(0);
    private final List<Positional> positionals = new ArrayList<>();
    private final List<Occurrence> occurrences = new ArrayList<>();
    private boolean complete = true;

    /** Whether the argument before may be an option that takes the next one as its value. */
    private boolean mayTakeNext;

    private OptionParser(Arguments arguments, OptionTable table) {
        this.arguments = arguments.values;
        this.prefixes = arguments.prefixes;
        this.known = arguments.known;
        this.table = table;
        this.switches = new String[table.declaresBooleans() ? prefixes.length : 0];
        for (int i = 0; i < switches.length; i++) {
            switches[i] = known[i] ? switchIn(prefixes[i], table) : "";
        }
    }

    private boolean isSwitch(int argument) {
        return argument >= 0 && argument < switches.length && !switches[argument].isEmpty();
    }

    /** An argument list, made ready to be taken apart more than once. */
    static final class Arguments {
        private final List<Value> values;
        private final String[] prefixes;
        private final boolean[] known;

        Arguments(List<Value> values) {
            this.values = List.copyOf(values);
            this.prefixes = new String[values.size()];
            this.known = new boolean[values.size()];
            for (int i = 0; i < prefixes.length; i++) {
                prefixes[i] = values.get(i).prefix();
                known[i] = values.get(i).isKnown();
            }
        }

        /** Whether, behind a single dash, there is nowhere more than one letter. */
        private boolean areSimple() {
            for (String prefix : prefixes) {
                boolean single = prefix.startsWith("-") && !prefix.startsWith("--");
                if (single && (prefix.length() > 2 || Character.isDigit(prefix.charAt(prefix.length() - 1)))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Takes {@code arguments} apart. Never fails; takes time linear in their length. */
    public static ParsedOptions parse(List<Value> arguments, OptionTable table) {
        return parse(new Arguments(arguments), table);
    }

    /** The same of arguments that have been made ready. */
    static ParsedOptions parse(Arguments arguments, OptionTable table) {
        OptionParser parser = new OptionParser(arguments, table);
        parser.rewriteBooleans();
        parser.run();
        return new ParsedOptions(
                arguments.values,
                parser.positionals,
                parser.occurrences,
                parser.booleans,
                parser.notBoolean,
                parser.complete);
    }

    /**
     * The same of arguments that have been taken apart before: where no switch is given, what the table adds is only how
     * values are read.
     *
     * @param untyped the arguments as they are taken apart with {@link OptionTable#NONE}
     */
    static ParsedOptions parse(Arguments arguments, ParsedOptions untyped, OptionTable table) {
        return arguments.areSimple() && !mayHaveSwitch(arguments, untyped, table)
                ? typed(untyped, table)
                : parse(arguments, table);
    }

    private static boolean mayHaveSwitch(Arguments arguments, ParsedOptions untyped, OptionTable table) {
        for (String prefix : arguments.prefixes) {
            if (prefix.startsWith("-") && !switchIn(prefix, table).isEmpty()) {
                return true;
            }
        }
        for (int i = 0; i < untyped.occurrences().size(); i++) {
            OptionType type = table.type(untyped.occurrences().get(i).name());
            if (type == OptionType.BOOLEAN || type == OptionType.FLAG) {
                return true;
            }
        }
        return false;
    }

    private static ParsedOptions typed(ParsedOptions untyped, OptionTable table) {
        List<Occurrence> before = untyped.occurrences();
        List<Occurrence> typed = new ArrayList<>(before.size());
        boolean changed = false;
        for (int i = 0; i < before.size(); i++) {
            Occurrence occurrence = before.get(i);
            OptionType type = table.type(occurrence.name());
            boolean fits = isReadAs(type, occurrence);
            typed.add(fits ? occurrence : typed(occurrence, type));
            changed |= !fits;
        }
        return changed
                ? new ParsedOptions(
                        untyped.arguments(), untyped.positionals(), typed, Set.of(), List.of(), untyped.complete())
                : untyped;
    }

    /** Whether what is read without a type is read in the same way with this one. */
    private static boolean isReadAs(OptionType type, Occurrence untyped) {
        return type == OptionType.UNTYPED
                || untyped.reading() instanceof OptionValue.Partial
                || (type == OptionType.STRING && (untyped.negated() || untyped.reading() instanceof OptionValue.Text));
    }

    private static Occurrence typed(Occurrence untyped, OptionType type) {
        OptionValue reading = untyped.negated()
                ? negated(type)
                : untyped.written().isPresent() ? typed(untyped.written().get().prefix(), type) : alone(type);
        return new Occurrence(
                untyped.name(), untyped.place(), untyped.negated(), untyped.written(), untyped.valuePlace(), reading);
    }

    /** The tool's own step before the package's: looks at every word behind one that is just a boolean's name. */
    private void rewriteBooleans() {
        for (int i = 0; i < switches.length; i++) {
            String name = switches[i];
            if (name.isEmpty()) {
                continue;
            }
            booleans.add(name);
            int next = i + 1;
            if (next < arguments.size() && !text(next).startsWith("-") && !mayBeBoolean(arguments.get(next))) {
                notBoolean.add(next);
            }
        }
    }

    private static String switchIn(String text, OptionTable table) {
        if (!table.declaresBooleans() || !text.startsWith("-")) {
            return "";
        }
        if (table.declaresBoolean(text, 1)) {
            return text.substring(1);
        }
        return text.startsWith("--") && table.declaresBoolean(text, 2) ? text.substring(2) : "";
    }

    private static Optional<Boolean> booleanOf(String word) {
        return Optional.ofNullable(BOOLEANS.get(word.toLowerCase(Locale.ROOT)));
    }

    /** Whether {@code value} is a boolean's word, or may turn out to be one. */
    private static boolean mayBeBoolean(Value value) {
        if (value.isKnown()) {
            return booleanOf(value.prefix()).isPresent();
        }
        Value lower = new Value(
                value.parts().stream()
                        .map(p -> p instanceof Part.Text text
                                ? new Part.Text(text.text().toLowerCase(Locale.ROOT))
                                : p)
                        .toList(),
                true);
        return !value.exactlyOne() || BOOLEANS.keySet().stream().anyMatch(lower::mayBe);
    }

    private boolean isBoolean(String name) {
        return table.type(name) == OptionType.BOOLEAN
                && (!table.readsBooleansWhereWritten() || booleans.contains(table.longName(name)));
    }

    private void run() {
        int i = 0;
        while (i < arguments.size()) {
            Value argument = arguments.get(i);
            if (!known[i]) {
                i = partly(i, argument);
            } else if (text(i).equals("--")) {
                for (int rest = i + 1; rest < arguments.size(); rest++) {
                    behindDashes(rest);
                }
                return;
            } else {
                i = known(i, text(i));
            }
        }
    }

    /** Reads the known argument at {@code i}; the index of the argument to go on with. */
    private int known(int i, String text) {
        if (text.length() < 2 || text.charAt(0) != '-' || isDashesOnly(text)) {
            return positional(i);
        }
        if (text.charAt(1) == '-') {
            return longOption(i, text);
        }
        if (JavaScript.isNegativeNumber(text)) {
            boolean option = text.length() == 2 && isBoolean(text.substring(1));
            return option ? alone(i, text.substring(1), new Place(i, 0, Place.TO_THE_END)) : positional(i);
        }
        int dotted = dottedName(text);
        return dotted > 0 ? dottedOption(i, text, dotted) : bundle(i, text);
    }

    /** Three or more dashes without a name: {@code ---}, {@code ---=x}. */
    private static boolean isDashesOnly(String text) {
        int dashes = 0;
        while (dashes < text.length() && text.charAt(dashes) == '-') {
            dashes++;
        }
        return dashes > 2 && (dashes == text.length() || text.charAt(dashes) == '=');
    }

    private int longOption(int i, String text) {
        int line = endOfLine(text, 2);
        if (text.lastIndexOf('=', line - 1) > 2) {
            // Behind ---=, the name is a dash.
            boolean nameless = text.charAt(2) == '=';
            int equals = nameless ? 2 : text.indexOf('=');
            attach(
                    i,
                    text.substring(nameless ? 1 : 2, equals),
                    new Place(i, 0, equals),
                    unquoted(tail(arguments.get(i), equals + 1)),
                    equals + 1);
            return i + 1;
        }
        if (text.startsWith("--no-") && line > 5) {
            String name = text.substring(5, line);
            Place place = new Place(i, 0, Place.TO_THE_END);
            add(name, place, true, Optional.empty(), place, negated(effectiveType(name)));
            return i + 1;
        }
        return line > 2
                ? nextAsValue(i, text.substring(2, line), new Place(i, 0, Place.TO_THE_END), NextWord.LONG)
                : positional(i);
    }

    /**
     * For an argument that begins with a letter and a point ({@code -a.b}): offset behind the first line of its name,
     * or 0 if it does not begin so.
     */
    private static int dottedName(String text) {
        if (text.length() < 4 || text.charAt(2) != '.' || JavaScript.endsLine(text.charAt(1))) {
            return 0;
        }
        int line = endOfLine(text, 3);
        return line > 3 ? line : 0;
    }

    private int dottedOption(int i, String text, int line) {
        if (text.lastIndexOf('=', line - 1) > 3) {
            int equals = text.indexOf('=');
            if (equals > 1) {
                attach(
                        i,
                        text.substring(1, equals),
                        new Place(i, 0, equals),
                        tail(arguments.get(i), equals + 1),
                        equals + 1);
            }
            return i + 1;
        }
        return nextAsValue(i, text.substring(1, line), new Place(i, 0, Place.TO_THE_END), NextWord.DOTTED);
    }

    /** Short options behind one dash: {@code -u}, {@code -abc}, {@code -u=x}, {@code -n5}. */
    private int bundle(int i, String text) {
        int last = text.length() - 1;
        for (int j = 1; j < last; j++) {
            String name = text.substring(j, j + 1);
            Place place = new Place(i, j == 1 ? 0 : j, j + 1);
            boolean another = j + 1 < last;
            if (another && text.charAt(j + 1) == '=') {
                attach(i, name, place, tail(arguments.get(i), j + 2), j + 2);
                return i + 1;
            }
            boolean number =
                    isLetter(text.charAt(j)) && isNumberBehindLetter(text, j + 1) && !isBoolean(text.substring(j + 1));
            boolean dash = !another && text.charAt(last) == '-';
            if (dash || number || (another && !isWordCharacter(text.charAt(j + 1)))) {
                attach(i, name, place, tail(arguments.get(i), j + 1), j + 1);
                return i + 1;
            }
            alone(i, name, place);
        }
        Place place = new Place(i, last == 1 ? 0 : last, Place.TO_THE_END);
        return nextAsValue(i, text.substring(last), place, NextWord.SHORT);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWordCharacter(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    }

    /** Whether the text from {@code from} is a number such as {@code 5}, {@code -5.}, {@code 1.5e-3}. */
    private static boolean isNumberBehindLetter(String text, int from) {
        int start = from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
        int at = JavaScriptNumbers.digits(text, start);
        if (at == start) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at = JavaScriptNumbers.digits(text, at + 1);
        }
        if (at < text.length() && text.charAt(at) == 'e') {
            int exponent = at + 1 < text.length() && text.charAt(at + 1) == '-' ? at + 2 : at + 1;
            at = JavaScriptNumbers.digits(text, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == text.length();
    }

    /** Which words an option takes as its value. */
    private enum NextWord {
        /** Behind {@code --name}: what does not begin with a dash, and negative numbers. */
        LONG {
            @Override
            boolean takes(String next) {
                return !next.startsWith("-") || JavaScript.isNegativeNumber(next);
            }
        },
        /** Behind {@code -n}: also a dash alone, two dashes alone, and what begins with three. */
        SHORT {
            @Override
            boolean takes(String next) {
                boolean option = next.startsWith("--")
                        ? next.length() > 2 && next.charAt(2) != '-'
                        : next.startsWith("-") && next.length() > 1;
                return !option || JavaScript.isNegativeNumber(next);
            }
        },
        /** Behind {@code -n.x}: what does not begin with a dash. */
        DOTTED {
            @Override
            boolean takes(String next) {
                return !next.startsWith("-");
            }
        };

        abstract boolean takes(String next);
    }

    /** Adds an option whose value is the next argument, if that can be one; the index to go on with. */
    private int nextAsValue(int i, String name, Place place, NextWord words) {
        int next = i + 1;
        if (next < arguments.size() && takesNext(i, name, words)) {
            Value value = arguments.get(next);
            if (!value.exactlyOne() && isSwitch(name)) {
                // More likely other options than the value of one that needs none.
                complete = false;
            }
            add(name, place, false, Optional.of(value), new Place(next, 0, Place.TO_THE_END), reading(i, name, value));
            return next + 1;
        }
        return alone(i, name, place);
    }

    private boolean takesNext(int i, String name, NextWord words) {
        int next = i + 1;
        Value value = arguments.get(next);
        String text = text(next);
        if (!known[next] && (!value.exactlyOne() || text.startsWith("-"))) {
            return !text.startsWith("-");
        }
        if (!isBoolean(name)) {
            return !known[next] || words.takes(text);
        }
        if (words == NextWord.DOTTED) {
            return false;
        }
        // What may be one is taken: if it turns out to be none, the option is true all the same.
        return value.mayBe("true")
                || value.mayBe("false")
                || (isSwitch(i) && mayBeBoolean(value))
                // The tool has refused the command line by now; the word is what it takes for the value.
                || (words == NextWord.LONG && Collections.binarySearch(notBoolean, next) >= 0);
    }

    private boolean isSwitch(String name) {
        OptionType type = table.type(name);
        return type == OptionType.BOOLEAN || type == OptionType.FLAG;
    }

    private int alone(int i, String name, Place place) {
        add(name, place, false, Optional.empty(), place, alone(effectiveType(name)));
        return i + 1;
    }

    /** What an option of this type has that stands without a value. */
    private static OptionValue alone(OptionType type) {
        return switch (type) {
            case STRING -> new OptionValue.Text("");
            case NUMBER -> new OptionValue.Missing();
            case BOOLEAN, FLAG, UNTYPED -> new OptionValue.Bool(true);
        };
    }

    private void attach(int i, String name, Place place, Value value, int valueStart) {
        add(
                name,
                place,
                false,
                Optional.of(value),
                new Place(i, valueStart, Place.TO_THE_END),
                reading(-1, name, value));
    }

    private void add(
            String name, Place place, boolean negated, Optional<Value> written, Place valuePlace, OptionValue value) {
        if (isBoolean(name)) {
            booleans.add(table.longName(name));
        }
        if (name.equals("_")) {
            // The package keeps the arguments outside of options under this name, so that the value becomes one of
            // them.
            positionals.add(new Positional(place.argument(), value, true));
            return;
        }
        occurrences.add(new Occurrence(name, place, negated, written, valuePlace, value));
        mayTakeNext = false;
    }

    /** The type by which a value is read: a boolean that is not read as one has none. */
    private OptionType effectiveType(String name) {
        OptionType type = table.type(name);
        return type == OptionType.BOOLEAN && !isBoolean(name) ? OptionType.UNTYPED : type;
    }

    /** What an option of this type has that is written {@code --no-x}. */
    private static OptionValue negated(OptionType type) {
        return type == OptionType.NUMBER ? new OptionValue.Numeric(0) : new OptionValue.Bool(false);
    }

    /**
     * What {@code value} becomes as a value of {@code name}.
     *
     * @param nameArgument index of the argument before it, which names the option; -1 if they share one
     */
    private OptionValue reading(int nameArgument, String name, Value value) {
        if (!value.isKnown()) {
            return new OptionValue.Partial(value);
        }
        String text = value.prefix();
        if (isSwitch(nameArgument) && booleanOf(text).isPresent()) {
            text = booleanOf(text).get().toString();
        }
        return typed(text, effectiveType(name));
    }

    private static OptionValue typed(String text, OptionType type) {
        return switch (type) {
            case STRING -> new OptionValue.Text(text);
            case BOOLEAN -> new OptionValue.Bool(text.equals("true"));
            case NUMBER -> new OptionValue.Numeric(JavaScriptNumbers.number(text));
            case FLAG, UNTYPED -> untyped(text);
        };
    }

    /**
     * Whether {@code value} may be read as the number 1, in any way to write it, which is added to what an option has
     * already.
     */
    public static boolean mayBeOne(Value value) {
        for (Part part : value.parts()) {
            if (part instanceof Part.Text text && text.text().chars().anyMatch(c -> !mayBeInOne(c))) {
                return false;
            }
        }
        return !value.isKnown() || JavaScriptNumbers.number(value.prefix()) == 1;
    }

    private static boolean mayBeInOne(int c) {
        // Digits, also those of other bases with their prefixes, exponents, signs, and blanks around the number.
        return c <= ' ' || c > '~' || "0123456789.eE+-xXbBoO".indexOf(c) >= 0;
    }

    /** Whether a number is made of the value of an option that has no type. */
    public static boolean isNumber(String text) {
        return JavaScript.looksLikeNumber(text) && JavaScript.fitsNumber(text);
    }

    private static OptionValue untyped(String text) {
        return isNumber(text) ? new OptionValue.Numeric(JavaScriptNumbers.number(text)) : new OptionValue.Text(text);
    }

    private int positional(int i) {
        positionals.add(new Positional(i, untyped(text(i)), !mayTakeNext));
        mayTakeNext = false;
        return i + 1;
    }

    private void behindDashes(int i) {
        Value value = arguments.get(i);
        OptionValue read = value.isKnown() ? new OptionValue.Text(text(i)) : new OptionValue.Partial(value);
        boolean certain = value.exactlyOne() || !value.prefix().isEmpty();
        complete &= certain;
        positionals.add(new Positional(i, read, certain));
    }

    /** Reads the argument at {@code i}, of which only a part is known; the index to go on with. */
    private int partly(int i, Value argument) {
        String prefix = argument.prefix();
        if (prefix.isEmpty() || (prefix.startsWith("-") && !namesOption(i, prefix))) {
            complete = false;
            if (!prefix.startsWith("-")) {
                positionals.add(new Positional(i, new OptionValue.Partial(argument), false));
            }
            mayTakeNext = !prefix.startsWith("-") || !hasEquals(argument);
        } else if (!prefix.startsWith("-")) {
            positionals.add(new Positional(i, new OptionValue.Partial(argument), !mayTakeNext));
            mayTakeNext = false;
        }
        return i + 1;
    }

    /** Adds the option that an argument's known beginning names, {@code --url=} or {@code -u=}, if it does. */
    private boolean namesOption(int i, String prefix) {
        Value argument = arguments.get(i);
        if (prefix.startsWith("--")) {
            int equals = prefix.indexOf('=', 2);
            if (equals < 3 || isDashesOnly(prefix) || equals >= endOfLine(prefix, 2)) {
                return false;
            }
            attach(
                    i,
                    prefix.substring(2, equals),
                    new Place(i, 0, equals),
                    unquoted(tail(argument, equals + 1)),
                    equals + 1);
            return true;
        }
        if (prefix.length() < 3 || prefix.charAt(2) != '=') {
            return false;
        }
        attach(i, prefix.substring(1, 2), new Place(i, 0, 2), tail(argument, 3), 3);
        return true;
    }

    private static boolean hasEquals(Value value) {
        return value.parts().stream()
                .anyMatch(p -> p instanceof Part.Text text && text.text().contains("="));
    }

    /** The known text of an argument before its first hole. */
    private String text(int i) {
        return prefixes[i];
    }

    private static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && !JavaScript.endsLine(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** What is left of a value behind the first {@code from} units of its known text. */
    private static Value tail(Value value, int from) {
        List<Part> parts = new ArrayList<>(value.parts());
        String rest = value.prefix().substring(from);
        parts.remove(0);
        if (!rest.isEmpty()) {
            parts.add(0, new Part.Text(rest));
        }
        return new Value(parts, true);
    }

    /**
     * A value behind {@code --name=} without the quotation marks that are part of the argument itself. A mark at one end
     * whose counterpart may be in a hole at the other is not known to be there.
     */
    private static Value unquoted(Value value) {
        List<Part> parts = value.parts();
        if (parts.isEmpty()) {
            return value;
        }
        boolean open =
                parts.get(0) instanceof Part.Text text && isMark(text.text().charAt(0));
        boolean closed = parts.get(parts.size() - 1) instanceof Part.Text text
                && isMark(text.text().charAt(text.text().length() - 1));
        if (!(parts.get(0) instanceof Part.Text first)) {
            return closed ? withoutLast(parts) : value;
        }
        if (!(parts.get(parts.size() - 1) instanceof Part.Text last)) {
            return open ? withoutFirst(parts) : value;
        }
        char mark = first.text().charAt(0);
        boolean quoted = open
                && last.text().charAt(last.text().length() - 1) == mark
                && (parts.size() > 1 || first.text().length() > 1);
        if (!quoted) {
            return value;
        }
        if (parts.size() == 1) {
            String inner = first.text().substring(1, first.text().length() - 1);
            return inner.isEmpty() ? NOTHING : Value.known(inner);
        }
        List<Part> inner = new ArrayList<>(parts);
        inner.set(0, new Part.Text(first.text().substring(1)));
        inner.set(
                inner.size() - 1,
                new Part.Text(last.text().substring(0, last.text().length() - 1)));
        inner.removeIf(p -> p instanceof Part.Text text && text.text().isEmpty());
        return new Value(inner, true);
    }

    private static boolean isMark(char c) {
        return c == '"' || c == '\'';
    }

    /** The parts with a hole instead of the first character. */
    private static Value withoutFirst(List<Part> parts) {
        List<Part> open = new ArrayList<>(parts);
        String text = ((Part.Text) open.remove(0)).text();
        if (text.length() > 1) {
            open.add(0, new Part.Text(text.substring(1)));
        }
        open.add(0, new Part.Hole());
        return new Value(open, true);
    }

    /** The parts with a hole instead of the last character. */
    private static Value withoutLast(List<Part> parts) {
        List<Part> open = new ArrayList<>(parts);
        String text = ((Part.Text) open.remove(open.size() - 1)).text();
        if (text.length() > 1) {
            open.add(new Part.Text(text.substring(0, text.length() - 1)));
        }
        open.add(new Part.Hole());
        return new Value(open, true);
    }
}
