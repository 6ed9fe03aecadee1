package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.text.Span;

/** A call in a PowerShell script while it is being read. */
final class PowerShellCall implements Stretch.Reading {

    /** How a word of a command is written, which decides what becomes of its value. */
    enum Form {
        /** A bare word: expands, and is taken as a pattern of file names. */
        BARE,
        /** A string in quotes of any kind, and nothing else. */
        QUOTED,
        /** A variable alone. */
        VARIABLE,
        /** {@code @name}: the elements of a list, or the entries of a table. */
        SPLAT,
        /** {@code @( )}: as many arguments as it gives. */
        SPREAD,
        /** An expression. */
        COMPUTED,
        /** A dash and a name, perhaps with a colon and a value. */
        PARAMETER,
        /** {@code --%}, which is not passed on. */
        MARKER,
        /** What follows {@code --%}. */
        VERBATIM
    }

    /**
     * A word.
     *
     * @param isList whether commas stand between several values
     * @param hasGap whether there are blanks beside such a comma
     */
    record Told(Written written, Form form, boolean isList, boolean hasGap) {}

    private final Word program;
    private final boolean runner;
    private final List<Told> words = new ArrayList<>();
    private int end;
    private boolean pipedFrom;
    private String pipedInto = "";
    private String assignedTo = "";
    private boolean captured;
    private boolean redirected;
    private boolean background;

    /**
     * @param program what names the program
     * @param runner whether that is a runner of packages, so that its arguments decide whether this is a call at all
     */
    PowerShellCall(Word program, boolean runner) {
        this.program = program;
        this.runner = runner;
        this.end = program.span().end();
    }

    void begin(boolean fromPipe, String variable, boolean inParentheses) {
        pipedFrom = fromPipe;
        assignedTo = variable;
        captured = inParentheses;
    }

    void add(Told word) {
        words.add(word);
    }

    void redirected() {
        redirected = true;
    }

    void background() {
        background = true;
    }

    void pipedInto(String name) {
        pipedInto = name;
    }

    /** The command ends at {@code offset}. */
    void end(int offset) {
        end = Math.max(end, offset);
    }

    @Override
    public Optional<Invocation> finish(Values constants, int by) {
        PowerShellValues values = new PowerShellValues(constants);
        List<Word> written = new ArrayList<>(words.size());
        List<Argument> arguments = new ArrayList<>(words.size());
        boolean table = false;
        int own = 0;
        if (runner) {
            List<Value> given = new ArrayList<>();
            for (Told told : words) {
                List<Value> its = values.of(told);
                given.add(its.size() == 1 ? its.get(0) : Value.anything());
            }
            Optional<Integer> found = Programs.ownArguments(given);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            own = found.get();
        }
        for (int i = own; i < words.size(); i++) {
            Told told = words.get(i);
            Word word = told.written().word().shifted(by);
            written.add(word);
            table |= values.isTable(told);
            for (Value value : values.of(told)) {
                arguments.add(new Argument(word, value));
            }
        }
        int start = program.span().start();
        int last = words.isEmpty()
                ? program.span().end()
                : words.get(words.size() - 1).written().word().span().end();
        return Optional.of(new Invocation(
                new Span(start, last).shifted(by),
                new Span(start, Math.max(last, end)).shifted(by),
                program.shifted(by),
                written,
                arguments,
                new Surroundings(pipedFrom, pipedInto, assignedTo, captured, redirected, background, table)));
    }
}
