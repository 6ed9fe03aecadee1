package m365ls.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;

/** The parts of calls that the catalogue knows. What it does not know keeps the colours of the language. */
public final class Highlights {

    private Highlights() {}

    /** In order, without overlaps. */
    public static List<Highlight> of(Snapshot snapshot) {
        Calls calls = Calls.of(snapshot);
        List<Highlight> all = new ArrayList<>();
        for (Invocation invocation : snapshot.script().invocations()) {
            Call call = calls.read(invocation);
            if (call.command().isEmpty()) {
                continue;
            }
            all.add(new Highlight(invocation.program().span(), Highlight.Kind.PROGRAM));
            for (Argument name : call.names()) {
                if (!call.strays().contains(name)) {
                    all.add(new Highlight(name.word().span(), Highlight.Kind.COMMAND));
                }
            }
            for (Call.Given given : call.given()) {
                if (given.option().isPresent()) {
                    all.add(new Highlight(given.nameSpan(), Highlight.Kind.OPTION));
                }
            }
        }
        all.sort(Comparator.comparingInt(highlight -> highlight.span().start()));
        List<Highlight> apart = new ArrayList<>();
        int end = 0;
        for (Highlight highlight : all) {
            // What a list spreads is read at the place of the list.
            if (!highlight.span().isEmpty() && highlight.span().start() >= end) {
                apart.add(highlight);
                end = highlight.span().end();
            }
        }
        return apart;
    }
}
