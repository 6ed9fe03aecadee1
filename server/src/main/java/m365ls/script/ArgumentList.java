package m365ls.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.script.ParsedOptions.Occurrence;
import m365ls.script.ParsedOptions.Positional;

/**
 * The whole argument list of a call, all of it known, read as the command line tool reads it.
 *
 * @param name the words that belong to no option, joined by blanks; empty if there are none
 * @param nameWords the same words, one by one
 * @param command that is called so; empty if none is
 * @param rest the arguments that are not of the name, in order
 * @param helpAsked whether help is asked for, so that nothing is run
 * @param helpWish what stands behind {@code --help} or {@code -h}; empty if nothing does
 * @param occurrences the command's options as they are given, their places being indices of {@code rest}; without a
 *     command none
 * @param options the values of the command's options by long name, others by the name they are written with; without a
 *     command none
 * @param wrong what keeps the tool from reading the list, in its words; empty if nothing does
 */
public record ArgumentList(
        String name,
        List<String> nameWords,
        Optional<CommandSpec> command,
        List<String> rest,
        boolean helpAsked,
        String helpWish,
        List<Occurrence> occurrences,
        Map<String, OptionValue> options,
        String wrong) {

    public ArgumentList {
        nameWords = List.copyOf(nameWords);
        rest = List.copyOf(rest);
        occurrences = List.copyOf(occurrences);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Reads {@code arguments}, which stand behind the tool's own name. */
    public static ArgumentList read(List<String> arguments, Catalog catalog) {
        boolean helpWord = !arguments.isEmpty() && arguments.get(0).equals("help");
        List<String> all = helpWord ? arguments.subList(1, arguments.size()) : arguments;
        ParsedOptions first = OptionParser.parse(values(all), OptionTable.NONE);
        List<String> words = first.positionals().stream()
                .map(Positional::value)
                .map(JavaScript::text)
                .toList();
        String name = String.join(" ", words);
        Set<Integer> named =
                first.positionals().stream().map(Positional::argument).collect(Collectors.toSet());
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!named.contains(i)) {
                rest.add(all.get(i));
            }
        }
        boolean help =
                helpWord || first.isTruthyBeforeTheCommandIsKnown("h") || first.isTruthyBeforeTheCommandIsKnown("help");
        Optional<CommandSpec> command = name.isEmpty() ? Optional.empty() : catalog.find(name);
        ArgumentList bare =
                new ArgumentList(name, words, command, rest, help, helpWish(first), List.of(), Map.of(), "");
        return command.map(known -> bare.of(known)).orElse(bare);
    }

    private ArgumentList of(CommandSpec known) {
        OptionTable table = OptionTable.of(known);
        ParsedOptions second = OptionParser.parse(values(rest), table);
        String wrong = "";
        if (!second.notBoolean().isEmpty()) {
            int at = second.notBoolean().get(0);
            wrong = "The value '" + rest.get(at) + "' for option '" + rest.get(at - 1) + "' is not a valid boolean";
        }
        return new ArgumentList(
                name, nameWords, command, rest, helpAsked, helpWish, second.occurrences(), second.values(table), wrong);
    }

    private static List<Value> values(List<String> arguments) {
        return arguments.stream().map(Value::known).toList();
    }

    private static String helpWish(ParsedOptions parsed) {
        for (String name : List.of("h", "help")) {
            for (Occurrence occurrence : parsed.occurrences()) {
                if (occurrence.name().equals(name)) {
                    return occurrence.reading() instanceof OptionValue.Text text ? text.text() : "";
                }
            }
        }
        return "";
    }

    /** All arguments, the name first. */
    public List<String> arguments() {
        List<String> all = new ArrayList<>(nameWords);
        all.addAll(rest);
        return all;
    }

    /** The text of an option that has one; empty if it is missing or no text. */
    public Optional<String> text(String option) {
        return options.get(option) instanceof OptionValue.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    /** Whether an option is given, with a value that the tool takes for true. */
    public boolean gives(String option) {
        OptionValue value = options.get(option);
        return value != null && value.isTruthy();
    }

    /**
     * The list with another value for an option that is given once and has one, or with an option more: it has the value,
     * even where a list of arguments could not say so.
     *
     * @param option long name
     * @param value a text, a number or a boolean
     */
    public ArgumentList with(String option, OptionValue value) {
        OptionTable table = OptionTable.of(command.orElseThrow());
        for (Occurrence occurrence : occurrences) {
            if (table.longName(occurrence.name()).equals(option)
                    && occurrence.written().isPresent()) {
                return replaced(replace(occurrence, JavaScript.text(value)), option, value);
            }
        }
        List<String> more = new ArrayList<>(rest);
        more.addAll(spelled(option, value));
        return replaced(more, option, value);
    }

    /** Arguments that give an option a value; several give it one after the other. */
    public static List<String> spelled(String option, OptionValue value) {
        if (value instanceof OptionValue.Several several) {
            return several.values().stream()
                    .flatMap(each -> spelled(option, each).stream())
                    .toList();
        }
        String text = JavaScript.text(value);
        return mayStandAlone(text) ? List.of("--" + option, text) : List.of("--" + option + "=" + text);
    }

    private ArgumentList replaced(List<String> arguments, String option, OptionValue value) {
        ArgumentList again = new ArgumentList(
                        name, nameWords, command, arguments, helpAsked, helpWish, List.of(), Map.of(), wrong)
                .of(command.orElseThrow());
        Map<String, OptionValue> now = new LinkedHashMap<>(options);
        now.put(option, value);
        return new ArgumentList(
                name, nameWords, command, arguments, helpAsked, helpWish, again.occurrences(), now, again.wrong());
    }

    private List<String> replace(Occurrence occurrence, String text) {
        List<String> arguments = new ArrayList<>(rest);
        int named = occurrence.place().argument();
        int valued = occurrence.valuePlace().argument();
        if (named == valued) {
            String before =
                    arguments.get(valued).substring(0, occurrence.valuePlace().start());
            if (before.endsWith("=") && mayStandAlone(text)) {
                // Behind the sign the tool would take away quotation marks around the text.
                arguments.set(valued, before.substring(0, before.length() - 1));
                arguments.add(valued + 1, text);
            } else {
                arguments.set(valued, before + text);
            }
        } else if (mayStandAlone(text)) {
            arguments.set(valued, text);
        } else {
            arguments.set(named, arguments.get(named) + "=" + text);
            arguments.remove(valued);
        }
        return arguments;
    }

    /** Whether the tool takes a text behind an option's name for its value. */
    private static boolean mayStandAlone(String text) {
        return !text.startsWith("-");
    }
}
