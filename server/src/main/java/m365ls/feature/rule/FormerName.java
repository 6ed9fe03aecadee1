package m365ls.feature.rule;

import java.util.List;
import java.util.Optional;
import m365ls.catalog.CommandSpec;
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
        if (subject.former().isPresent()) {
            report.refused(
                    Report.Stage.COMMAND, 0, finding(subject, subject.former().get()));
        }
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        boolean any = false;
        for (Call.Given given : subject.given()) {
            any |= former(subject, given).isPresent();
        }
        boolean accepted = any && Trial.of(subject).withCurrentOptions().isAccepted();
        for (Call.Given given : any ? subject.given() : List.<Call.Given>of()) {
            former(subject, given)
                    .ifPresent(former ->
                            UnknownOption.report(subject, given, finding(subject, given, former, accepted), report));
        }
        if (command.unknownOptions() != UnknownOptions.REFUSED) {
            for (Call.Given given : subject.given()) {
                current(subject, command, given)
                        .ifPresent(former -> report.add(notRefused(subject, command, given, former)));
            }
        }
    }

    private static Finding finding(Subject subject, Subject.Former former) {
        FormerCommand was = former.command();
        String message = was.current().isEmpty()
                ? "'" + was.name() + "' was removed" + since(" in ", was.since()) + "."
                : "'" + was.name() + "' is called '" + was.current() + "'" + since(" since ", was.since()) + ".";
        List<Fix> fixes = List.of();
        if (!was.current().isEmpty() && UnknownCommand.isOneRun(subject, former.words())) {
            // Its options had other names too, which nobody is told of before the command has its current name.
            Trial trial =
                    Trial.of(subject).withCommand(former.words(), was.current()).withCurrentOptions();
            fixes = List.of(new Fix(
                    "Change to '" + was.current() + "'", was.safe() && trial.isAccepted(), true, trial.edits()));
        }
        return new Finding(
                ID,
                Severity.ERROR,
                Subject.spanOf(former.words()),
                noted(message, was.note()),
                subject.notFound(),
                fixes);
    }

    /** @param accepted whether the rules have nothing against the call once all former options are called anew */
    private static Finding finding(Subject subject, Call.Given given, FormerOption was, boolean accepted) {
        String name = Subject.dashed(given.name());
        String message = was.current().isEmpty()
                ? "Option " + name + " was removed" + since(" in ", was.since()) + "."
                : "Option " + name + " is called --" + was.current() + since(" since ", was.since()) + ".";
        boolean taken = subject.call().gives(was.current());
        List<Fix> fixes;
        if (was.current().isEmpty()) {
            fixes = Edits.remove(subject, given).stream().toList();
        } else if (Trial.canRename(subject, given) && !taken) {
            fixes = List.of(Edits.replace(
                    "Change to --" + was.current(),
                    was.safe() && accepted,
                    true,
                    given.nameSpan(),
                    "--" + was.current()));
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

    /** The same of a command that takes options of any name: the author may mean it as such a one. */
    private static Finding notRefused(Subject subject, CommandSpec command, Call.Given given, FormerOption was) {
        Finding refused = finding(subject, given, was, false);
        String instead = command.unknownOptions() == UnknownOptions.DROPPED
                ? " The command drops it without a word."
                : " The command takes it for a property of its own.";
        return new Finding(ID, Severity.WARNING, refused.span(), refused.message() + instead, "", refused.fixes());
    }

    /** What became of an option that the command no longer has; nothing if it takes options of any name. */
    static Optional<FormerOption> former(Subject subject, Call.Given given) {
        return given.option().isPresent()
                ? Optional.empty()
                : subject.reachedCommand()
                        .filter(command -> command.unknownOptions() == UnknownOptions.REFUSED)
                        .flatMap(command -> current(subject, command, given));
    }

    /** What became of an option that {@code command} no longer has. */
    static Optional<FormerOption> current(Subject subject, CommandSpec command, Call.Given given) {
        return given.option().isPresent()
                ? Optional.empty()
                : subject.snapshot()
                        .former()
                        .option(command.name(), given.name())
                        .filter(f -> f.current().isEmpty()
                                || command.option(f.current()).isPresent());
    }

    private static String since(String words, String version) {
        return version.isEmpty() ? "" : words + "version " + version;
    }

    private static String noted(String message, String note) {
        return note.isEmpty() ? message : message + " " + note;
    }
}
