package m365ls.feature;

import java.util.List;
import m365ls.script.Invocation;
import m365ls.text.Lines;
import m365ls.text.Span;

/** What can be folded in a script. */
public final class Folds {

    private Folds() {}

    /** The calls that are continued over several lines. */
    public static List<Span> of(Snapshot snapshot) {
        Lines lines = snapshot.script().lines();
        return snapshot.script().invocations().stream()
                .map(Invocation::span)
                .filter(span -> lines.lineAt(span.start()) < lines.lineAt(span.end()))
                .toList();
    }
}
