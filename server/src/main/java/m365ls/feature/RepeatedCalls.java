package m365ls.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import m365ls.feature.rule.Context;
import m365ls.script.Argument;
import m365ls.script.Invocation;
import m365ls.script.Script;
import m365ls.script.Value;
import m365ls.script.Word;
import m365ls.text.Lines;
import m365ls.text.Span;

/**
 * What the rules had to say of the calls of one look at a script: scripts repeat themselves, and of a call on the same lines,
 * with the same values and in the same surroundings as another the same is said. Mutable.
 */
final class RepeatedCalls {

    private final Script script;
    /** What was seen once; only of what comes again more is kept. */
    private final Set<Integer> once = new HashSet<>();

    private final Map<Seen, List<Finding>> known = new HashMap<>();

    RepeatedCalls(Script script) {
        this.script = script;
    }

    /** The findings in a call: those in one that is the same, else what {@code rules} find. */
    List<Finding> in(Invocation call, Context context, Supplier<List<Finding>> rules) {
        Seen seen = Seen.of(script, call, context);
        if (once.add(seen.hashCode())) {
            return rules.get();
        }
        List<Finding> relative = known.get(seen);
        if (relative == null) {
            List<Finding> found = rules.get();
            known.put(seen, shifted(found, -seen.start));
            return found;
        }
        return shifted(relative, seen.start);
    }

    private static List<Finding> shifted(List<Finding> findings, int by) {
        List<Finding> shifted = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            shifted.add(finding.shifted(by));
        }
        return shifted;
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

        static Seen of(Script script, Invocation call, Context context) {
            Lines lines = script.lines();
            int start = lines.startOf(lines.lineAt(call.reach().start()));
            int end = lines.endOf(lines.lineAt(call.reach().end()));
            // With the line's end, which what is added on a line of its own ends with, too.
            int behind = Math.min(script.text().length(), end + 2);
            return new Seen(call, context, script.text().substring(start, behind), start);
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
                    && context.equals(seen.context)
                    && call.surroundings().equals(seen.call.surroundings())
                    && same(call.program(), seen.call.program(), seen)
                    && sameWords(seen)
                    && sameArguments(seen);
        }

        private boolean sameArguments(Seen other) {
            List<Argument> mine = call.arguments();
            List<Argument> theirs = other.call.arguments();
            if (mine.size() != theirs.size()) {
                return false;
            }
            for (int i = 0; i < mine.size(); i++) {
                if (!isSame(mine.get(i).value(), theirs.get(i).value())
                        || !same(mine.get(i).word().span(), theirs.get(i).word().span(), other)) {
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

        /** What texts and names there are in pieces stands in the lines. */
        private boolean same(Word mine, Word theirs, Seen other) {
            if (!same(mine.span(), theirs.span(), other)
                    || mine.pieces().size() != theirs.pieces().size()) {
                return false;
            }
            for (int i = 0; i < mine.pieces().size(); i++) {
                if (!same(mine.pieces().get(i).span(), theirs.pieces().get(i).span(), other)
                        || mine.pieces().get(i).quoting()
                                != theirs.pieces().get(i).quoting()
                        || mine.pieces().get(i).getClass()
                                != theirs.pieces().get(i).getClass()) {
                    return false;
                }
            }
            return true;
        }

        /** As the values' own comparison, which the JVM takes its time to compile. */
        private static boolean isSame(Value one, Value other) {
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

        private boolean same(Span mine, Span theirs, Seen other) {
            return mine.start() - start == theirs.start() - other.start
                    && mine.end() - start == theirs.end() - other.start;
        }
    }
}
