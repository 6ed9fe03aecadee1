package m365ls.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.feature.rule.Context;
import m365ls.script.Argument;
import m365ls.script.Invocation;
import m365ls.script.Piece;
import m365ls.script.Surroundings;
import m365ls.script.Value;
import m365ls.script.Word;
import m365ls.text.Lines;
import m365ls.text.Span;

/**
 * What the rules had to say of the calls in one version of a script, so that they need not look again at those that the
 * next version has, too. Immutable.
 *
 * <p>A call is the same if all that rules look at is: the lines it stands on, its words, the values of its arguments and
 * what the rest of the script says of it.
 */
public final class KnownFindings {

    /** Nothing is known. */
    public static final KnownFindings NONE = new KnownFindings(Optional.empty(), Map.of());

    private final Optional<Basis> basis;
    private final Map<Seen, List<Finding>> calls;

    private KnownFindings(Optional<Basis> basis, Map<Seen, List<Finding>> calls) {
        this.basis = basis;
        this.calls = calls;
    }

    /** What else the rules depend on; catalogues and former names are the same only if they are the same object. */
    private record Basis(
            Catalog catalog, FormerNames former, ContextFile contextFile, String dialect, boolean windowsPowerShell) {}

    /** A look at a script that makes use of what is known of an earlier version. Mutable. */
    static final class Look {
        private final Snapshot snapshot;
        private final Basis basis;
        private final Map<Seen, List<Finding>> before;
        private final Map<Seen, List<Finding>> now = new HashMap<>();

        Look(Snapshot snapshot, boolean windowsPowerShell, KnownFindings known) {
            this.snapshot = snapshot;
            this.basis = new Basis(
                    snapshot.catalog(),
                    snapshot.former(),
                    snapshot.contextFile(),
                    snapshot.script().dialect().id(),
                    windowsPowerShell);
            this.before = known.basis.filter(basis::equals).isPresent() ? known.calls : Map.of();
        }

        /** The findings in a call: those that are known, else what {@code rules} find. */
        List<Finding> in(Invocation call, Context context, Supplier<List<Finding>> rules) {
            Seen seen = Seen.of(snapshot, call, context);
            List<Finding> known = now.get(seen);
            if (known == null) {
                known = before.get(seen);
                known = known == null ? moved(rules.get(), -seen.start) : known;
                now.put(seen, known);
            }
            return moved(known, seen.start);
        }

        /** What is known now; only of calls that were looked at. */
        KnownFindings known() {
            return new KnownFindings(Optional.of(basis), now);
        }
    }

    private static List<Finding> moved(List<Finding> findings, int by) {
        if (findings.isEmpty() || by == 0) {
            return findings;
        }
        List<Finding> moved = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            List<Fix> fixes = finding.fixes().stream()
                    .map(fix -> new Fix(
                            fix.title(),
                            fix.safe(),
                            fix.preferred(),
                            fix.edits().stream()
                                    .map(edit -> new Edit(edit.span().shifted(by), edit.newText()))
                                    .toList()))
                    .toList();
            moved.add(new Finding(
                    finding.rule(),
                    finding.severity(),
                    finding.span().shifted(by),
                    finding.message(),
                    finding.cliMessage(),
                    fixes));
        }
        return moved;
    }

    /** A call as rules see it, wherever it stands. */
    private static final class Seen {
        private final Invocation call;
        private final Context context;
        private final String lines;
        private final int start;

        /** @param start where the call's first line begins */
        private Seen(Invocation call, Context context, String lines, int start) {
            this.call = call;
            this.context = context;
            this.lines = lines;
            this.start = start;
        }

        static Seen of(Snapshot snapshot, Invocation call, Context context) {
            Lines lines = snapshot.script().lines();
            int start = lines.startOf(lines.lineAt(call.reach().start()));
            int end = lines.endOf(lines.lineAt(call.reach().end()));
            String text = snapshot.script().text();
            // With the line's end, which what is added on a line of its own ends with, too.
            return new Seen(call, context, text.substring(start, Math.min(text.length(), end + 2)), start);
        }

        @Override
        public int hashCode() {
            return lines.hashCode() + 31 * (call.span().start() - start);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Seen seen
                    && lines.equals(seen.lines)
                    && same(call.span(), seen.call.span(), seen)
                    && same(call.reach(), seen.call.reach(), seen)
                    && isSame(context, seen.context)
                    && isSame(call.surroundings(), seen.call.surroundings())
                    && sameArguments(seen)
                    && same(call.program(), seen.call.program(), seen)
                    && sameWords(seen);
        }

        private boolean sameArguments(Seen other) {
            List<Argument> mine = call.arguments();
            List<Argument> theirs = other.call.arguments();
            if (mine.size() != theirs.size()) {
                return false;
            }
            for (int i = 0; i < mine.size(); i++) {
                if (!isSame(mine.get(i).value(), theirs.get(i).value())
                        || !same(mine.get(i).word(), theirs.get(i).word(), other)) {
                    return false;
                }
            }
            return true;
        }

        private boolean sameWords(Seen other) {
            List<Word> mine = call.words();
            List<Word> theirs = other.call.words();
            if (mine.size() != theirs.size()) {
                return false;
            }
            for (int i = 0; i < mine.size(); i++) {
                if (!same(mine.get(i), theirs.get(i), other)) {
                    return false;
                }
            }
            return true;
        }

        private boolean same(Word mine, Word theirs, Seen other) {
            if (!same(mine.span(), theirs.span(), other)
                    || mine.pieces().size() != theirs.pieces().size()) {
                return false;
            }
            for (int i = 0; i < mine.pieces().size(); i++) {
                Piece piece = mine.pieces().get(i);
                Piece their = theirs.pieces().get(i);
                if (!same(piece.span(), their.span(), other)
                        || piece.quoting() != their.quoting()
                        || piece.getClass() != their.getClass()) {
                    return false;
                }
            }
            return true;
        }

        // The equals that records come with take ten times as long, until the JVM compiles them with all it has. What
        // texts and names there are in pieces stands in the lines.

        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(Value one, Value other) {
            // What was not read again is mostly the same object.
            if (one == other) {
                return true;
            }
            List<Value.Part> mine = one.parts();
            List<Value.Part> theirs = other.parts();
            if (one.exactlyOne() != other.exactlyOne() || mine.size() != theirs.size()) {
                return false;
            }
            for (int i = 0; i < mine.size(); i++) {
                boolean same = mine.get(i) instanceof Value.Part.Text text
                        ? theirs.get(i) instanceof Value.Part.Text known
                                && text.text().equals(known.text())
                        : theirs.get(i) instanceof Value.Part.Hole;
                if (!same) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isSame(Context one, Context other) {
            return one.output().equals(other.output())
                    && one.signIn() == other.signIn()
                    && one.readAsJson() == other.readAsJson()
                    && one.asksItself() == other.asksItself();
        }

        private static boolean isSame(Surroundings one, Surroundings other) {
            return one.pipedFrom() == other.pipedFrom()
                    && one.pipedInto().equals(other.pipedInto())
                    && one.assignedTo().equals(other.assignedTo())
                    && one.captured() == other.captured()
                    && one.redirected() == other.redirected()
                    && one.background() == other.background()
                    && one.splatsTable() == other.splatsTable();
        }

        private boolean same(Span mine, Span theirs, Seen other) {
            return mine.start() - start == theirs.start() - other.start
                    && mine.end() - start == theirs.end() - other.start;
        }
    }
}
