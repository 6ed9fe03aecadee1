package m365ls.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names that commands and options had in earlier versions, and what became of them. Facts reviewed one by one. */
public final class FormerNames {

    private final Map<String, FormerCommand> commands;
    private final Map<String, List<FormerOption>> options;

    /**
     * @param commands former name to what became of it
     * @param options current command name to its former options
     */
    public FormerNames(Map<String, FormerCommand> commands, Map<String, List<FormerOption>> options) {
        this.commands = Map.copyOf(commands);
        this.options = Map.copyOf(options);
    }

    /** What became of the command that was called {@code name}. */
    public Optional<FormerCommand> command(String name) {
        return Optional.ofNullable(commands.get(name));
    }

    /** What became of an option, by its former long or short name, of the command now called {@code command}. */
    public Optional<FormerOption> option(String command, String option) {
        return options.getOrDefault(command, List.of()).stream()
                .filter(o -> o.name().equals(option))
                .findFirst();
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
