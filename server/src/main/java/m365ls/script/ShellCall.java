package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.text.Span;

/** A call of {@code m365} while it is being read. */
final class ShellCall implements Stretch.Reading {

    final Word program;
    final List<Written> arguments = new ArrayList<>();
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
        for (Written written : arguments) {
            // The readings of one word share it.
            if (written.word().span().start() != source.span().start()) {
                source = written.word();
                word = source.shifted(by);
                placed.add(word);
            }
            for (Value value : values.of(written)) {
                received.add(new Argument(word, placeholder.isEmpty() ? value : replaced(value)));
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
