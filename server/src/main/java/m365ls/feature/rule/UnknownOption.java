package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.UnknownOptions;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.text.Span;

/** The command has no such option, and refuses those it does not know. */
final class UnknownOption implements Rule {

    @Override
    public String id() {
        return "unknown-option";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "The command has no such option.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        for (Subject.Bundle bundle : subject.bundles()) {
            report(subject, command, bundle, report);
        }
        if (command.unknownOptions() == UnknownOptions.REFUSED) {
            for (Call.Given given : subject.given()) {
                if (Subject.isUnknown(given)
                        && FormerName.former(subject, given).isEmpty()) {
                    report(subject, given, finding(subject, command, given), report);
                }
            }
        }
    }

    private Finding finding(Subject subject, CommandSpec command, Call.Given given) {
        List<String> near = subject.meant(command, given);
        String message = "'" + command.name() + "' has no option "
                + (given.negated() ? "--no-" + given.name() : Subject.dashed(given.name())) + ".";
        if (!near.isEmpty()) {
            message += " Did you mean " + either(near) + "?";
        }
        List<Fix> fixes = new ArrayList<>();
        if (subject.isWritten(given)) {
            for (String name : near) {
                fixes.add(Edits.replace("Change to --" + name, false, fixes.isEmpty(), given.nameSpan(), "--" + name));
            }
        }
        Edits.remove(subject, given).ifPresent(fixes::add);
        return new Finding(id(), Severity.ERROR, given.nameSpan(), message, cliMessage(subject, given), fixes);
    }

    /** {@code -webUrl} is read as {@code -w -e -b -U -r -l}; where these are passed on, nothing is refused. */
    private void report(Subject subject, CommandSpec command, Subject.Bundle bundle, Report report) {
        List<String> near = subject.near(command, bundle);
        int equals = bundle.written().indexOf('=');
        String name = equals < 0 ? bundle.written() : bundle.written().substring(0, equals);
        String message = "The tool reads each letter of " + name + " as an option.";
        List<Fix> fixes = new ArrayList<>();
        if (!near.isEmpty()) {
            message += " Did you mean " + either(near) + "?";
        }
        int start = bundle.span().start();
        Span written = new Span(start, start + name.length());
        for (String option : near) {
            fixes.add(Edits.replace("Change to --" + option, false, fixes.isEmpty(), written, "--" + option));
        }
        boolean refused = command.unknownOptions() == UnknownOptions.REFUSED;
        Finding finding = new Finding(id(), refused ? Severity.ERROR : Severity.WARNING, written, message, "", fixes);
        if (refused) {
            report.refused(
                    command.zod() ? Report.Stage.SCHEMA : Report.Stage.UNKNOWN_OPTIONS, Integer.MAX_VALUE, finding);
        } else {
            report.add(finding);
        }
    }

    private static String either(List<String> names) {
        List<String> dashed = names.stream().map(n -> "--" + n).toList();
        int last = dashed.size() - 1;
        return last < 1
                ? String.join("", dashed)
                : String.join(", ", dashed.subList(0, last)) + " or " + dashed.get(last);
    }

    /** Adds a finding about an option that the command does not have. */
    static void report(Subject subject, Call.Given given, Finding finding, Report report) {
        Report.Stage stage = subject.call().command().filter(CommandSpec::zod).isPresent()
                ? Report.Stage.SCHEMA
                : Report.Stage.UNKNOWN_OPTIONS;
        report.refused(stage, Integer.MAX_VALUE, finding);
    }

    /** What the tool says of it; a schema tells of all unknown options at once, behind all other problems. */
    static String cliMessage(Subject subject, Call.Given given) {
        boolean older = subject.call().command().filter(c -> !c.zod()).isPresent();
        return older ? subject.whenChecked("Invalid option: '" + given.name() + "'") : "";
    }
}
