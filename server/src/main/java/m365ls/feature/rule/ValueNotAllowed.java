package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.NearNames;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.script.OptionParser;
import m365ls.script.Quoting;
import m365ls.script.Value;

/** An option's value is none of those it can have, or not of its type. */
final class ValueNotAllowed implements Rule {

    private static final Set<String> BOOLEANS = Set.of("true", "false", "yes", "no", "on", "off", "1", "0");

    private static final int MOST_VALUES = 12;

    @Override
    public String id() {
        return "value-not-allowed";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "An option's value is none of those it can have.";
    }

    @Override
    public void check(Subject subject, Report report) {
        checkHelpMode(subject, report);
        checkBooleansBeforeHelp(subject, report);
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        for (Call.Given given : subject.given()) {
            // Of an older option that is repeated the tool has a list, which each command reads in its own way.
            if (given.option().isPresent() && isLimited(given.option().get())) {
                OptionSpec option = given.option().get();
                Optional<String> value = Subject.knownValue(given);
                boolean one = command.zod() || option.isSwitch() || !subject.isGivenTwice(option);
                if (one && value.isPresent()) {
                    check(subject, command, given, option, value.get(), report);
                }
            }
        }
    }

    private static boolean isLimited(OptionSpec option) {
        boolean limited =
                !option.values().isEmpty() || option.type() == OptionType.BOOLEAN || option.type() == OptionType.NUMBER;
        return limited && !isHelp(option);
    }

    private static boolean isHelp(OptionSpec option) {
        return option.global() && option.name().equals("help");
    }

    /** {@code --help MODE}: another word than the modes is refused instead of showing help. */
    private void checkHelpMode(Subject subject, Report report) {
        if (!subject.call().helpAsked()) {
            return;
        }
        List<Call.Given> asked = subject.call().given().stream()
                .filter(g -> g.option().filter(ValueNotAllowed::isHelp).isPresent() && subject.isWritten(g))
                .toList();
        if (!subject.call().strays().isEmpty() || asked.size() != 1) {
            return;
        }
        Call.Given given = asked.get(0);
        OptionSpec help = given.option().orElseThrow();
        given.value()
                .flatMap(Value::text)
                .filter(mode -> !mode.isEmpty() && !OptionParser.isNumber(mode) && !isListed(help, mode))
                .ifPresent(mode -> {
                    String values = String.join(", ", help.values());
                    String message = "'" + mode + "' is no way to show help, which can be " + values + ".";
                    boolean alone = subject.call().given().size() == 1;
                    String cliMessage = alone ? "Unknown help mode " + mode + ". Allowed values are " + values : "";
                    List<String> near = NearNames.values(help.values(), mode);
                    report.refused(
                            Report.Stage.COMMAND,
                            0,
                            finding(subject, given, Severity.ERROR, message, cliMessage, near));
                });
    }

    /** The words behind booleans are looked at even if help is asked for. */
    private void checkBooleansBeforeHelp(Subject subject, Report report) {
        if (!subject.call().helpAsked() || !subject.call().strays().isEmpty()) {
            return;
        }
        subject.call().command().ifPresent(command -> {
            for (Call.Given given : subject.given()) {
                given.option()
                        .filter(option -> option.type() == OptionType.BOOLEAN)
                        // No file is read before.
                        .ifPresent(option -> given.value()
                                .flatMap(Value::text)
                                .ifPresent(value -> check(subject, command, given, option, value, report)));
            }
        });
    }

    private void check(
            Subject subject, CommandSpec command, Call.Given given, OptionSpec option, String value, Report report) {
        if (option.type() == OptionType.BOOLEAN) {
            if (isReadAsBoolean(given) && !isBoolean(value)) {
                String cliMessage =
                        "The value '" + value + "' for option '--" + option.name() + "' is not a valid boolean";
                String message = "'" + value + "' is neither true nor false.";
                report.refused(
                        Report.Stage.BOOLEANS,
                        0,
                        finding(subject, given, Severity.ERROR, message, cliMessage, List.of("true", "false")));
            }
        } else if (option.type() == OptionType.NUMBER && command.zod()) {
            if (!Numbers.isNumber(value)) {
                String message = "'" + value + "' is not a number.";
                report.refused(
                        Report.Stage.SCHEMA,
                        Subject.order(command, option),
                        finding(subject, given, Severity.ERROR, message, "", List.of()));
            }
        } else if (!option.values().isEmpty() && !isAllowed(command, option, value)) {
            checkListed(subject, command, given, option, value, report);
        }
    }

    private void checkListed(
            Subject subject, CommandSpec command, Call.Given given, OptionSpec option, String value, Report report) {
        boolean output = option.name().equals("output") && option.global();
        List<String> near = NearNames.values(option.values(), value);
        String message = "'" + value + "' is no value of --" + option.name() + ", which can be " + listed(option) + ".";
        List<String> offered =
                near.isEmpty() && option.values().size() <= NearNames.MOST_NAMES ? option.values() : near;
        if (output && !command.zod()) {
            String cliMessage = subject.whenChecked("'" + value
                    + "' is not a valid output type. Allowed output types are " + String.join(", ", option.values()));
            report.refused(
                    Report.Stage.OUTPUT, 0, finding(subject, given, Severity.ERROR, message, cliMessage, offered));
        } else if (option.valuesFromDocs()) {
            report.add(finding(subject, given, Severity.INFORMATION, message, "", offered));
        } else {
            report.refused(
                    command.zod() ? Report.Stage.SCHEMA : Report.Stage.OWN_CHECKS,
                    Subject.order(command, option),
                    finding(subject, given, Severity.ERROR, message, "", offered));
        }
    }

    private Finding finding(
            Subject subject,
            Call.Given given,
            Severity severity,
            String message,
            String cliMessage,
            List<String> offered) {
        List<Fix> fixes = new ArrayList<>();
        boolean written = !given.valueSpan().isEmpty() && subject.isWritten(given);
        for (String value : written ? offered : List.<String>of()) {
            String quoted = subject.snapshot().script().dialect().quote(value, Quoting.NONE);
            fixes.add(Edits.replace(
                    "Change to " + value, false, fixes.isEmpty() && offered.size() == 1, given.valueSpan(), quoted));
        }
        return new Finding(id(), severity, written ? given.valueSpan() : given.nameSpan(), message, cliMessage, fixes);
    }

    private static String listed(OptionSpec option) {
        List<String> values = option.values();
        return values.size() <= MOST_VALUES
                ? String.join(", ", values)
                : String.join(", ", values.subList(0, MOST_VALUES)) + ", ...";
    }

    private static boolean isAllowed(CommandSpec command, OptionSpec option, String value) {
        if (isListed(option, value)) {
            return true;
        }
        if (command.zod()) {
            return false;
        }
        // Older commands mostly take an empty value, and a zero, for none, and many a number for the place in the list.
        if (value.isEmpty() || Numbers.isNumber(value)) {
            return option.global() ? value.isEmpty() || Numbers.areSame("0", value) : true;
        }
        // Some take several of the values, and blanks around each.
        return Arrays.stream(value.split(",")).map(String::strip).allMatch(part -> isListed(option, part));
    }

    private static boolean isListed(OptionSpec option, String value) {
        for (int i = 0; i < option.values().size(); i++) {
            String allowed = option.values().get(i);
            if (option.caseInsensitive() ? allowed.equalsIgnoreCase(value) : allowed.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** Only the word behind {@code --name} is translated; see {@link IgnoredValue} for the other ways of writing. */
    static boolean isReadAsBoolean(Call.Given given) {
        return !given.attached()
                && given.name().length() > 1
                && !given.value().map(v -> v.prefix().startsWith("-")).orElse(false);
    }

    static boolean isBoolean(String value) {
        return BOOLEANS.contains(value.toLowerCase(Locale.ROOT));
    }
}
