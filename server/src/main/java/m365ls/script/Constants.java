package m365ls.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of a script whose values its text tells, and with them the values of words.
 *
 * <p>How much text they may expand to is limited, since a few lines that double a text each would else give gigabytes:
 * past the limit values count as unknown.
 */
final class Constants {

    private static final int LONGEST = 32_768;

    private record Constant(boolean list, List<String> values, int from) {}

    private final Assignments assignments;
    private final Map<String, Constant> constants = new HashMap<>();
    private long budget;

    Constants(Assignments assignments, int textLength) {
        this.assignments = assignments;
        this.budget = 65_536L + 16L * textLength;
    }

    /** Takes an assignment as a constant, if its value is known from those before it. */
    void define(Assignments.Assignment assignment) {
        List<String> known = new ArrayList<>();
        for (Written written : assignment.values()) {
            for (Value value : assignment.list() ? values(written) : List.of(single(written))) {
                Optional<String> text = value.text();
                if (text.isEmpty() || text.get().length() > LONGEST) {
                    return;
                }
                known.add(text.get());
            }
        }
        constants.put(
                assignments.key(assignment.name()),
                new Constant(assignment.list(), List.copyOf(known), assignment.from()));
    }

    /** The values of the arguments that a word turns into; a single one unless a known list is spread. */
    List<Value> values(Written written) {
        List<Piece> content = written.content();
        if (content.size() == 1 && content.get(0) instanceof Piece.Text text) {
            return List.of(Value.known(text.text()));
        }
        List<Value> values = new ArrayList<>(1);
        Parts parts = new Parts();
        for (int i = 0; i < content.size(); i++) {
            Expansion expansion = written.expansion(i);
            if (content.get(i) instanceof Piece.Text text) {
                parts.text(text.text());
            } else if (content.get(i) instanceof Piece.Variable variable) {
                expand(variable, expansion, parts, values);
            } else {
                parts.hole(expansion == Expansion.ONE);
            }
        }
        values.add(parts.value());
        return values;
    }

    /** The value of a word at a place where nothing is split, such as behind {@code x=}. */
    private Value single(Written written) {
        List<Expansion> one = List.of();
        List<Value> values = values(new Written(written.word(), written.content(), one));
        return values.get(0);
    }

    private void expand(Piece.Variable variable, Expansion expansion, Parts parts, List<Value> values) {
        Optional<Constant> constant = at(variable);
        if (constant.isEmpty()) {
            parts.hole(expansion == Expansion.ONE);
            return;
        }
        List<String> elements = constant.get().values();
        boolean whole = expansion == Expansion.LIST;
        if (!whole && (constant.get().list() || (expansion == Expansion.SPLIT && !staysOne(elements.get(0))))) {
            parts.hole(expansion == Expansion.ONE);
            return;
        }
        if (elements.isEmpty()) {
            parts.hole(false);
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                values.add(parts.value());
                parts.clear();
            }
            parts.text(elements.get(i));
        }
    }

    private Optional<Constant> at(Piece.Variable variable) {
        Constant constant = constants.get(assignments.key(variable.name()));
        int offset = variable.span().start();
        if (constant == null || offset < constant.from() || !assignments.seen(constant.from(), offset)) {
            return Optional.empty();
        }
        for (String element : constant.values()) {
            budget -= element.length() + 1;
        }
        return budget < 0 ? Optional.empty() : Optional.of(constant);
    }

    /** Whether a shell makes just one argument of the text where it stands unquoted, and the same text. */
    private boolean staysOne(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (" \t\n*?[(\\".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return !text.isEmpty() && assignments.splitsAsUsual();
    }

    /** Gathers the parts of one value. */
    private static final class Parts {

        private final List<Value.Part> parts = new ArrayList<>(4);
        private final StringBuilder text = new StringBuilder();
        private boolean exactlyOne = true;

        void text(String more) {
            text.append(more);
        }

        void hole(boolean one) {
            endText();
            parts.add(new Value.Part.Hole());
            exactlyOne &= one;
        }

        Value value() {
            endText();
            return new Value(parts, exactlyOne);
        }

        void clear() {
            parts.clear();
            exactlyOne = true;
        }

        private void endText() {
            if (!text.isEmpty()) {
                parts.add(new Value.Part.Text(text.toString()));
                text.setLength(0);
            }
        }
    }
}
