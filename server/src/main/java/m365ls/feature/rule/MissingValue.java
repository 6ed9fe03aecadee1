package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.text.Span;

/** An option that needs a value has none. The tool then mostly goes on with an empty text, or with {@code true}. */
final class MissingValue implements Rule {

    @Override
    public String id() {
        return "missing-value";
    }

    @Override
    public void check(Subject subject, Report report) {
        subject.reachedCommand().ifPresent(command -> {
            for (Call.Given given : subject.call().given()) {
                if (given.value().isPresent() || given.negated()) {
                    continue;
                }
                given.option()
                        .filter(o -> !o.isSwitch() && !o.name().equals("help"))
                        .ifPresent(o -> check(subject, command, given, o, report));
            }
        });
    }

    private void check(Subject subject, CommandSpec command, Call.Given given, OptionSpec option, Report report) {
        boolean refused = isRefused(command, option);
        String read = option.type() == OptionType.STRING ? "an empty text" : "nothing, or just 'true'";
        String message = "Option --" + option.name() + " needs a value"
                + (refused ? "." : "; without one the tool takes " + read + " for it.");
        Finding finding = new Finding(
                id(),
                refused ? Severity.ERROR : Severity.WARNING,
                given.nameSpan(),
                message,
                "",
                fixes(subject, given));
        if (refused) {
            boolean output = option.name().equals("output") && !command.zod();
            Report.Stage otherwise = command.zod() ? Report.Stage.SCHEMA : Report.Stage.OWN_CHECKS;
            report.refused(
                    output ? Report.Stage.OUTPUT : otherwise, command.options().indexOf(option), finding);
        } else {
            report.add(finding);
        }
    }

    private static boolean isRefused(CommandSpec command, OptionSpec option) {
        if (!command.zod()) {
            // Read as true, which is no output mode.
            return option.name().equals("output");
        }
        boolean listed = !option.values().isEmpty() && !option.valuesFromDocs();
        return listed || (option.type() == OptionType.NUMBER && option.required());
    }

    /** A value that begins with a dash was taken for options: joins the two by {@code =}. */
    private static List<Fix> fixes(Subject subject, Call.Given given) {
        List<Fix> fixes = new ArrayList<>();
        String text = subject.text();
        Span name = given.nameSpan();
        if (given.name().length() > 1 && subject.isWritten(given)) {
            subject.call().invocation().words().stream()
                    .filter(w -> w.span().start() > name.end())
                    .findFirst()
                    .filter(w -> w.span().of(text).startsWith("-"))
                    .filter(w -> subject.call().given().stream()
                            .anyMatch(g -> w.span().encloses(g.nameSpan())
                                    && g.option().isEmpty()))
                    .ifPresent(w -> fixes.add(new Fix(
                            "Make " + w.span().of(text) + " its value",
                            false,
                            true,
                            List.of(new Edit(new Span(name.end(), w.span().start()), "=")))));
        }
        Edits.remove(subject, given).ifPresent(fixes::add);
        return fixes;
    }
}
