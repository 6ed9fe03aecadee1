package m365ls.feature.rule;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.CommandSpec;
import m365ls.feature.ContextFile;
import m365ls.feature.Finding;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.script.OptionValue;
import m365ls.script.Value;
import m365ls.text.Span;
import m365ls.validation.Problem;
import m365ls.validation.Validator;
import m365ls.validation.Verdict;
import m365ls.validation.World;

/**
 * The command itself checks its options, and refuses a value, or several together. Looks at what the other rules leave,
 * so it stands behind them.
 */
final class InvalidValue implements Rule {

    /** What other rules see, and say more of. */
    private static final Set<Problem.Kind> SEEN =
            EnumSet.of(Problem.Kind.NO_BOOLEAN, Problem.Kind.OUTPUT, Problem.Kind.UNKNOWN_OPTION, Problem.Kind.MISSING);

    private static final Problem TOGETHER = new Problem(Problem.Kind.CHECK, List.of(), Optional.empty());

    @Override
    public String id() {
        return "invalid-value";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "A value, or several together, do not pass what the command checks.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        Optional<Verdict.Invalid> refusal = refusal(subject, command);
        if (refusal.isPresent()) {
            boolean refused = report.hasRefused();
            if (refusal.get().problems().isEmpty() && !refused) {
                // Either of several checks refuses it, whatever the values are that are not known.
                report(subject, command, TOGETHER, report);
            }
            for (Problem problem : refusal.get().problems()) {
                if (!refused || !isSeen(subject, problem, report)) {
                    report(subject, command, problem, report);
                }
            }
            refusal.get().message().map(String::strip).ifPresent(report::toolSays);
        }
    }

    /** Whether what another rule has said of the call is this problem too. */
    private static boolean isSeen(Subject subject, Problem problem, Report report) {
        // Of a word whose letters are taken for options, more problems than one follow.
        return SEEN.contains(problem.kind())
                || !subject.bundles().isEmpty()
                || (problem.kind() == Problem.Kind.OPTION_SET && report.hasRefused(OptionChoice.ID));
    }

    private static Optional<Verdict.Invalid> refusal(Subject subject, CommandSpec command) {
        Validator validator =
                subject.snapshot().catalog().fromRules(command, Validator.class, rules -> Validator.of(command, rules));
        return validator.refusal(subject.call().parsed(), world(subject, command));
    }

    /** Of the world nothing is known but, perhaps, what is supplied beside the arguments. */
    private static World world(Subject subject, CommandSpec command) {
        ContextFile file = subject.snapshot().contextFile();
        boolean unknown = !subject.call().complete()
                || subject.call().invocation().surroundings().splatsTable()
                || (file.present() && (!file.known() || command.contextual()));
        if (unknown) {
            return World.UNKNOWN.withContext(Optional.empty());
        }
        if (file.options().isEmpty()) {
            return World.UNKNOWN;
        }
        Map<String, OptionValue> supplied = new LinkedHashMap<>();
        file.options().forEach(name -> supplied.put(name, new OptionValue.Partial(Value.unknown())));
        return World.UNKNOWN.withContext(Optional.of(supplied));
    }

    private void report(Subject subject, CommandSpec command, Problem problem, Report report) {
        Optional<Call.Given> given = spokenOf(subject, problem);
        Span span = given.map(InvalidValue::span).orElse(subject.nameSpan());
        boolean said = report.hasRefused(span)
                || subject.given().stream()
                        .filter(g -> given.isPresent()
                                && g.option().equals(given.get().option()))
                        .anyMatch(g -> report.hasRefused(g.nameSpan()) || report.hasRefused(span(g)));
        if (said) {
            return;
        }
        Finding finding = new Finding(id(), Severity.ERROR, span, message(problem, given), "", List.of());
        Report.Stage stage = !command.zod()
                ? Report.Stage.OWN_CHECKS
                : problem.kind() == Problem.Kind.CHECK || problem.kind() == Problem.Kind.OPTION_SET
                        ? Report.Stage.OPTION_SETS
                        : Report.Stage.SCHEMA;
        int order = given.flatMap(Call.Given::option)
                .map(option -> Subject.order(command, option))
                .orElse(Integer.MAX_VALUE);
        report.refused(stage, order, finding);
    }

    /** The option that the problem is most likely about: the one whose value the tool's message repeats, else the first. */
    private static Optional<Call.Given> spokenOf(Subject subject, Problem problem) {
        String message = problem.message().orElse("");
        Optional<Call.Given> first = Optional.empty();
        for (String name : problem.options()) {
            for (Call.Given given : subject.given()) {
                boolean named = given.option()
                        .map(o -> o.name().equals(name))
                        .orElse(given.name().equals(name));
                if (named && !given.nameSpan().isEmpty()) {
                    boolean repeated = given.value()
                            .flatMap(Value::text)
                            .filter(text -> text.length() > 1 && message.contains(text))
                            .isPresent();
                    if (repeated) {
                        return Optional.of(given);
                    }
                    first = first.isEmpty() ? Optional.of(given) : first;
                }
            }
        }
        return first;
    }

    private static Span span(Call.Given given) {
        return given.valueSpan().isEmpty() ? given.nameSpan() : given.valueSpan();
    }

    private static String message(Problem problem, Optional<Call.Given> given) {
        String option = given.map(g -> "--" + g.option().map(o -> o.name()).orElse(g.name()))
                .orElse("an option");
        String told = told(problem, option, given);
        return switch (problem.kind()) {
            case TYPE -> "The command takes no such value for " + option + ".";
            case CRASH -> "What the command checks of " + option + " fails with an error on this value.";
            case NO_SHAREPOINT -> "There is no SharePoint address to complete " + option + " with.";
            default ->
                !told.isEmpty()
                        ? told
                        : given.isPresent()
                                ? "The command refuses this value of " + option + "."
                                : "The command refuses these options together.";
        };
    }

    /** What the tool itself says, as a sentence that tells which option it is about. */
    private static String told(Problem problem, String option, Optional<Call.Given> given) {
        String message = problem.message().orElse("").strip();
        for (String name : problem.options()) {
            if (message.startsWith(name + ": ")) {
                message = message.substring(name.length() + 2);
            }
        }
        int line = message.indexOf('\n');
        // A check of the tool that names a whole object where it means a value.
        String first =
                (line < 0 ? message : message.substring(0, line).strip()).replace("The '[object Object]'", "The value");
        if (first.isEmpty()) {
            return "";
        }
        String sentence = ".:?!".indexOf(first.charAt(first.length() - 1)) < 0 ? first + "." : first;
        boolean clear = given.isEmpty()
                || Arrays.asList(first.split("\\W+")).contains(option.substring(2))
                || given.get()
                        .value()
                        .flatMap(Value::text)
                        .filter(text -> !text.isEmpty() && first.contains(text))
                        .isPresent();
        return clear ? sentence : option + ": " + sentence;
    }
}
