package m365ls.feature.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.feature.Edit;
import m365ls.feature.Fix;
import m365ls.script.Call;
import m365ls.script.Quoting;
import m365ls.script.Word;
import m365ls.text.Span;

/** Changes of a call's text that several rules offer. */
final class Edits {

    private Edits() {}

    /** Puts {@code newText} in the place of {@code span}. */
    static Fix replace(String title, boolean safe, boolean preferred, Span span, String newText) {
        return new Fix(title, safe, preferred, List.of(new Edit(span, newText)));
    }

    /** Takes an option away, with its value; nothing if it is not a word, or words, of its own. */
    static Optional<Fix> remove(Subject subject, Call.Given given) {
        if (!subject.isWritten(given)) {
            return Optional.empty();
        }
        Optional<Word> nameWord = subject.wordOf(given.nameSpan());
        if (nameWord.isEmpty()
                || nameWord.get().span().start() != given.nameSpan().start()) {
            return Optional.empty();
        }
        int end = nameWord.get().span().end();
        if (end > given.nameSpan().end() && !given.attached()) {
            return Optional.empty();
        }
        if (!given.valueSpan().isEmpty()) {
            end = Math.max(end, given.valueSpan().end());
        }
        // The blanks (and line continuation) in front go too, so that what follows keeps its own.
        int start = given.nameSpan().start();
        int before = subject.endBefore(start);
        return Optional.of(replace("Remove " + Subject.dashed(given.name()), false, false, new Span(before, end), ""));
    }

    /** Adds options at the end of the call, each with a placeholder to type over. */
    static Fix add(Subject subject, List<OptionSpec> options) {
        String gap = gap(subject);
        String added = options.stream()
                .map(o -> gap + "--" + o.name() + placeholder(subject, o))
                .collect(Collectors.joining());
        String names = options.stream().map(o -> "--" + o.name()).collect(Collectors.joining(", "));
        int end = subject.call().invocation().span().end();
        return replace("Add " + names, false, true, Span.at(end), added);
    }

    /** Adds a switch at the end of the call. */
    static Fix add(Subject subject, String option) {
        int end = subject.call().invocation().span().end();
        return replace("Add " + option, false, true, Span.at(end), gap(subject) + option);
    }

    private static String placeholder(Subject subject, OptionSpec option) {
        if (option.type() == OptionType.FLAG) {
            return "";
        }
        if (option.type() == OptionType.BOOLEAN) {
            return " true";
        }
        boolean few = !option.values().isEmpty() && option.values().size() <= 5;
        String hint = "<" + (few ? String.join("|", option.values()) : option.name()) + ">";
        return " " + subject.snapshot().script().dialect().quote(hint, Quoting.NONE);
    }

    /** A blank; or a continued line, where the call's last option begins a line of its own. */
    private static String gap(Subject subject) {
        String text = subject.text();
        List<Call.Given> given = subject.call().given();
        if (given.isEmpty()) {
            return " ";
        }
        int name = given.get(given.size() - 1).nameSpan().start();
        int line = subject.snapshot()
                .script()
                .lines()
                .startOf(subject.snapshot().script().lines().lineAt(name));
        Span indent = new Span(line, name);
        if (line == 0
                || line <= subject.call().invocation().span().start()
                || !indent.of(text).isBlank()) {
            return " ";
        }
        String lineEnd = text.charAt(line - 1) == '\r' ? "\r" : text.startsWith("\r\n", line - 2) ? "\r\n" : "\n";
        return " " + subject.snapshot().script().dialect().continuation() + lineEnd + indent.of(text);
    }
}
