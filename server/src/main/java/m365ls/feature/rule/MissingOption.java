package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.feature.Finding;
import m365ls.feature.Severity;

/** A required option is not given. */
final class MissingOption implements Rule {

    @Override
    public String id() {
        return "missing-option";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "A required option is not given.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        List<OptionSpec> missing = new ArrayList<>(0);
        for (OptionSpec option : command.options()) {
            if (option.required()
                    && !subject.seemsGiven(command, option.name())
                    && !subject.maySupply(command, option.name())) {
                missing.add(option);
            }
        }
        if (!missing.isEmpty()) {
            OptionSpec first = missing.get(0);
            report.refused(
                    command.zod() ? Report.Stage.SCHEMA : Report.Stage.REQUIRED_OPTIONS,
                    Subject.order(command, first),
                    finding(subject, command, missing));
        }
    }

    private Finding finding(Subject subject, CommandSpec command, List<OptionSpec> missing) {
        String names = missing.stream().map(o -> "--" + o.name()).collect(Collectors.joining(", "));
        String message = "'" + command.name() + "' needs " + names + ".";
        return new Finding(
                id(),
                Severity.ERROR,
                subject.nameSpan(),
                message,
                subject.whenChecked(cliMessage(subject, command, missing)),
                List.of(Edits.add(subject, missing)));
    }

    /** Which of several the tool names first is not known, nor what a schema has to say of options that are given. */
    private static String cliMessage(Subject subject, CommandSpec command, List<OptionSpec> missing) {
        OptionSpec first = missing.get(0);
        if (missing.size() > 1) {
            return "";
        }
        if (!command.zod()) {
            return "Required option " + first.name() + " not specified";
        }
        boolean alone = subject.call().given().isEmpty() && first.values().isEmpty();
        return alone ? first.name() + ": Required option not specified" : "";
    }
}
