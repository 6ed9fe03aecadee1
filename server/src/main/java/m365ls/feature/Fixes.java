package m365ls.feature;

import java.util.List;
import m365ls.text.Span;

/** What can be done about findings. */
public final class Fixes {

    private Fixes() {}

    /** The findings that touch {@code span} and have fixes, with these. */
    public static List<Finding> at(Snapshot snapshot, Span span) {
        return Findings.within(snapshot, span).stream()
                .filter(f -> !f.fixes().isEmpty())
                .filter(f -> f.span().start() <= span.end()
                        && span.start() <= f.span().end())
                .toList();
    }
}
