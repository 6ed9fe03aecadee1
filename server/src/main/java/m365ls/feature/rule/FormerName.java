package m365ls.feature.rule;

import java.util.List;
import java.util.Optional;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;
import m365ls.catalog.UnknownOptions;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;

/** A command or an option is written by a name of an earlier version. */
final class FormerName implements Rule {

    static final String ID = "former-name";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "A command or an option has another name now, or was removed.";
    }

    @Override
    public void check(Subject subject, Report report) {
        subject.former().ifPresent(former -> report.refused(Report.Stage.COMMAND, 0, finding(subject, former)));
        subject.reachedCommand().ifPresent(command -> {
            for (Call.Given given : subject.given()) {
                former(subject, given)
                        .ifPresent(former ->
                                UnknownOption.report(subject, given, finding(subject, given, former), report));
            }
        });
    }

    private static Finding finding(Subject subject, Subject.Former former) {
        FormerCommand was = former.command();
        String message = was.current().isEmpty()
                ? "'" + was.name() + "' was removed" + since(" in ", was.since()) + "."
                : "'" + was.name() + "' is called '" + was.current() + "'" + since(" since ", was.since()) + ".";
        boolean fixable = !was.current().isEmpty() && UnknownCommand.isOneRun(subject, former.words());
        List<Fix> fixes = fixable
                ? List.of(Edits.replace(
                        "Change to '" + was.current() + "'",
                        was.safe(),
                        true,
                        Subject.spanOf(former.words()),
                        was.current()))
                : List.of();
        return new Finding(
                ID,
                Severity.ERROR,
                Subject.spanOf(former.words()),
                noted(message, was.note()),
                subject.notFound(),
                fixes);
    }

    private static Finding finding(Subject subject, Call.Given given, FormerOption was) {
        String name = Subject.dashed(given.name());
        String message = was.current().isEmpty()
                ? "Option " + name + " was removed" + since(" in ", was.since()) + "."
                : "Option " + name + " is called --" + was.current() + since(" since ", was.since()) + ".";
        boolean taken = subject.call().gives(was.current());
        List<Fix> fixes;
        if (was.current().isEmpty()) {
            fixes = Edits.remove(subject, given).stream().toList();
        } else if (subject.isWritten(given) && !taken) {
            fixes = List.of(Edits.replace(
                    "Change to --" + was.current(), was.safe(), true, given.nameSpan(), "--" + was.current()));
        } else {
            fixes = List.of();
        }
        return new Finding(
                ID,
                Severity.ERROR,
                given.nameSpan(),
                noted(message, was.note()),
                UnknownOption.cliMessage(subject, given),
                fixes);
    }

    /** What became of an option that the command no longer has; nothing if it takes options of any name. */
    static Optional<FormerOption> former(Subject subject, Call.Given given) {
        if (given.option().isPresent()) {
            return Optional.empty();
        }
        return subject.reachedCommand()
                .filter(command -> command.unknownOptions() == UnknownOptions.REFUSED)
                .flatMap(command -> subject.snapshot()
                        .former()
                        .option(command.name(), given.name())
                        .filter(f -> f.current().isEmpty()
                                || command.option(f.current()).isPresent()));
    }

    private static String since(String words, String version) {
        return version.isEmpty() ? "" : words + "version " + version;
    }

    private static String noted(String message, String note) {
        return note.isEmpty() ? message : message + " " + note;
    }
}
