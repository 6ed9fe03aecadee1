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
        return within(snapshot, new Span(0, snapshot.script().text().length()));
    }

    /** What the rules have to say of the calls and comments that touch {@code span}. */
    static List<Finding> within(Snapshot snapshot, Span span) {
        Silences silences = Silences.of(snapshot.script());
        NearNames nearNames = new NearNames(snapshot.catalog());
        Calls calls = Calls.of(snapshot);
        Course course = new Course(snapshot.script(), calls);
        List<Finding> found = new ArrayList<>();
        for (Invocation invocation : snapshot.script().invocations()) {
            if (invocation.span().start() <= span.end()
                    && span.start() <= invocation.span().end()) {
                Context context = course.at(invocation);
                Subject subject = new Subject(snapshot, calls, invocation, nearNames, context);
                Report report = new Report();
                for (Rule rule : Rules.ALL) {
                    rule.check(subject, report);
                }
                for (Finding finding : report.findings()) {
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
        return found.stream()
                .map(finding -> asSet(snapshot.settings(), finding))
                .filter(finding -> finding.severity() != Severity.OFF)
                .sorted(BY_PLACE)
                .toList();
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
