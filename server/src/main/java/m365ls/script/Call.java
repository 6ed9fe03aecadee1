package m365ls.script;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandWords;
import m365ls.catalog.OptionSpec;
import m365ls.script.ParsedOptions.Occurrence;
import m365ls.script.ParsedOptions.Place;
import m365ls.script.ParsedOptions.Positional;
import m365ls.text.Span;

/**
 * An {@link Invocation} read against a catalogue, as the command line tool itself reads it: which arguments name the
 * command, which are options, which are their values.
 *
 * @param invocation what is read
 * @param names the arguments that belong to no option, in order: those that name the command or a group of commands,
 *     and what is behind them, up to the first that may turn out to be an option, or nothing; that one is among them
 *     if no command is named before it
 * @param command the command; if there are {@code strays}, the one that the names before them name; empty if the names
 *     are those of none
 * @param given the options, in the order they are written
 * @param strays the last of {@code names}, which keep it from being a command, although the ones before them name
 *     one; the tool then finds no command
 * @param helpAsked whether the tool would show help and run nothing
 * @param parsed the arguments taken apart, with the command's options if there is one
 * @param complete false if arguments that are not known may add options or names ({@code $options}), so that nothing
 *     can be said to be missing
 */
public record Call(
        Invocation invocation,
        List<Argument> names,
        Optional<CommandSpec> command,
        List<Given> given,
        List<Argument> strays,
        boolean helpAsked,
        ParsedOptions parsed,
        boolean complete) {

    public Call {
        names = List.copyOf(names);
        given = List.copyOf(given);
        strays = List.copyOf(strays);
    }

    /**
     * An option as it is given.
     *
     * @param name as the tool understands it, without dashes ({@code url}, {@code u}); for {@code --no-x} just
     *     {@code x}
     * @param nameSpan where the name is written, dashes included, {@code =} and value excluded; among several short
     *     names behind one dash, the letter
     * @param option what it stands for; empty if the command has no such option
     * @param value its value; empty if it has none
     * @param valueSpan where the value is written, quotation marks included (but those that enclose the name too); an
     *     empty span behind the name if it has none
     * @param attached whether the value stands in the same word as the name: behind an {@code =}, or as in {@code -n5}
     * @param negated whether it is written {@code --no-x}
     * @param dropped whether the tool drops the value: a word behind a boolean's short name that is neither
     *     {@code true} nor {@code false}
     */
    public record Given(
            String name,
            Span nameSpan,
            Optional<OptionSpec> option,
            Optional<Value> value,
            Span valueSpan,
            boolean attached,
            boolean negated,
            boolean dropped) {}

    /**
     * Reads {@code invocation} as the tool does: once without knowledge of any option, which gives the command's name,
     * and once more with that command's options.
     */
    public static Call read(Invocation invocation, Catalog catalog) {
        List<Argument> all = invocation.arguments();
        boolean helpWord = !all.isEmpty()
                && all.get(0).value().text().filter("help"::equals).isPresent();
        List<Argument> arguments = helpWord ? all.subList(1, all.size()) : all;
        List<Value> values = new ArrayList<>(arguments.size());
        for (Argument argument : arguments) {
            values.add(argument.value());
        }

        OptionParser.Arguments ready = new OptionParser.Arguments(values);
        ParsedOptions first = OptionParser.parse(ready, OptionTable.NONE);
        Naming naming = Naming.of(first.positionals(), catalog.words());
        ParsedOptions second = first;
        if (naming.command().isPresent()) {
            CommandSpec command = naming.command().get();
            second = OptionParser.parse(ready, first, catalog.fromCommand(command, OptionTable.class, OptionTable::of));
        }

        BitSet dropped = new BitSet(0);
        if (!second.booleans().isEmpty()) {
            for (Positional positional : second.positionals()) {
                dropped.set(positional.argument());
            }
            for (Positional positional : first.positionals()) {
                dropped.clear(positional.argument());
            }
        }
        List<Given> given = new ArrayList<>(second.occurrences().size());
        Map<Integer, Layout> layouts = new HashMap<>();
        for (int i = 0; i < second.occurrences().size(); i++) {
            given.add(given(second.occurrences().get(i), naming.command(), arguments, layouts, dropped));
        }
        boolean helpAsked =
                helpWord || first.isTruthyBeforeTheCommandIsKnown("h") || first.isTruthyBeforeTheCommandIsKnown("help");
        return new Call(
                invocation,
                arguments(arguments, naming.names()),
                naming.command(),
                given,
                arguments(arguments, naming.strays()),
                helpAsked,
                second,
                first.complete() && second.complete() && naming.certain());
    }

    private static List<Argument> arguments(List<Argument> arguments, List<Positional> positionals) {
        List<Argument> found = new ArrayList<>(positionals.size());
        for (Positional positional : positionals) {
            found.add(arguments.get(positional.argument()));
        }
        return found;
    }

    private static Given given(
            Occurrence occurrence,
            Optional<CommandSpec> command,
            List<Argument> arguments,
            Map<Integer, Layout> layouts,
            BitSet dropped) {
        Place place = occurrence.place();
        Span nameSpan = span(arguments, layouts, place);
        Optional<OptionSpec> option = command.isPresent() ? option(command.get(), occurrence.name()) : Optional.empty();
        int behind = place.argument() + 1;
        boolean drops = occurrence.written().isEmpty()
                && !occurrence.negated()
                && place.end() == Place.TO_THE_END
                && dropped.get(behind);
        Optional<Value> value = drops ? Optional.of(arguments.get(behind).value()) : occurrence.written();
        Place valuePlace = drops ? new Place(behind, 0, Place.TO_THE_END) : occurrence.valuePlace();
        return new Given(
                occurrence.name(),
                nameSpan,
                option,
                value,
                value.isPresent() ? span(arguments, layouts, valuePlace) : Span.at(nameSpan.end()),
                value.isPresent() && valuePlace.argument() == place.argument(),
                occurrence.negated(),
                drops);
    }

    private static Optional<OptionSpec> option(CommandSpec command, String name) {
        Optional<OptionSpec> byLongName = command.option(name);
        return byLongName.isPresent() ? byLongName : command.shortOption(name);
    }

    /** Where a place in an argument stands in the script. */
    private static Span span(List<Argument> arguments, Map<Integer, Layout> layouts, Place place) {
        Argument argument = arguments.get(place.argument());
        // Mostly it is all of it. A word of many letters has a place for each of them.
        boolean whole = place.start() == 0 && place.end() == Place.TO_THE_END;
        return whole
                ? argument.word().span()
                : layouts.computeIfAbsent(place.argument(), a -> Layout.of(argument))
                        .span(place);
    }

    /** Whether the option with this long name is given, by its long or short name. */
    public boolean gives(String longName) {
        for (int i = 0; i < given.size(); i++) {
            Given one = given.get(i);
            String name = one.option().isPresent() ? one.option().get().name() : one.name();
            if (name.equals(longName)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the arguments that belong to no option name.
     *
     * @param names see {@link Call#names}
     * @param certain false if a name is only partly known and may yet be that of a command
     */
    private record Naming(
            Optional<CommandSpec> command, List<Positional> names, List<Positional> strays, boolean certain) {

        static Naming of(List<Positional> positionals, CommandWords root) {
            int certain = 0;
            while (certain < positionals.size() && positionals.get(certain).certain()) {
                certain++;
            }
            List<Positional> sure = positionals.subList(0, certain);
            CommandWords level = root;
            for (int i = 0; i < sure.size(); i++) {
                OptionValue name = sure.get(i).value();
                Optional<CommandWords> next = behind(level, name);
                if (next.isEmpty()) {
                    if (name instanceof OptionValue.Partial partial
                            && mayName(level, partial.value().prefix())) {
                        return new Naming(Optional.empty(), sure, List.of(), false);
                    }
                    List<Positional> strays = level.command().isPresent() ? sure.subList(i, sure.size()) : List.of();
                    return new Naming(level.command(), sure, strays, true);
                }
                level = next.get();
            }
            if (sure.size() == positionals.size()) {
                return new Naming(level.command(), sure, List.of(), true);
            }
            // What may be anything is likely an option behind a whole name, anywhere else a part of the name.
            return level.command().isPresent() && level.next().isEmpty()
                    ? new Naming(level.command(), sure, List.of(), false)
                    : new Naming(Optional.empty(), positionals.subList(0, sure.size() + 1), List.of(), false);
        }

        /** The level behind an argument, which may hold several words. */
        private static Optional<CommandWords> behind(CommandWords level, OptionValue argument) {
            if (argument instanceof OptionValue.Partial) {
                return Optional.empty();
            }
            String words = JavaScript.text(argument);
            if (words.indexOf(' ') < 0) {
                return level.behind(words);
            }
            Optional<CommandWords> next = Optional.of(level);
            for (String word : words.split(" ", -1)) {
                next = next.flatMap(n -> n.behind(word));
            }
            return next;
        }

        private static boolean mayName(CommandWords level, String prefix) {
            int last = prefix.lastIndexOf(' ') + 1;
            Optional<CommandWords> next =
                    last == 0 ? Optional.of(level) : behind(level, new OptionValue.Text(prefix.substring(0, last - 1)));
            String begun = prefix.substring(last);
            return next.filter(n -> n.next().keySet().stream().anyMatch(word -> word.startsWith(begun)))
                    .isPresent();
        }
    }
}
