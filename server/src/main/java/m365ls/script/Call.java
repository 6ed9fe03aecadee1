package m365ls.script;

import java.util.List;
import java.util.Optional;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.text.Span;

/**
 * An {@link Invocation} read against a catalogue, as the command line tool itself reads it: which arguments name the
 * command, which are options, which are their values.
 *
 * @param invocation what is read
 * @param names the arguments that name the command, as far as a command or a group of commands has such a name, and
 *     those behind that belong to no option
 * @param command the command; empty if the names are those of none
 * @param given the options, in the order they are written
 * @param strays arguments among {@code names} that keep it from being a command, although the ones before them name
 *     one; the tool then finds no command
 * @param helpAsked whether the tool would show help and run nothing
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
     * @param nameSpan where the name is written, dashes included, {@code =} and value excluded
     * @param option what it stands for; empty if the command has no such option
     * @param value its value; empty if it has none
     * @param valueSpan where the value is written, quotation marks included; an empty span behind the name if it has
     *     none
     * @param attached whether the value follows an {@code =} in the same word
     * @param negated whether it is written {@code --no-x}
     */
    public record Given(
            String name,
            Span nameSpan,
            Optional<OptionSpec> option,
            Optional<Value> value,
            Span valueSpan,
            boolean attached,
            boolean negated) {}

    /** Whether the option with this long name is given, by its long or short name. */
    public boolean gives(String longName) {
        return given.stream()
                .anyMatch(g -> g.option().map(OptionSpec::name).orElse(g.name()).equals(longName));
    }
}
