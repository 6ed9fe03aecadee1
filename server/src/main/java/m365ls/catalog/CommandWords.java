package m365ls.catalog;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A level of the tree of command words: {@code spo} leads to {@code site}, that to {@code get}. Aliases are among them.
 */
public final class CommandWords {

    private final Map<String, CommandWords> next = new HashMap<>(4);
    private Optional<CommandSpec> command = Optional.empty();

    private CommandWords() {}

    static CommandWords of(Map<String, CommandSpec> byName) {
        CommandWords root = new CommandWords();
        for (Map.Entry<String, CommandSpec> entry : byName.entrySet()) {
            CommandWords level = root;
            for (String word : entry.getKey().split(" ")) {
                level = level.at(word);
            }
            level.command = Optional.of(entry.getValue());
        }
        return root;
    }

    private CommandWords at(String word) {
        CommandWords known = next.get(word);
        if (known != null) {
            return known;
        }
        CommandWords added = new CommandWords();
        next.put(word, added);
        return added;
    }

    /** The words that may follow, in alphabetical order. */
    public SortedMap<String, CommandWords> next() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(next));
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
