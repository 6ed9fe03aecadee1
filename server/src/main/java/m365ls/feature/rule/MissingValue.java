package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.text.Span;

/** An option that needs a value has none. The tool then mostly goes on with an empty text, or with {@code true}. */
final class MissingValue implements Rule {

    /** Formats that neither an empty text nor {@code true} has, and that commands check wherever they have them. */
    private static final Set<String> CHECKED = Set.of("guid", "spo-url");

    @Override
    public String id() {
        return "missing-value";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "An option that needs a value has none.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        for (Call.Given given : subject.given()) {
            if (given.value().isEmpty()) {
                given.option().filter(o -> !o.isSwitch()).ifPresent(o -> check(subject, command, given, o, report));
            }
        }
    }

    private void check(Subject subject, CommandSpec command, Call.Given given, OptionSpec option, Report report) {
        boolean refused = given.negated() ? isRefusedAsFalse(command, option) : isRefused(command, option);
        if (refused && subject.isGivenTwice(option)) {
            // Of the list that comes of it each command makes something else.
            return;
        }
        if (!refused && !given.negated() && isDocumentedWithout(subject, command, option)) {
            return;
        }
        String name = "--" + option.name();
        String message;
        if (given.negated()) {
            String read = option.type() == OptionType.NUMBER ? "'0'" : "'false'";
            message = "Option " + name + " takes a value; --no-" + option.name() + " gives it " + read + ".";
        } else if (refused) {
            message = "Option " + name + " needs a value.";
        } else {
            String read = option.type() == OptionType.STRING ? "an empty text" : "'true'";
            message = "Option " + name + " needs a value; without one the tool takes " + read + " for it.";
        }
        Finding finding = new Finding(
                id(),
                refused ? Severity.ERROR : Severity.WARNING,
                given.nameSpan(),
                message,
                "",
                fixes(subject, given));
        if (refused) {
            boolean output = isOutput(option) && !command.zod();
            Report.Stage otherwise = command.zod() ? Report.Stage.SCHEMA : Report.Stage.OWN_CHECKS;
            report.refused(output ? Report.Stage.OUTPUT : otherwise, Subject.order(command, option), finding);
        } else {
            report.add(finding);
        }
    }

    /** Whether an example of the documentation gives the option without a value, so that it is as good as a switch. */
    private static boolean isDocumentedWithout(Subject subject, CommandSpec command, OptionSpec option) {
        String name = "--" + option.name();
        return subject.snapshot().catalog().text(command).examples().stream()
                .filter(CommandText.Example::valid)
                .anyMatch(example -> standsAlone(example.code(), name));
    }

    /** Whether {@code name} is a word of {@code code}, and the last one or followed by another option. */
    private static boolean standsAlone(String code, String name) {
        for (int at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
            String behind = code.substring(at + name.length());
            if (behind.isBlank() || behind.startsWith(" -")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutput(OptionSpec option) {
        return option.global() && option.name().equals("output");
    }

    /**
     * A schema wants one of a list, or a text of some format; where it just wants a text, a few take a false as well, and
     * for a number it has a 0. Older commands take a false for no option at all.
     */
    private static boolean isRefusedAsFalse(CommandSpec command, OptionSpec option) {
        return command.zod()
                && option.type() == OptionType.STRING
                && (isListed(option) || !option.format().isEmpty());
    }

    private static boolean isListed(OptionSpec option) {
        return !option.values().isEmpty() && !option.valuesFromDocs();
    }

    /** Whether the tool refuses the empty text or the {@code true} that it has for a value that is missing. */
    private static boolean isRefused(CommandSpec command, OptionSpec option) {
        if (command.zod()) {
            boolean checked = option.type() == OptionType.STRING && CHECKED.contains(option.format());
            return isListed(option) || checked || (option.type() == OptionType.NUMBER && option.required());
        }
        return isOutput(option) || (option.type() == OptionType.UNTYPED && isCheckedByOlder(command, option));
    }

    /**
     * Whether an older command certainly checks the option's format: for an option that must be given; the check of
     * another may depend on a third.
     */
    static boolean isCheckedByOlder(CommandSpec command, OptionSpec option) {
        boolean needed = option.required()
                || command.optionSets().stream()
                        .anyMatch(set -> !set.conditional() && set.options().contains(option.name()));
        return needed && CHECKED.contains(option.format());
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
                    .map(w -> attach(text, name, w.span()))
                    .ifPresent(fixes::add);
        }
        Edits.remove(subject, given).ifPresent(fixes::add);
        return fixes;
    }

    private static Fix attach(String text, Span name, Span value) {
        Span between = new Span(/* start= */ name.end(), /* end= */ value.start());
        return Edits.replace("Make " + value.of(text) + " its value", false, true, between, "=");
    }
}
