package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.text.Span;

/** A call of {@code m365} while it is being read. */
final class ShellCall implements Stretch.Reading {

    /** What is kept of a word: one of text only, or one of the readings of any other. */
    sealed interface Part permits BareWord, Written {}

    final Word program;
    final List<Part> arguments = new ArrayList<>();
    /** Whether {@code xargs} adds arguments behind those written. */
    final boolean appends;
    /** Text that {@code xargs} replaces; empty if none. */
    final String placeholder;

    final boolean pipedFrom;
    final boolean captured;
    int reachEnd = -1;
    boolean redirected;
    boolean background;
    /** Whether it turned out to be something else, such as the definition of a function. */
    boolean dropped;

    String pipedInto = "";
    private final ShellLevel.Assignee assignee;

    ShellCall(Word program, ShellLevel level) {
        this.program = program;
        this.appends = level.appends && level.placeholder.isEmpty();
        this.placeholder = level.placeholder;
        this.pipedFrom = level.pipedFrom;
        this.captured = level.captured;
        this.assignee = level.assignee;
    }

    void add(BareWord word) {
        arguments.add(word);
    }

    void add(List<Written> readings) {
        arguments.addAll(readings);
    }

    @Override
    public Optional<Invocation> finish(Values values, int by) {
        List<Word> placed = new ArrayList<>(arguments.size());
        List<Argument> received = new ArrayList<>(arguments.size());
        Word source = program;
        Word word = program.shifted(by);
        Word named = word;
        for (int i = 0; i < arguments.size(); i++) {
            if (!(arguments.get(i) instanceof Written written)) {
                BareWord bare = (BareWord) arguments.get(i);
                String text = bare.text(values.script(), by);
                word = bare.word(text, by);
                placed.add(word);
                Value value = Value.known(text);
                received.add(new Argument(word, placeholder.isEmpty() ? value : replaced(value)));
                continue;
            }
            // The readings of one word share it.
            if (written.word().span().start() != source.span().start()) {
                source = written.word();
                word = source.shifted(by);
                placed.add(word);
            }
            List<Value> its = values.of(written);
            for (int k = 0; k < its.size(); k++) {
                received.add(new Argument(word, placeholder.isEmpty() ? its.get(k) : replaced(its.get(k))));
            }
        }
        int start = named.span().start();
        int end = word.span().end();
        if (appends) {
            received.add(new Argument(new Word(Span.at(end), List.of()), Value.anything()));
        }
        return Optional.of(new Invocation(
                new Span(start, end),
                new Span(start, Math.max(end, reachEnd + by)),
                named,
                placed,
                received,
                new Surroundings(pipedFrom, pipedInto, assignee.name, captured, redirected, background, false)));
    }

    private Value replaced(Value value) {
        List<Value.Part> parts = new ArrayList<>();
        for (Value.Part part : value.parts()) {
            if (part instanceof Value.Part.Text text) {
                String rest = text.text();
                for (int at = rest.indexOf(placeholder); at >= 0; at = rest.indexOf(placeholder)) {
                    if (at > 0) {
                        parts.add(new Value.Part.Text(rest.substring(0, at)));
                    }
                    parts.add(new Value.Part.Hole());
                    rest = rest.substring(at + placeholder.length());
                }
                if (!rest.isEmpty()) {
                    parts.add(new Value.Part.Text(rest));
                }
            } else {
                parts.add(part);
            }
        }
        return new Value(parts, value.exactlyOne());
    }
}
