package m365ls.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A level of the tree of command words: {@code spo} leads to {@code site}, that to {@code get}. Aliases are among them.
 */
public final class CommandWords {

    private final SortedMap<String, CommandWords> next = new TreeMap<>();
    private Optional<CommandSpec> command = Optional.empty();

    private CommandWords() {}

    static CommandWords of(Map<String, CommandSpec> byName) {
        CommandWords root = new CommandWords();
        byName.forEach((name, command) -> {
            CommandWords level = root;
            for (String word : name.split(" ")) {
                level = level.next.computeIfAbsent(word, w -> new CommandWords());
            }
            level.command = Optional.of(command);
        });
        return root;
    }

    /** The words that may follow, in alphabetical order. */
    public SortedMap<String, CommandWords> next() {
        return Collections.unmodifiableSortedMap(next);
    }

    /** The level behind {@code word}. */
    public Optional<CommandWords> behind(String word) {
        return Optional.ofNullable(next.get(word));
    }

    /** The command whose name ends here. Others may go on: both {@code spo site} and its children can be commands. */
    public Optional<CommandSpec> command() {
        return command;
    }
}
