package m365ls.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import m365ls.feature.rule.Context;
import m365ls.feature.rule.Course;
import m365ls.feature.rule.Report;
import m365ls.feature.rule.Rule;
import m365ls.feature.rule.Rules;
import m365ls.feature.rule.ScriptRule;
import m365ls.feature.rule.Subject;
import m365ls.script.Invocation;
import m365ls.script.Section;
import m365ls.text.Span;

/** What is wrong in a script. */
public final class Findings {

    private static final Comparator<Finding> BY_PLACE = (a, b) -> {
        int byStart = Integer.compare(a.span().start(), b.span().start());
        return byStart != 0 ? byStart : Integer.compare(a.span().end(), b.span().end());
    };

    private Findings() {}

    /** What the rules have to say of the whole script, in the order of places. */
    public static List<Finding> of(Snapshot snapshot) {
        return of(snapshot, KnownFindings.NONE).findings();
    }

    /**
     * A look at a script.
     *
     * @param findings what the rules have to say, in the order of places
     * @param known makes the look at the next version a short one
     */
    public record Look(List<Finding> findings, KnownFindings known) {
        public Look {
            findings = List.copyOf(findings);
        }
    }

    /** The same as {@link #of(Snapshot)}, with what is known of an earlier version of the script. */
    public static Look of(Snapshot snapshot, KnownFindings known) {
        return of(snapshot, known, () -> {});
    }

    /**
     * The same.
     *
     * @param between called before each section; what it throws ends the look
     */
    public static Look of(Snapshot snapshot, KnownFindings known, Runnable between) {
        return look(snapshot, new Span(0, snapshot.script().text().length()), known, between);
    }

    /** What the rules have to say of what touches {@code span}, and of some of what is around it. */
    static List<Finding> within(Snapshot snapshot, Span span) {
        return look(snapshot, span, KnownFindings.NONE, () -> {}).findings();
    }

    private static Look look(Snapshot snapshot, Span span, KnownFindings known, Runnable between) {
        Calls calls = Calls.of(snapshot);
        KnownFindings.Look look = new KnownFindings.Look(snapshot, calls, known);
        Round round = new Round(
                snapshot,
                calls,
                look.course(),
                new NearNames(snapshot.catalog()),
                new RepeatedCalls(snapshot.script()));
        List<KnownFindings.Told> told = new ArrayList<>();
        for (Section section : snapshot.script().sections()) {
            between.run();
            if (section.span().start() <= span.end()
                    && span.start() <= section.span().end()) {
                told.addAll(look.in(section, () -> round.check(section)));
            } else {
                snapshot.script().invocations(section).forEach(look.course()::pass);
            }
        }
        Silences silences = Silences.of(snapshot.script());
        for (Finding finding : silences.findings()) {
            told.add(new KnownFindings.Told(finding, finding.span()));
        }
        List<Finding> findings = new ArrayList<>(told.size());
        for (KnownFindings.Told one : told) {
            Finding finding = asSet(snapshot.settings(), one.finding());
            if (finding.severity() != Severity.OFF && !silences.covers(finding.rule(), finding.span(), one.call())) {
                findings.add(finding);
            }
        }
        findings.sort(BY_PLACE);
        return new Look(findings, look.known());
    }

    /**
     * One look of the rules at a script, from call to call.
     *
     * @param course follows them
     */
    private record Round(Snapshot snapshot, Calls calls, Course course, NearNames nearNames, RepeatedCalls repeated) {

        /** What the rules have to say of one section. */
        List<KnownFindings.Told> check(Section section) {
            List<KnownFindings.Told> told = new ArrayList<>(0);
            for (Invocation invocation : snapshot.script().invocations(section)) {
                Context context = course.at(invocation);
                for (Finding finding : repeated.in(invocation, context, () -> check(invocation, context))) {
                    told.add(new KnownFindings.Told(finding, invocation.span()));
                }
                course.pass(invocation);
            }
            for (ScriptRule rule : Rules.OF_SCRIPTS) {
                for (Finding finding : rule.check(snapshot.script(), section)) {
                    told.add(new KnownFindings.Told(finding, finding.span()));
                }
            }
            return told;
        }

        private List<Finding> check(Invocation invocation, Context context) {
            Subject subject = new Subject(snapshot, calls, invocation, nearNames, context);
            Report report = new Report();
            for (Rule rule : Rules.ALL) {
                rule.check(subject, report);
            }
            return report.findings();
        }
    }

    private static Finding asSet(Settings settings, Finding finding) {
        Severity severity = settings.severities().getOrDefault(finding.rule(), finding.severity());
        return severity == finding.severity()
                ? finding
                : new Finding(
                        finding.rule(),
                        severity,
                        finding.span(),
                        finding.message(),
                        finding.cliMessage(),
                        finding.fixes());
    }
}
