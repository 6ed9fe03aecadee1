package m365ls.feature.rule;

import java.util.List;
import m365ls.feature.Finding;
import m365ls.feature.Severity;

/** A PowerShell hash table is splatted onto {@code m365}, which receives {@code -name:value} and misreads it. */
final class SplattedTable implements Rule {

    @Override
    public String id() {
        return "splatted-table";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "A PowerShell hash table is splatted onto `m365`.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.call().invocation().surroundings().splatsTable()) {
            report.add(new Finding(
                    id(),
                    Severity.WARNING,
                    subject.nameSpan(),
                    "A hash table is splatted onto m365, which receives '-name:value' for each entry and does not read"
                            + " it as an option. Splat an array such as @('--name', 'value').",
                    "",
                    List.of()));
        }
    }
}
