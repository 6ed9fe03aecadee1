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
import m365ls.text.Span;

/** What is wrong in a script. */
public final class Findings {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparingInt(
                    (Finding f) -> f.span().start())
            .thenComparingInt(f -> f.span().end());

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
        return look(snapshot, new Span(0, snapshot.script().text().length()), known);
    }

    /** What the rules have to say of the calls and comments that touch {@code span}. */
    static List<Finding> within(Snapshot snapshot, Span span) {
        return look(snapshot, span, KnownFindings.NONE).findings();
    }

    private static Look look(Snapshot snapshot, Span span, KnownFindings known) {
        Silences silences = Silences.of(snapshot.script());
        NearNames nearNames = new NearNames(snapshot.catalog());
        Calls calls = Calls.of(snapshot);
        KnownFindings.Look look = new KnownFindings.Look(snapshot, calls.windowsPowerShell(), known);
        Course course = new Course(snapshot.script(), calls);
        List<Finding> found = new ArrayList<>();
        for (Invocation invocation : snapshot.script().invocations()) {
            if (invocation.span().start() <= span.end()
                    && span.start() <= invocation.span().end()) {
                Context context = course.at(invocation);
                List<Finding> inCall = look.in(
                        invocation, context, () -> check(new Subject(snapshot, calls, invocation, nearNames, context)));
                for (Finding finding : inCall) {
                    if (!silences.covers(finding.rule(), finding.span(), invocation.span())) {
                        found.add(finding);
                    }
                }
            }
            course.pass(invocation);
        }
        for (ScriptRule rule : Rules.OF_SCRIPTS) {
            for (Finding finding : rule.check(snapshot.script())) {
                if (!silences.covers(finding.rule(), finding.span(), finding.span())) {
                    found.add(finding);
                }
            }
        }
        for (Finding finding : silences.findings()) {
            if (!silences.covers(finding.rule(), finding.span(), finding.span())) {
                found.add(finding);
            }
        }
        List<Finding> findings = found.stream()
                .map(finding -> asSet(snapshot.settings(), finding))
                .filter(finding -> finding.severity() != Severity.OFF)
                .sorted(BY_PLACE)
                .toList();
        return new Look(findings, look.known());
    }

    private static List<Finding> check(Subject subject) {
        Report report = new Report();
        for (Rule rule : Rules.ALL) {
            rule.check(subject, report);
        }
        return report.findings();
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
