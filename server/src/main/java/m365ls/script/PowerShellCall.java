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

    /** A word: one of text only, or any other. */
    sealed interface Told permits BareWord, Formed {}

    /**
     * A word of any form.
     *
     * @param isList whether commas stand between several values
     * @param hasGap whether there are blanks beside such a comma
     */
    record Formed(Written written, Form form, boolean isList, boolean hasGap) implements Told {}

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
                List<Value> its = told instanceof Formed formed
                        ? values.of(formed)
                        : List.of(PowerShellValues.bare(((BareWord) told).text(constants.script(), by)));
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
            if (!(told instanceof Formed formed)) {
                BareWord bare = (BareWord) told;
                String text = bare.text(constants.script(), by);
                Word word = bare.word(text, by);
                written.add(word);
                arguments.add(new Argument(word, PowerShellValues.bare(text)));
                continue;
            }
            Word word = formed.written().word().shifted(by);
            written.add(word);
            table |= values.isTable(formed);
            List<Value> its = values.of(formed);
            for (int k = 0; k < its.size(); k++) {
                arguments.add(new Argument(word, its.get(k)));
            }
        }
        int start = program.span().start();
        int last = words.isEmpty() ? program.span().end() : end(words.get(words.size() - 1));
        return Optional.of(new Invocation(
                new Span(start, last).shifted(by),
                new Span(start, Math.max(last, end)).shifted(by),
                program.shifted(by),
                written,
                arguments,
                new Surroundings(pipedFrom, pipedInto, assignedTo, captured, redirected, background, table)));
    }

    private static int end(Told told) {
        return told instanceof Formed formed ? formed.written().word().span().end() : ((BareWord) told).end();
    }
}
