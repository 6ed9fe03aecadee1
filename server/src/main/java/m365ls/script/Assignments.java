package m365ls.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a {@link Stretch} of a script does to variables, collected while it is read. {@link Constants} tells from those
 * of all stretches which variables are constants.
 *
 * <p>Offsets are those of the stretch.
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
    private final Map<String, Assignment> certain = new HashMap<>();
    private final Set<String> tables = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private final List<Integer> unseen = new ArrayList<>(0);
    private boolean trustworthy = true;
    private boolean splitsAsUsual = true;

    /** @param key maps a name, as a {@link Piece.Variable} has it, to what tells variables apart */
    Assignments(UnaryOperator<String> key) {
        this.key = key;
    }

    /** An assignment that is certain. */
    void add(Assignment assignment) {
        spoil(assignment.name());
        certain.put(key.apply(assignment.name()), assignment);
    }

    /** Something assigns the variable, or may do so. Together with an {@link #add} it is no constant. */
    void spoil(String name) {
        counts.merge(key.apply(name), 1, Integer::sum);
    }

    /** The variable is assigned a table of names and values, or something else. */
    void holds(String name, boolean table) {
        (table ? tables : others).add(key.apply(name));
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

    boolean trustworthy() {
        return trustworthy;
    }

    boolean splitsAsUsual() {
        return splitsAsUsual;
    }

    /** What is assigned, by {@link #key}, and how often. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** The last certain assignment of what {@code key} tells apart. */
    Optional<Assignment> certain(String key) {
        return Optional.ofNullable(certain.get(key));
    }

    boolean holdsTable(String key) {
        return tables.contains(key);
    }

    boolean holdsOther(String key) {
        return others.contains(key);
    }

    /** Where code runs that cannot be seen. */
    List<Integer> unseen() {
        return unseen;
    }

    String key(String name) {
        return key.apply(name);
    }
}
