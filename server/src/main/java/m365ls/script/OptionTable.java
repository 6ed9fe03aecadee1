package m365ls.script;

import java.util.List;
import java.util.Optional;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;

/** What the option parser is told of a command's options: their names and how their values are read. */
public final class OptionTable {

    /** Nothing is known of any option: how the tool reads a command line before it knows the command. */
    public static final OptionTable NONE = new OptionTable(List.of(), true);

    private final List<Entry> options;
    private final boolean zod;

    /**
     * An option.
     *
     * @param name long name
     * @param shortName short name; empty if there is none
     * @param type how its value is read
     */
    public record Entry(String name, String shortName, OptionType type) {}

    /**
     * @param options of one command; where two have the same name, the first counts
     * @param zod see {@link CommandSpec#zod()}
     */
    public OptionTable(List<Entry> options, boolean zod) {
        this.options = List.copyOf(options);
        this.zod = zod;
    }

    /** The options of {@code command} but {@code --help}, which the tool has dealt with before it reads them. */
    public static OptionTable of(CommandSpec command) {
        return new OptionTable(
                command.options().stream()
                        .filter(o -> !(o.global() && o.name().equals("help")))
                        .map(OptionTable::entry)
                        .toList(),
                command.zod());
    }

    private static Entry entry(OptionSpec option) {
        return new Entry(option.name(), option.shortName(), option.type());
    }

    /** Looks through all: a table is made for each call and asked a few times, which a map would not pay for. */
    private Optional<Entry> find(String name) {
        for (Entry entry : options) {
            if (entry.name().equals(name)) {
                return Optional.of(entry);
            }
        }
        for (Entry entry : options) {
            if (!name.isEmpty() && entry.shortName().equals(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** The long name of the option with this long or short name; {@code name} itself if there is none. */
    String longName(String name) {
        return find(name).map(Entry::name).orElse(name);
    }

    /** The type of the option with this long or short name; {@link OptionType#UNTYPED} if there is none. */
    OptionType type(String name) {
        return find(name).map(Entry::type).orElse(OptionType.UNTYPED);
    }

    /** Whether {@code name} is a long name of an option declared as a boolean. */
    boolean declaresBoolean(String name) {
        return find(name)
                .filter(entry ->
                        entry.type() == OptionType.BOOLEAN && entry.name().equals(name))
                .isPresent();
    }

    /** Whether a boolean is only one if its long name is a word of the command line. */
    boolean readsBooleansWhereWritten() {
        return !zod;
    }
}
