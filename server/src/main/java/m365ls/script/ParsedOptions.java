package m365ls.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.OptionType;

/**
 * A command line taken apart: what belongs to options, and what does not.
 *
 * @param arguments what was taken apart
 * @param positionals the arguments that belong to no option, in order
 * @param occurrences the options, in order
 * @param booleans long names of the options that were read as booleans
 * @param notBoolean indices of the arguments behind a boolean's name that are no boolean; the tool refuses the whole
 *     command line at the first of them
 * @param complete false if arguments that are not known may be options, or several arguments, or none
 */
public record ParsedOptions(
        List<Value> arguments,
        List<Positional> positionals,
        List<Occurrence> occurrences,
        Set<String> booleans,
        List<Integer> notBoolean,
        boolean complete) {

    /** Of which not even is known whether it is one value. */
    private static final OptionValue ANYTHING = new OptionValue.Partial(Value.anything());

    public ParsedOptions {
        arguments = List.copyOf(arguments);
        positionals = List.copyOf(positionals);
        occurrences = List.copyOf(occurrences);
        booleans = booleans.isEmpty() ? Set.of() : Set.copyOf(booleans);
        notBoolean = notBoolean.isEmpty() ? List.of() : List.copyOf(notBoolean);
    }

    /**
     * An argument that belongs to no option.
     *
     * @param argument its index
     * @param value what is known of it; a word that looks like a number is one
     * @param certain false if it may turn out to be an option, a value of one, or nothing at all
     */
    public record Positional(int argument, OptionValue value, boolean certain) {}

    /**
     * A range of an argument's known text.
     *
     * @param argument its index
     * @param start offset in its known text
     * @param end offset behind the range; {@link #TO_THE_END} if the range reaches the end of the argument
     */
    public record Place(int argument, int start, int end) {
        /** Stands for the end of an argument, whose length may be unknown. */
        public static final int TO_THE_END = Integer.MAX_VALUE;
    }

    /**
     * An option as it is given once.
     *
     * @param name as written, without dashes and {@code no-}
     * @param place of the name, dashes included
     * @param negated whether it is written {@code --no-x}
     * @param written the text that stands for its value; empty if there is none
     * @param valuePlace where that text stands; the place of the name if there is none
     * @param reading what this occurrence alone makes of the option's value
     */
    public record Occurrence(
            String name,
            Place place,
            boolean negated,
            Optional<Value> written,
            Place valuePlace,
            OptionValue reading) {}

    /**
     * The options' values as the command receives them, by long name; unknown options by the name they are written with.
     *
     * @param table what the command line was parsed with
     */
    public Map<String, OptionValue> values(OptionTable table) {
        Map<String, OptionValue> single = new LinkedHashMap<>();
        for (Occurrence occurrence : occurrences) {
            single.put(table.longName(occurrence.name()), occurrence.reading());
        }
        return single.size() == occurrences.size() ? single : repeated(table);
    }

    private Map<String, OptionValue> repeated(OptionTable table) {
        Map<String, List<OptionValue>> together = new LinkedHashMap<>();
        for (Occurrence occurrence : occurrences) {
            String name = table.longName(occurrence.name());
            boolean isBoolean = booleans.contains(name);
            boolean mayBeNumber = !isBoolean && table.type(name) != OptionType.STRING;
            add(together.computeIfAbsent(name, n -> new ArrayList<>(1)), occurrence.reading(), isBoolean, mayBeNumber);
        }
        Map<String, OptionValue> values = new LinkedHashMap<>();
        together.forEach((name, list) -> values.put(name, one(list)));
        return values;
    }

    /** Adds one more value to those that an option already has. */
    private static void add(List<OptionValue> values, OptionValue more, boolean isBoolean, boolean mayBeNumber) {
        if (more instanceof OptionValue.Numeric numeric && numeric.number() == 1) {
            // yargs-parser tells an option that counts its occurrences by the value 1, and so adds any 1 to what it
            // has.
            OptionValue sum = JavaScript.plusOne(one(values));
            values.clear();
            values.add(sum);
        } else if (values.size() == 1 && (isBoolean || values.get(0) instanceof OptionValue.Missing)) {
            values.set(0, more);
        } else if (mayBeNumber && !values.isEmpty() && (mayBeOne(more) || mayBeSeveral(values.get(0)))) {
            // It is added to what is there, or makes a list with it.
            values.clear();
            values.add(ANYTHING);
        } else {
            values.add(more);
        }
    }

    private static boolean mayBeOne(OptionValue value) {
        return value instanceof OptionValue.Partial partial && OptionParser.mayBeOne(partial.value());
    }

    /** Whether a value may turn out to be none, so that the next one takes its place, or several. */
    private static boolean mayBeSeveral(OptionValue value) {
        return value instanceof OptionValue.Partial partial && !partial.value().exactlyOne();
    }

    private static OptionValue one(List<OptionValue> values) {
        return switch (values.size()) {
            case 0 -> new OptionValue.Missing();
            case 1 -> values.get(0);
            default -> new OptionValue.Several(values);
        };
    }

    /**
     * What the tool has for the option {@code name}, {@code h} or {@code help}, before it knows the command, when
     * names with a point make objects and names with dashes count in camel case too.
     */
    boolean isTruthyBeforeTheCommandIsKnown(String name) {
        List<OptionValue> values = new ArrayList<>(0);
        for (int i = 0; i < occurrences.size(); i++) {
            Occurrence occurrence = occurrences.get(i);
            String written = occurrence.name();
            if (!mayBegin(written, name.charAt(0))) {
                continue;
            }
            String camel = JavaScript.camelCase(written);
            if (isMember(written, name) || isMember(camel, name)) {
                return true;
            }
            if (written.equals(name) || camel.equals(name)) {
                add(values, occurrence.reading(), false, true);
            }
        }
        return one(values).isTruthy();
    }

    /** Whether a name, dashes aside, begins with a letter, large or small. */
    private static boolean mayBegin(String name, char letter) {
        int at = 0;
        while (at < name.length() && (name.charAt(at) == '-' || name.charAt(at) == '_')) {
            at++;
        }
        return at < name.length() && Character.toLowerCase(name.charAt(at)) == letter;
    }

    private static boolean isMember(String key, String object) {
        return key.startsWith(object) && key.length() > object.length() && key.charAt(object.length()) == '.';
    }
}
