package m365ls.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Names that commands and options had in earlier versions, and what became of them. Facts reviewed one by one: see
 * {@code docs/former-names.md}. Safe to share between threads.
 */
public final class FormerNames {

    private final Supplier<Table> source;
    private volatile Optional<Table> table = Optional.empty();

    /**
     * @param commands former name to what became of it
     * @param options current command name to its former options
     */
    public FormerNames(Map<String, FormerCommand> commands, Map<String, List<FormerOption>> options) {
        this(() -> new Table(commands, options));
    }

    private FormerNames(Supplier<Table> source) {
        this.source = source;
    }

    /**
     * The names built into this program, read at the first question.
     *
     * <p>The methods throw {@link CatalogException} if this program's own file is damaged.
     */
    public static FormerNames builtIn() {
        return new FormerNames(FormerNamesFile::read);
    }

    /** What became of the command that was called {@code name}. */
    public Optional<FormerCommand> command(String name) {
        return Optional.ofNullable(table().commands().get(name));
    }

    /** What became of an option, by its former long or short name, of the command now called {@code command}. */
    public Optional<FormerOption> option(String command, String option) {
        return options(command).stream().filter(o -> o.name().equals(option)).findFirst();
    }

    /** How many words the longest former name of a command has. */
    public int mostWords() {
        return table().mostWords();
    }

    /** All commands that are no longer called so. */
    public Collection<FormerCommand> commands() {
        return table().commands().values();
    }

    /** The former options of the command now called {@code command}. */
    public List<FormerOption> options(String command) {
        return table().options().getOrDefault(command, List.of());
    }

    private Table table() {
        // Two threads may both read it, which costs a few milliseconds once.
        Optional<Table> known = table;
        if (known.isEmpty()) {
            known = Optional.of(source.get());
            table = known;
        }
        return known.orElseThrow();
    }

    /** All names. */
    record Table(Map<String, FormerCommand> commands, Map<String, List<FormerOption>> options, int mostWords) {
        Table(Map<String, FormerCommand> commands, Map<String, List<FormerOption>> options) {
            this(Map.copyOf(commands), Map.copyOf(options), mostWords(commands));
        }

        private static int mostWords(Map<String, FormerCommand> commands) {
            int most = 0;
            for (String name : commands.keySet()) {
                most = Math.max(most, name.split(" ").length);
            }
            return most;
        }
    }

    /**
     * A command that is no longer called so.
     *
     * @param name what it was called
     * @param current what it is called now; empty if it was removed
     * @param since the version that brought the change, such as {@code 7.4.0}; empty if not known
     * @param safe whether writing the current name in its place keeps the meaning
     * @param note why, or what to use instead; may be empty
     */
    public record FormerCommand(String name, String current, String since, boolean safe, String note) {}

    /**
     * An option that is no longer called so.
     *
     * @param name what it was called, without dashes
     * @param current its long name now, without dashes; empty if it was removed
     * @param since the version that brought the change; empty if not known
     * @param safe whether writing the current name in its place keeps the meaning
     * @param note why, or what to use instead; may be empty
     */
    public record FormerOption(String name, String current, String since, boolean safe, String note) {}
}
