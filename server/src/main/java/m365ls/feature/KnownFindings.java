package m365ls.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.feature.rule.Clues;
import m365ls.feature.rule.Course;
import m365ls.script.Content;
import m365ls.script.Script;
import m365ls.script.Section;
import m365ls.text.Lines;
import m365ls.text.Span;

/**
 * What the rules had to say of the sections of one version of a script, so that they need not look again at those that the
 * next version has, too. Immutable.
 *
 * <p>Of a section the same is said if all that rules look at is the same: its content, what else stands on its first and
 * last line, what earlier calls leave behind, and what the rest of the script tells of its calls.
 */
public final class KnownFindings {

    /** Nothing is known. */
    public static final KnownFindings NONE = new KnownFindings(Optional.empty(), Map.of(), Clues.NOTHING);

    private final Optional<Basis> basis;
    private final Map<Content, Known> sections;
    private final Clues.Known clues;

    private KnownFindings(Optional<Basis> basis, Map<Content, Known> sections, Clues.Known clues) {
        this.basis = basis;
        this.sections = sections;
        this.clues = clues;
    }

    /** What else the rules depend on; catalogues and former names are the same only if they are the same object. */
    private record Basis(
            Catalog catalog,
            FormerNames former,
            ContextFile contextFile,
            boolean windowsPowerShell,
            boolean asksItself) {}

    /**
     * A finding that has not been held against the comments that silence rules.
     *
     * @param call all of the call that it speaks of; its own place if it speaks of none
     */
    record Told(Finding finding, Span call) {

        private Told shifted(int by) {
            return new Told(finding.shifted(by), call.shifted(by));
        }
    }

    /**
     * What is known of a section.
     *
     * @param start where it began
     * @param edges what else stands on its first and its last line
     * @param before what the calls in front of it leave behind
     * @param after what is left behind it
     * @param asked what had to be known of the rest of the script
     * @param told the findings, placed by {@code start}
     */
    private record Known(
            int start,
            Edges edges,
            Course.State before,
            Course.State after,
            List<Course.Asked> asked,
            List<Told> told) {}

    /** What stands in front of a section on its first line, and behind it on its last one. */
    private record Edges(String front, String behind) {

        private static final Edges NOTHING = new Edges("", "");

        static Edges of(Script script, Span section) {
            Lines lines = script.lines();
            String text = script.text();
            int start = lines.startOf(lines.lineAt(section.start()));
            int lineEnd = lines.endOf(lines.lineAt(section.end()));
            // With the line's end, which what is added on a line of its own ends with, too.
            int end = Math.min(text.length(), Math.max(section.end(), lineEnd + 2));
            // Mostly a section begins where a line does.
            return start == section.start() && lines.startOf(lines.lineAt(section.end())) == section.end()
                    ? NOTHING
                    : new Edges(text.substring(start, section.start()), text.substring(section.end(), end));
        }
    }

    /** A look at a script that makes use of what is known of an earlier version. Mutable. */
    static final class Look {
        private final Script script;
        private final Basis basis;
        private final Clues clues;
        private final Course course;
        private final Map<Content, Known> before;
        private final Map<Content, Known> now = new HashMap<>();

        Look(Snapshot snapshot, Calls calls, KnownFindings known) {
            this.script = snapshot.script();
            this.clues = new Clues(script, known.clues);
            this.course = new Course(calls, clues);
            this.basis = new Basis(
                    snapshot.catalog(),
                    snapshot.former(),
                    snapshot.contextFile(),
                    calls.windowsPowerShell(),
                    clues.asksItself());
            this.before = known.basis.filter(basis::equals).isPresent() ? known.sections : Map.of();
        }

        /** What follows the script from call to call. */
        Course course() {
            return course;
        }

        /**
         * The findings in a section: those that are known, else what {@code rules} find, which take the course through it.
         */
        List<Told> in(Section section, Supplier<List<Told>> rules) {
            Edges edges = Edges.of(script, section.span());
            int start = section.span().start();
            Known known = before.get(section.content());
            if (known == null || !holds(known, edges, start)) {
                Course.State entered = course.state();
                List<Told> told = rules.get();
                known = new Known(start, edges, entered, course.state(), course.asked(), told);
            } else {
                course.resume(known.after());
            }
            now.put(section.content(), known);
            return shifted(known.told(), start - known.start());
        }

        private boolean holds(Known known, Edges edges, int start) {
            return known.edges().equals(edges)
                    && known.before().equals(course.state())
                    && course.holds(known.asked(), start - known.start());
        }

        /** What is known now; only of sections that were looked at. */
        KnownFindings known() {
            return new KnownFindings(Optional.of(basis), now, clues.known());
        }
    }

    private static List<Told> shifted(List<Told> told, int by) {
        if (told.isEmpty() || by == 0) {
            return told;
        }
        List<Told> shifted = new ArrayList<>(told.size());
        for (Told one : told) {
            shifted.add(one.shifted(by));
        }
        return shifted;
    }
}
