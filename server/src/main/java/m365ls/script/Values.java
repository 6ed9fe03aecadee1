package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of the words of one {@link Stretch}.
 *
 * <p>How much text constants may expand to in them is limited: past the limit values count as unknown.
 */
final class Values {

    private final Constants constants;
    private final String script;
    private final Assignments assignments;
    private final int base;
    private final List<Question> asked = new ArrayList<>();
    private long budget;

    /** Something that was asked of the script's variables, and the answer. */
    sealed interface Question {

        /**
         * Whether the answer is still the same.
         *
         * @param constants what is known of the variables now
         * @param base where the stretch begins now
         */
        boolean isAnsweredTheSame(Constants constants, int base);

        /** Which constant the variable {@code key} is, {@code offset} units behind the stretch's begin. */
        record WhichConstant(String key, int offset, Optional<Constants.Constant> answer) implements Question {
            @Override
            public boolean isAnsweredTheSame(Constants constants, int base) {
                Optional<Constants.Constant> now = constants.at(key, base + offset);
                return answer.isPresent()
                        ? now.filter(answer.get()::hasSameValue).isPresent()
                        : now.isEmpty();
            }
        }

        /** Whether the variable {@code key} is a table. */
        record WhetherTable(String key, boolean answer) implements Question {
            @Override
            public boolean isAnsweredTheSame(Constants constants, int base) {
                return constants.isTable(key) == answer;
            }
        }
    }

    /**
     * @param script all of its text
     * @param base where the stretch begins in it
     * @param length of the stretch
     */
    Values(Constants constants, String script, Assignments assignments, int base, int length) {
        this.constants = constants;
        this.script = script;
        this.assignments = assignments;
        this.base = base;
        this.budget = 65_536L + 16L * length;
    }

    /** The text of the whole script. */
    String script() {
        return script;
    }

    /** Whether the variable only ever is a table of names and values. */
    boolean isTable(String name) {
        String key = assignments.key(name);
        boolean table = constants.isTable(key);
        asked.add(new Question.WhetherTable(key, table));
        return table;
    }

    /** What was asked so far. */
    List<Question> asked() {
        return asked;
    }

    /** The values of the arguments that a word turns into; a single one unless a known list is spread. */
    List<Value> of(Written written) {
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
    Value single(Written written) {
        return of(new Written(written.word(), written.content(), List.of())).get(0);
    }

    private void expand(Piece.Variable variable, Expansion expansion, Parts parts, List<Value> values) {
        Optional<Constants.Constant> constant = at(variable);
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

    private Optional<Constants.Constant> at(Piece.Variable variable) {
        int offset = base + variable.span().start();
        String key = assignments.key(variable.name());
        Optional<Constants.Constant> constant = constants.at(key, offset);
        asked.add(new Question.WhichConstant(key, offset - base, constant));
        if (constant.isPresent()) {
            for (String element : constant.get().values()) {
                budget -= element.length() + 1;
            }
        }
        return budget < 0 ? Optional.empty() : constant;
    }

    /** Whether a shell makes just one argument of the text where it stands unquoted, and the same text. */
    private boolean staysOne(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (" \t\n*?[(\\".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return !text.isEmpty() && constants.splitsAsUsual();
    }

    /** Gathers the parts of one value. */
    private static final class Parts {

        private final List<Value.Part> parts = new ArrayList<>(2);
        /** The text since the last hole, as long as it is a single one; mostly it is. */
        private String only = "";
        /** The text since the last hole. */
        private final StringBuilder text = new StringBuilder(0);

        private boolean exactlyOne = true;

        void text(String more) {
            if (only.isEmpty() && text.isEmpty()) {
                only = more;
                return;
            }
            text.append(only).append(more);
            only = "";
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
            if (!only.isEmpty()) {
                parts.add(new Value.Part.Text(only));
                only = "";
            } else if (!text.isEmpty()) {
                parts.add(new Value.Part.Text(text.toString()));
                text.setLength(0);
            }
        }
    }
}
