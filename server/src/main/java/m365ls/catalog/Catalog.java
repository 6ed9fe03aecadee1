package m365ls.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Everything one version of CLI for Microsoft 365 can do. Immutable and safe to share between threads. */
public final class Catalog {

    private final String version;
    private final List<CommandSpec> commands;
    private final Map<String, CommandSpec> byName;
    private final Function<CommandSpec, CommandText> texts;
    private final Function<CommandSpec, CommandRules> rules;
    private final Map<Made, Object> made = new ConcurrentHashMap<>();
    private volatile Optional<CommandWords> words = Optional.empty();

    /**
     * @param version of the package, such as {@code 11.11.0}
     * @param commands in the order of their {@link CommandSpec#index()}
     * @param texts reads the texts of one command; called at each request
     * @param rules reads the rules of one command; called at each request
     */
    public Catalog(
            String version,
            List<CommandSpec> commands,
            Function<CommandSpec, CommandText> texts,
            Function<CommandSpec, CommandRules> rules) {
        this.version = version;
        this.commands = List.copyOf(commands);
        this.texts = texts;
        this.rules = rules;
        this.byName = new HashMap<>(commands.size() * 2);
        for (CommandSpec command : commands) {
            byName.put(command.name(), command);
            for (String alias : command.aliases()) {
                byName.put(alias, command);
            }
        }
    }

    /** Version of the package the catalogue was made from. */
    public String version() {
        return version;
    }

    public List<CommandSpec> commands() {
        return commands;
    }

    /** The command with this name or alias, words separated by one blank; case matters. */
    public Optional<CommandSpec> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The first level of command words. */
    public CommandWords words() {
        // Made at the first use: a process that has just started spends some milliseconds on it, and checks do without.
        Optional<CommandWords> known = words;
        if (known.isEmpty()) {
            known = Optional.of(CommandWords.of(byName));
            words = known;
        }
        return known.orElseThrow();
    }

    /**
     * The documentation of {@code command}.
     *
     * @throws CatalogException if the file it is read from is damaged
     */
    public CommandText text(CommandSpec command) {
        return texts.apply(command);
    }

    /** Something that was made of a command. */
    private record Made(int command, Class<?> type) {

        // The JVM takes its time to compile those that records come with.

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + command;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Made made && made.command == command && made.type == type;
        }
    }

    /**
     * What {@code make} makes of {@code command}. It is made at the first request and kept, so it must not change.
     *
     * @param type of what is made, of which there is one for each command
     */
    public <T> T fromCommand(CommandSpec command, Class<T> type, Function<CommandSpec, T> make) {
        Made key = new Made(command.index(), type);
        Object known = made.get(key);
        return type.cast(known != null ? known : made.computeIfAbsent(key, m -> make.apply(command)));
    }

    /**
     * What {@code make} makes of the rules of {@code command}. It is made at the first request and kept, so it must not
     * change.
     *
     * @param type of what is made, of which there is one for each command
     * @throws CatalogException if the file they are read from is damaged
     */
    public <T> T fromRules(CommandSpec command, Class<T> type, Function<CommandRules, T> make) {
        return fromCommand(command, type, c -> make.apply(rules(c)));
    }

    /**
     * The rules of {@code command} beyond its options and option sets.
     *
     * @throws CatalogException if the file they are read from is damaged
     */
    public CommandRules rules(CommandSpec command) {
        return rules.apply(command);
    }
}
