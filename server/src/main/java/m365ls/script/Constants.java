package m365ls.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The variables of a script whose values its text tells. Worked out when asked for; not safe to share between threads.
 *
 * <p>A variable is a constant if the whole script assigns it exactly once, for certain (at the top level, so that the
 * assignment runs before all that follows it), and to a value that is known. It counts from behind its assignment on.
 * Whatever else may change a variable (a loop over it, a command that reads into it) makes it no constant anywhere, since
 * a later line may run before an earlier one.
 */
final class Constants {

    /** A longer text counts as unknown: a few lines that double a text each would else give gigabytes. */
    private static final int LONGEST = 8_192;

    /**
     * A constant.
     *
     * @param from offset in the script from which it has its value
     */
    record Constant(boolean list, List<String> values, int from) {

        /** Whether the other is the same, but perhaps for where it begins to be. */
        boolean hasSameValue(Constant other) {
            return list == other.list && values.equals(other.values);
        }
    }

    /** Where a variable is assigned: how often, and by which stretch. */
    private record Place(int count, int stretch) {}

    private final String script;
    private final List<Stretch> stretches;
    private final int[] starts;
    private final Map<String, String> predefined;
    private final boolean trustworthy;
    private final boolean splitsAsUsual;
    private final TreeSet<Integer> unseen = new TreeSet<>();
    private final Map<String, Optional<Constant>> known = new HashMap<>();
    private final Map<String, Boolean> tables = new HashMap<>();
    private Optional<Map<String, Place>> index = Optional.empty();

    /**
     * @param script all of its text
     * @param starts where each stretch begins in it
     * @param predefined variables that every script has and none can change
     */
    Constants(String script, List<Stretch> stretches, int[] starts, Map<String, String> predefined) {
        this.script = script;
        this.stretches = stretches;
        this.starts = starts;
        this.predefined = predefined;
        boolean trust = true;
        boolean usual = true;
        for (int i = 0; i < stretches.size(); i++) {
            Assignments assignments = stretches.get(i).assignments();
            trust &= assignments.trustworthy();
            usual &= assignments.splitsAsUsual();
            for (int offset : assignments.unseen()) {
                unseen.add(starts[i] + offset);
            }
        }
        this.trustworthy = trust;
        this.splitsAsUsual = usual;
    }

    /** Prepares for many questions: each is answered faster, and the first one later. */
    void prepare() {
        if (index.isPresent()) {
            return;
        }
        Map<String, Place> places = new HashMap<>();
        for (int i = 0; i < stretches.size(); i++) {
            for (Map.Entry<String, Integer> count :
                    stretches.get(i).assignments().counts().entrySet()) {
                Place before = places.get(count.getKey());
                int sum = count.getValue() + (before == null ? 0 : before.count());
                places.put(count.getKey(), new Place(sum, i));
            }
        }
        index = Optional.of(places);
    }

    /** The values of the words of one stretch. */
    Values in(int stretch) {
        Stretch read = stretches.get(stretch);
        return new Values(this, script, read.assignments(), starts[stretch], read.length());
    }

    boolean splitsAsUsual() {
        return splitsAsUsual;
    }

    /** The constant that a variable at {@code offset} of the script is. */
    Optional<Constant> at(String key, int offset) {
        String value = predefined.get(key);
        if (value != null) {
            return place(key).isEmpty() ? Optional.of(new Constant(false, List.of(value), 0)) : Optional.empty();
        }
        if (!known.containsKey(key) && !isAssignedBefore(key, offset + 1)) {
            return Optional.empty();
        }
        return constant(key).filter(constant -> offset >= constant.from() && seen(constant.from(), offset));
    }

    /** Whether the variable only ever is a table of names and values. */
    boolean isTable(String key) {
        return tables.computeIfAbsent(key, this::findTable);
    }

    private boolean findTable(String key) {
        boolean table = false;
        for (Stretch stretch : stretches) {
            if (stretch.assignments().holdsOther(key)) {
                return false;
            }
            table |= stretch.assignments().holdsTable(key);
        }
        return table;
    }

    /** Whether no unseen code runs between the two offsets. */
    private boolean seen(int from, int to) {
        if (unseen.isEmpty()) {
            return true;
        }
        Integer next = unseen.ceiling(from);
        return next == null || next >= to;
    }

    private Optional<Place> place(String key) {
        if (index.isPresent()) {
            return Optional.ofNullable(index.get().get(key));
        }
        int count = 0;
        int last = 0;
        for (int i = 0; i < stretches.size(); i++) {
            Integer more = stretches.get(i).assignments().counts().get(key);
            if (more != null) {
                count += more;
                last = i;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new Place(count, last));
    }

    /** The only assignment of a variable, if it is certain. */
    private Optional<Assignments.Assignment> only(String key, Optional<Place> place) {
        return trustworthy && place.isPresent() && place.get().count() == 1
                ? stretches.get(place.get().stretch()).assignments().certain(key)
                : Optional.empty();
    }

    /**
     * Works out a constant, and before it those that it is made of. They are assigned before it, so none waits for
     * itself.
     */
    private Optional<Constant> constant(String wanted) {
        Deque<String> open = new ArrayDeque<>();
        open.push(wanted);
        while (!open.isEmpty()) {
            String key = open.peek();
            if (known.containsKey(key)) {
                open.pop();
                continue;
            }
            Optional<Place> place = place(key);
            Optional<Assignments.Assignment> only = only(key, place);
            if (only.isEmpty()) {
                known.put(key, Optional.empty());
                continue;
            }
            int stretch = place.orElseThrow().stretch();
            int from = starts[stretch] + only.get().from();
            List<String> missing = missing(only.get(), stretches.get(stretch).assignments(), from);
            if (missing.isEmpty()) {
                known.put(key, define(only.get(), in(stretch), from));
            } else {
                missing.forEach(open::push);
            }
        }
        return known.getOrDefault(wanted, Optional.empty());
    }

    /** What an assignment is made of and has not been worked out yet. */
    private List<String> missing(Assignments.Assignment assignment, Assignments keys, int from) {
        List<String> missing = new ArrayList<>(0);
        for (Written written : assignment.values()) {
            for (Piece piece : written.content()) {
                if (piece instanceof Piece.Variable variable) {
                    String key = keys.key(variable.name());
                    if (!known.containsKey(key) && !predefined.containsKey(key) && isAssignedBefore(key, from)) {
                        missing.add(key);
                    }
                }
            }
        }
        return missing;
    }

    private boolean isAssignedBefore(String key, int from) {
        Optional<Place> place = place(key);
        return only(key, place)
                .filter(other -> starts[place.orElseThrow().stretch()] + other.from() < from)
                .isPresent();
    }

    private static Optional<Constant> define(Assignments.Assignment assignment, Values values, int from) {
        List<String> texts = new ArrayList<>();
        for (Written written : assignment.values()) {
            for (Value value : assignment.list() ? values.of(written) : List.of(values.single(written))) {
                Optional<String> text = value.text();
                if (text.isEmpty() || text.get().length() > LONGEST) {
                    return Optional.empty();
                }
                texts.add(text.get());
            }
        }
        return Optional.of(new Constant(assignment.list(), List.copyOf(texts), from));
    }
}
