package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSet;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;

/** Of several options exactly one must be given, and none is, or more than one. */
final class OptionChoice implements Rule {

    static final String ID = "option-set";

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
        return "Of several options exactly one must be given.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        for (OptionSet set : command.optionSets()) {
            // Whether a condition holds may depend on values; the whole of it is not known here.
            if (!set.conditional()) {
                check(subject, command, set, report);
            }
        }
    }

    private void check(Subject subject, CommandSpec command, OptionSet set, Report report) {
        List<Call.Given> given = given(subject, set);
        if (given.isEmpty()) {
            boolean open = set.options().stream()
                    .anyMatch(o -> subject.maySupply(command, o) || subject.seemsGiven(command, o));
            if (set.atLeastOne() && !open) {
                report.refused(Report.Stage.OPTION_SETS, 0, noneGiven(subject, command, set));
            }
        } else if (set.atMostOne() && given.size() > 1) {
            List<Call.Given> counting =
                    given.stream().filter(g -> counts(command, g)).toList();
            if (counting.size() > 1) {
                report.refused(Report.Stage.OPTION_SETS, 0, severalGiven(subject, command, set, counting));
            }
        }
    }

    /** The options of the set that are given, each once. */
    private static List<Call.Given> given(Subject subject, OptionSet set) {
        List<Call.Given> found = new ArrayList<>(0);
        Set<String> seen = new HashSet<>(0);
        for (Call.Given given : subject.given()) {
            String name = given.option().isPresent() ? given.option().get().name() : "";
            if (set.options().contains(name) && seen.add(name)) {
                found.add(given);
            }
        }
        return found;
    }

    /** Schemas may look at values instead of presence: a false or an empty one then counts as not given. */
    private static boolean counts(CommandSpec command, Call.Given given) {
        if (!command.zod()) {
            return true;
        }
        boolean empty =
                given.value().map(v -> v.isKnown() && v.parts().isEmpty()).orElse(true);
        boolean isSwitch = given.option().filter(o -> o.isSwitch()).isPresent();
        return !given.negated() && !empty && !isSwitch;
    }

    private Finding noneGiven(Subject subject, CommandSpec command, OptionSet set) {
        String message = "'" + command.name() + "' needs one of " + names(set.options()) + ".";
        String cliMessage =
                command.zod() ? "" : "Specify one of the following options: " + String.join(", ", set.options()) + ".";
        List<Fix> fixes = new ArrayList<>();
        for (String name : set.options()) {
            command.option(name).ifPresent(o -> fixes.add(Edits.add(subject, List.of(o))));
        }
        return new Finding(id(), Severity.ERROR, subject.nameSpan(), message, subject.whenChecked(cliMessage), fixes);
    }

    private Finding severalGiven(Subject subject, CommandSpec command, OptionSet set, List<Call.Given> given) {
        Call.Given second = given.get(1);
        String others = names(set.options());
        String message = "Only one of " + others + " can be given.";
        String cliMessage = command.zod()
                ? ""
                : "Specify one of the following options: " + String.join(", ", set.options()) + ", but not multiple.";
        List<Fix> fixes = new ArrayList<>();
        if (given.size() == 2) {
            Edits.remove(subject, second).ifPresent(fixes::add);
            Edits.remove(subject, given.get(0)).ifPresent(fixes::add);
        }
        return new Finding(id(), Severity.ERROR, second.nameSpan(), message, subject.whenChecked(cliMessage), fixes);
    }

    private static String names(List<String> options) {
        return options.stream().map(o -> "--" + o).collect(Collectors.joining(", "));
    }
}
