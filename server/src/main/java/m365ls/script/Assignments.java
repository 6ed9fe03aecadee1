package m365ls.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Collects a script's assignments while it is read, to tell in the end which variables are constants.
 *
 * <p>A variable is a constant if the whole script assigns it exactly once, for certain (at the top level, so that the
 * assignment runs before all that follows it), and to a value that is known. It counts from behind its assignment on.
 * Whatever else may change a variable (a loop over it, a command that reads into it) {@linkplain #spoil spoils} it
 * everywhere, since a later line may run before an earlier one.
 */
final class Assignments {

    /**
     * An assignment that runs, and just once, before what follows it.
     *
     * @param list whether it is a list, not a single text
     * @param values the elements; a single one unless {@code list}
     * @param from offset from which the variable has this value
     */
    record Assignment(String name, boolean list, List<Written> values, int from) {}

    private final UnaryOperator<String> key;
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Assignment> certain = new ArrayList<>();
    private final TreeSet<Integer> unseen = new TreeSet<>();
    private boolean trustworthy = true;
    private boolean splitsAsUsual = true;

    /** @param key maps a name, as a {@link Piece.Variable} has it, to what tells variables apart */
    Assignments(UnaryOperator<String> key) {
        this.key = key;
    }

    /** An assignment that is certain; those must be told in the order of the text. */
    void add(Assignment assignment) {
        spoil(assignment.name());
        certain.add(assignment);
    }

    /** Something assigns the variable, or may do so. Together with an {@link #add} it is no constant. */
    void spoil(String name) {
        counts.merge(key.apply(name), 1, Integer::sum);
    }

    /** Code that cannot be seen (a sourced file) runs at {@code offset}, and may change what is assigned before. */
    void distrustBefore(int offset) {
        unseen.add(offset);
    }

    /** Code that cannot be seen may change any variable at any time. */
    void distrust() {
        trustworthy = false;
    }

    /** The script changes at which characters unquoted text is split. */
    void distrustSplitting() {
        splitsAsUsual = false;
    }

    boolean splitsAsUsual() {
        return splitsAsUsual;
    }

    /**
     * The constants.
     *
     * @param textLength length of the script, which limits how much text the constants may expand to
     */
    Constants constants(int textLength) {
        Constants constants = new Constants(this, textLength);
        for (Assignment assignment : certain) {
            if (trustworthy && counts.getOrDefault(key.apply(assignment.name()), 0) == 1) {
                constants.define(assignment);
            }
        }
        return constants;
    }

    String key(String name) {
        return key.apply(name);
    }

    /** Whether no unseen code runs between the two offsets. */
    boolean seen(int from, int to) {
        return unseen.isEmpty()
                || Optional.ofNullable(unseen.ceiling(from))
                        .map(next -> next >= to)
                        .orElse(true);
    }
}
