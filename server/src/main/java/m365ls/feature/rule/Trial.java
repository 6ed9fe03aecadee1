package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.FormerNames.FormerOption;
import m365ls.feature.Edit;
import m365ls.feature.Severity;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Value;
import m365ls.script.Value.Part;
import m365ls.text.Span;

/**
 * Tries a change of a call before it is called safe: it is written in the arguments, and the rules look at the result.
 *
 * @param subject the call after the change
 * @param edits the change in the script's text, in the order of places
 */
record Trial(Subject subject, List<Edit> edits) {

    Trial {
        edits = edits.stream()
                .sorted(Comparator.comparingInt(e -> e.span().start()))
                .toList();
    }

    /** {@code call} as it is. */
    static Trial of(Subject call) {
        return new Trial(call, List.of());
    }

    /**
     * After the words of the name of a former command gave way to the current name.
     *
     * @param words an unbroken run of the call's words
     */
    Trial withCommand(List<Argument> words, String current) {
        List<Argument> arguments = new ArrayList<>();
        for (Argument argument : subject.call().invocation().arguments()) {
            if (!words.contains(argument)) {
                arguments.add(argument);
            } else if (argument.equals(words.get(0))) {
                Arrays.stream(current.split(" "))
                        .forEach(word -> arguments.add(new Argument(argument.word(), Value.known(word))));
            }
        }
        return changed(arguments, new Edit(Subject.spanOf(words), current));
    }

    /** After all former names of options, for which the current ones mean the same, gave way to these. */
    Trial withCurrentOptions() {
        Trial trial = this;
        Set<String> given = new HashSet<>();
        for (Call.Given option : subject.given()) {
            Optional<FormerOption> former = subject.reachedCommand()
                    .flatMap(command -> FormerName.current(subject, command, option))
                    .filter(FormerOption::safe)
                    .filter(f -> !f.current().isEmpty() && !subject.call().gives(f.current()));
            if (former.isPresent()
                    && canRename(subject, option)
                    && given.add(former.get().current())) {
                trial = trial.withOption(option, "--" + former.get().current());
            }
        }
        return trial;
    }

    /** After a blank was written behind the short name at the start of a word; the same if it is not written out. */
    Trial withBlankBehind(Span shortName) {
        String name = shortName.of(subject.text());
        List<Argument> arguments = new ArrayList<>();
        for (Argument argument : subject.call().invocation().arguments()) {
            Value value = argument.value();
            boolean here = argument.word().span().start() == shortName.start();
            if (here && value.prefix().startsWith(name) && !value.equals(Value.known(name))) {
                arguments.add(new Argument(argument.word(), Value.known(name)));
                arguments.add(new Argument(argument.word(), behind(value, name.length())));
            } else {
                arguments.add(argument);
            }
        }
        boolean same =
                arguments.size() == subject.call().invocation().arguments().size();
        return same ? this : changed(arguments, new Edit(Span.at(shortName.end()), " "));
    }

    /**
     * Whether something was changed, and no rule finds an error in the result. What is not known until the script runs
     * is not held against it, and severities that users have set do not count.
     */
    boolean isAccepted() {
        if (edits.isEmpty()) {
            return false;
        }
        Report report = new Report();
        Rules.ALL.forEach(rule -> rule.check(subject, report));
        return report.findings().stream().noneMatch(f -> f.severity() == Severity.ERROR);
    }

    /** Whether the option's name is written out and ends where its word does, or at an equals sign. */
    static boolean canRename(Subject subject, Call.Given given) {
        int end = given.nameSpan().end();
        return subject.isWritten(given)
                && !given.negated()
                && subject.wordOf(given.nameSpan())
                        .filter(word ->
                                word.span().end() == end || subject.text().charAt(end) == '=')
                        .isPresent();
    }

    private Trial withOption(Call.Given given, String name) {
        List<Argument> arguments = new ArrayList<>();
        for (Argument argument : subject.call().invocation().arguments()) {
            boolean here = argument.word().span().encloses(given.nameSpan());
            arguments.add(
                    here
                            ? new Argument(
                                    argument.word(),
                                    prefixed(
                                            name,
                                            behind(
                                                    argument.value(),
                                                    given.nameSpan().length())))
                            : argument);
        }
        return changed(arguments, new Edit(given.nameSpan(), name));
    }

    private Trial changed(List<Argument> arguments, Edit edit) {
        List<Edit> all = new ArrayList<>(edits);
        all.add(edit);
        return new Trial(subject.with(arguments), all);
    }

    /** {@code value} without its first {@code count} units, which are known. */
    private static Value behind(Value value, int count) {
        List<Part> parts = new ArrayList<>(value.parts());
        String rest = value.prefix().substring(count);
        if (rest.isEmpty()) {
            parts.remove(0);
        } else {
            parts.set(0, new Part.Text(rest));
        }
        return new Value(parts, value.exactlyOne());
    }

    private static Value prefixed(String text, Value value) {
        List<Part> parts = new ArrayList<>(value.parts());
        if (parts.isEmpty() || !(parts.get(0) instanceof Part.Text first)) {
            parts.add(0, new Part.Text(text));
        } else {
            parts.set(0, new Part.Text(text + first.text()));
        }
        return new Value(parts, value.exactlyOne());
    }
}
