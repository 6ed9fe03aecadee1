package m365ls.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import m365ls.script.Script;
import m365ls.text.Lines;
import m365ls.text.Span;

/** What can be done about findings. */
public final class Fixes {

    /** How often a script is looked at again after fixes, which may bring further findings to light. */
    private static final int ROUNDS = 10;

    private Fixes() {}

    /** The findings that touch {@code span} and have fixes, with these. */
    public static List<Finding> at(Snapshot snapshot, Span span) {
        return Findings.within(snapshot, span).stream()
                .filter(f -> !f.fixes().isEmpty())
                .filter(f -> f.span().start() <= span.end()
                        && span.start() <= f.span().end())
                .toList();
    }

    /**
     * A script after all that can be fixed safely was fixed.
     *
     * @param snapshot the script afterwards, with what it was looked at with
     * @param applied how many fixes that took
     * @param left what the rules still have to say of it
     */
    public record Fixed(Snapshot snapshot, int applied, List<Finding> left) {
        public Fixed {
            left = List.copyOf(left);
        }
    }

    /**
     * Applies the first safe fix of each finding, again and again until there is none. Of fixes that overlap, the first
     * of a round is applied; the others get their turn in the next one if they still make sense then.
     *
     * @param rules which findings are fixed
     */
    public static Fixed fixed(Snapshot snapshot, Predicate<Finding> rules) {
        Snapshot current = snapshot;
        int applied = 0;
        for (int round = 0; ; round++) {
            List<Finding> findings = Findings.of(current);
            List<Fix> chosen = round < ROUNDS ? withoutOverlap(findings, rules) : List.of();
            if (chosen.isEmpty()) {
                return new Fixed(current, applied, findings);
            }
            applied += chosen.size();
            List<Edit> edits = chosen.stream().flatMap(f -> f.edits().stream()).toList();
            current = current.with(Script.parse(
                    current.script().dialect(), applied(current.script().text(), edits)));
        }
    }

    /**
     * The edits that turn the script into {@link #fixed} for all rules, in the order of places; none if there is nothing
     * to fix.
     */
    public static List<Edit> all(Snapshot snapshot) {
        return difference(
                snapshot.script(), fixed(snapshot, finding -> true).snapshot().script());
    }

    private static List<Fix> withoutOverlap(List<Finding> findings, Predicate<Finding> rules) {
        List<Fix> chosen = new ArrayList<>();
        int end = -1;
        List<Fix> safe = findings.stream()
                .filter(rules)
                .flatMap(finding -> finding.fixes().stream().filter(Fix::safe).limit(1))
                .sorted(Comparator.comparingInt(Fixes::start))
                .toList();
        for (Fix fix : safe) {
            // Two insertions at one place are no overlap, but which comes first matters.
            if (start(fix) > end) {
                chosen.add(fix);
                end = fix.edits().get(fix.edits().size() - 1).span().end();
            }
        }
        return chosen;
    }

    private static int start(Fix fix) {
        return fix.edits().get(0).span().start();
    }

    private static String applied(String text, List<Edit> edits) {
        StringBuilder changed = new StringBuilder();
        int at = 0;
        for (Edit edit : edits) {
            changed.append(text, at, edit.span().start()).append(edit.newText());
            at = edit.span().end();
        }
        return changed.append(text, at, text.length()).toString();
    }

    /** One edit for each line that differs; one for all, where lines came or went. */
    private static List<Edit> difference(Script before, Script after) {
        Lines old = before.lines();
        Lines changed = after.lines();
        if (old.count() != changed.count()) {
            return difference(before.text(), after.text(), 0);
        }
        List<Edit> edits = new ArrayList<>();
        for (int line = 0; line < old.count(); line++) {
            String was = before.text().substring(old.startOf(line), old.endOf(line));
            String is = after.text().substring(changed.startOf(line), changed.endOf(line));
            edits.addAll(difference(was, is, old.startOf(line)));
        }
        return edits;
    }

    /** What turns {@code was}, which begins at {@code offset}, into {@code is}. */
    private static List<Edit> difference(String was, String is, int offset) {
        if (was.equals(is)) {
            return List.of();
        }
        int least = Math.min(was.length(), is.length());
        int start = 0;
        while (start < least && was.charAt(start) == is.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < least - start && was.charAt(was.length() - 1 - same) == is.charAt(is.length() - 1 - same)) {
            same++;
        }
        Span span = new Span(offset + start, offset + was.length() - same);
        return List.of(new Edit(span, is.substring(start, is.length() - same)));
    }
}
