package m365ls.feature.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.feature.Finding;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.script.OptionParser;

/** An option is given more than once. */
final class DuplicateOption implements Rule {

    @Override
    public String id() {
        return "duplicate-option";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "An option is given more than once.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        Set<String> seen = new HashSet<>();
        Map<String, Boolean> lists = new HashMap<>();
        for (Call.Given given : subject.given()) {
            if (given.option().isPresent() && !seen.add(given.option().get().name())) {
                OptionSpec option = given.option().get();
                boolean list = lists.computeIfAbsent(option.name(), name -> makesList(subject, option));
                check(subject, command, given, option, list, report);
            }
        }
    }

    /** @param list see {@link #makesList} */
    private void check(
            Subject subject, CommandSpec command, Call.Given given, OptionSpec option, boolean list, Report report) {
        boolean output = option.global() && option.name().equals("output");
        boolean refused = output
                || (command.zod()
                        ? option.type() == OptionType.STRING || (option.type() == OptionType.NUMBER && list)
                        : MissingValue.isCheckedByOlder(command, option) && list);
        String message = "Option --" + option.name() + " is given more than once; "
                + (refused
                        ? "the tool accepts it once."
                        : option.isSwitch() ? "the last one counts." : "the tool then reads a list of values.");
        Finding finding = new Finding(
                id(),
                refused ? Severity.ERROR : Severity.WARNING,
                given.nameSpan(),
                message,
                "",
                Edits.remove(subject, given).map(List::of).orElse(List.of()));
        if (refused) {
            Report.Stage older = output ? Report.Stage.OUTPUT : Report.Stage.OWN_CHECKS;
            Report.Stage stage = command.zod() ? Report.Stage.SCHEMA : older;
            report.refused(stage, Subject.order(command, option), finding);
        } else {
            report.add(finding);
        }
    }

    /**
     * Whether the values become a list for certain: nothing is dropped for a number, and a 1 is added to what was there
     * before.
     */
    private static boolean makesList(Subject subject, OptionSpec option) {
        return subject.given().stream()
                .filter(g ->
                        g.option().filter(o -> o.name().equals(option.name())).isPresent())
                .allMatch(g -> g.value()
                        .filter(value -> option.type() == OptionType.STRING || !OptionParser.mayBeOne(value))
                        .isPresent());
    }
}
