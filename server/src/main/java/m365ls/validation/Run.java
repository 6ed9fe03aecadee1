package m365ls.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One evaluation of a rule: its budget, the world it asks, and which options it has looked at. */
final class Run {

    /** Steps of one evaluation; the longest of the catalogue's rules takes some thousands. */
    private static final int MOST_STEPS = 200_000;

    private static final int DEEPEST = 120;

    /** Texts and lists of one evaluation are not longer than this. */
    static final int LONGEST = 1 << 20;

    final World world;

    /** The object with the options, whose reading is noted. */
    final Optional<JsValue.Fields> options;

    private int steps;
    private int depth;
    private List<String> reads = new ArrayList<>(0);
    private List<String> lastReads = List.of();
    private Frame frame = new Frame(JsValue.Nothing.UNDEFINED);

    /** Whether something has been evaluated that throws for some of the values that are not known. */
    boolean mayThrow;

    /** How many conditions that are not known the evaluation stands behind. */
    private int conditions;

    private final List<Written> writes = new ArrayList<>(0);
    private final Map<JsValue.Fields, Map<String, JsValue>> changed = new HashMap<>(0);

    /** A variable's value before it was changed under a condition that is not known. */
    private record Written(Scope scope, String name, JsValue before) {}

    /** One call of a function. */
    static final class Frame {
        final JsValue self;

        /** What it may have returned already, under conditions that are not known. */
        final List<JsValue> possible = new ArrayList<>(0);

        Frame(JsValue self) {
            this.self = self;
        }
    }

    Run(World world, Optional<JsValue.Fields> options) {
        this.world = world;
        this.options = options;
    }

    void step() {
        if (++steps > MOST_STEPS) {
            throw new GiveUp("too many steps");
        }
    }

    void steps(int count) {
        steps += count;
        step();
    }

    Frame frame() {
        return frame;
    }

    /** Begins a call; its frame has to be {@link #leave left} again. */
    Frame enter(JsValue self) {
        if (++depth > DEEPEST) {
            throw new GiveUp("too deep");
        }
        Frame outer = frame;
        frame = new Frame(self);
        return outer;
    }

    void leave(Frame outer) {
        depth--;
        frame = outer;
    }

    /** Whether the evaluation stands behind a condition that is not known. */
    boolean isConditional() {
        return conditions > 0;
    }

    /** Begins what only happens under a condition that is not known; gives a mark for {@link #endCondition}. */
    int beginCondition() {
        conditions++;
        return writes.size();
    }

    /** Ends it; variables it has changed have their values of before again. Gives what they were changed to. */
    Runnable endCondition(int mark) {
        conditions--;
        if (writes.size() == mark) {
            return () -> {};
        }
        List<Written> changed = new ArrayList<>();
        for (int i = writes.size() - 1; i >= mark; i--) {
            Written write = writes.get(i);
            changed.add(
                    0, new Written(write.scope(), write.name(), write.scope().get(write.name())));
            write.scope().put(write.name(), write.before());
            if (conditions == 0) {
                writes.remove(i);
            }
        }
        return () -> changed.forEach(c -> assign(c.scope(), c.name(), c.before()));
    }

    /** Forgets the values of variables that {@code change} would change. */
    void forget(Runnable change) {
        int mark = writes.size();
        conditions++;
        change.run();
        conditions--;
        for (int i = mark; i < writes.size(); i++) {
            writes.get(i).scope().put(writes.get(i).name(), JsValue.Unknown.ANYTHING);
        }
    }

    void assign(Scope scope, String name, JsValue value) {
        if (conditions > 0) {
            writes.add(new Written(scope, name, scope.get(name)));
        }
        scope.put(name, value);
    }

    /** What changes an object: it cannot be taken back, so it must not depend on what is not known. */
    void change() {
        if (conditions > 0) {
            throw new GiveUp("an object is changed under a condition that is not known");
        }
    }

    /** The member of an object; undefined if it has none of this name, unknown if it may have one. */
    JsValue read(JsValue.Fields object, String name) {
        if (options.isPresent() && options.get() == object && !reads.contains(name)) {
            reads.add(name);
        }
        JsValue absent = object.complete ? JsValue.Nothing.UNDEFINED : JsValue.Unknown.ANYTHING;
        JsValue own = object.map.getOrDefault(name, absent);
        return changed.isEmpty() ? own : changed.getOrDefault(object, Map.of()).getOrDefault(name, own);
    }

    /** Changes an object; one that belongs to the rules only for this evaluation. */
    void write(JsValue.Fields object, String name, JsValue value) {
        if (object.shared) {
            changed.computeIfAbsent(object, o -> new HashMap<>()).put(name, value);
        } else {
            object.map.put(name, value);
        }
    }

    /** Takes a member away. */
    void remove(JsValue.Fields object, String name) {
        if (object.shared) {
            throw new GiveUp("a rule changes what belongs to all rules");
        }
        object.map.remove(name);
    }

    /** A statement of the rule itself begins. */
    void beginStatement() {
        if (depth == 1 && !reads.isEmpty()) {
            lastReads = reads;
            reads = new ArrayList<>(4);
        }
    }

    /** The options that the last statement that looked at any has looked at, each once. */
    List<String> lastReads() {
        return List.copyOf(reads.isEmpty() ? lastReads : reads);
    }
}
