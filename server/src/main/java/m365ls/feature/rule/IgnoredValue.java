package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;

/**
 * A value is given to a switch in a way that the tool does not read as true or false: {@code --debug false} where a
 * switch takes no value, {@code -d no}, {@code --hidden=yes}.
 */
final class IgnoredValue implements Rule {

    private static final Set<String> PLAIN = Set.of("true", "false");

    @Override
    public String id() {
        return "ignored-value";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "A switch's value is written so that the CLI does not read it.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        for (Call.Given given : subject.given()) {
            if (given.option().filter(OptionSpec::isSwitch).isPresent()) {
                OptionSpec option = given.option().get();
                Subject.knownValue(given)
                        .filter(value -> isMisread(command, given, option, value))
                        .ifPresent(value -> report.add(finding(subject, command, given, option, value)));
            }
        }
    }

    private static boolean isMisread(CommandSpec command, Call.Given given, OptionSpec option, String value) {
        if (value.equals("true")) {
            return false;
        }
        if (option.type() == OptionType.FLAG) {
            return true;
        }
        if (ValueNotAllowed.isReadAsBoolean(given)) {
            return false;
        }
        // Where a short name has become a boolean at all, and in a schema, these two are understood.
        return given.dropped() || !command.zod() || !PLAIN.contains(value);
    }

    private Finding finding(Subject subject, CommandSpec command, Call.Given given, OptionSpec option, String value) {
        boolean asFalse = command.zod() && given.attached();
        boolean meantTrue = Set.of("yes", "on", "1").contains(value.toLowerCase(Locale.ROOT));
        String message = "The tool does not read '" + value + "' here and takes --" + option.name() + " as "
                + (asFalse ? "false" : "true") + ".";
        List<Fix> fixes = new ArrayList<>();
        boolean written = subject.isWritten(given) && !given.valueSpan().isEmpty();
        if (written && ValueNotAllowed.isBoolean(value)) {
            m365ls.text.Span all = new m365ls.text.Span(
                    given.nameSpan().start(), given.valueSpan().end());
            if (meantTrue) {
                fixes.add(new Fix(
                        "Change to --" + option.name(), false, true, List.of(new Edit(all, "--" + option.name()))));
            } else if (option.type() == OptionType.BOOLEAN) {
                String other = "--" + option.name() + " false";
                fixes.add(new Fix("Change to " + other, false, true, List.of(new Edit(all, other))));
            } else {
                Edits.remove(subject, given).ifPresent(fixes::add);
            }
        }
        return new Finding(id(), Severity.WARNING, written ? given.valueSpan() : given.nameSpan(), message, "", fixes);
    }
}
