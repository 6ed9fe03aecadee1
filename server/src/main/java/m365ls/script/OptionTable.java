package m365ls.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;

/** What the option parser is told of a command's options: their names and how their values are read. */
public final class OptionTable {

    /** Nothing is known of any option: how the tool reads a command line before it knows the command. */
    public static final OptionTable NONE = new OptionTable(List.of(), true);

    /** By long and short name; a long one counts before a short one that is the same. */
    private final Map<String, Entry> byName = new HashMap<>();

    /** Long names of the booleans. */
    private final List<String> booleans = new ArrayList<>(0);

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
        this.zod = zod;
        for (Entry option : options) {
            boolean first = byName.putIfAbsent(option.name(), option) == null;
            if (first && option.type() == OptionType.BOOLEAN) {
                booleans.add(option.name());
            }
        }
        for (Entry option : options) {
            if (!option.shortName().isEmpty()) {
                byName.putIfAbsent(option.shortName(), option);
            }
        }
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

    /** The long name of the option with this long or short name; {@code name} itself if there is none. */
    String longName(String name) {
        Entry entry = byName.get(name);
        return entry == null ? name : entry.name();
    }

    /** The type of the option with this long or short name; {@link OptionType#UNTYPED} if there is none. */
    OptionType type(String name) {
        Entry entry = byName.get(name);
        return entry == null ? OptionType.UNTYPED : entry.type();
    }

    /** Whether there is an option with this long or short name. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Whether {@code text} is, from {@code from} on, the long name of an option declared as a boolean. */
    boolean declaresBoolean(String text, int from) {
        // They are few, and most lengths differ.
        for (int i = 0; i < booleans.size(); i++) {
            String name = booleans.get(i);
            if (name.length() == text.length() - from && text.startsWith(name, from)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any option is declared as a boolean. */
    boolean declaresBooleans() {
        return !booleans.isEmpty();
    }

    /** Whether a boolean is only one if its long name is a word of the command line. */
    boolean readsBooleansWhereWritten() {
        return !zod;
    }
}
