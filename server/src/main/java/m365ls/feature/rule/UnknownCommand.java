package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.CommandWords;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Argument;

/** The words name no command. */
final class UnknownCommand implements Rule {

    private static final int MOST_WORDS = 12;

    @Override
    public String id() {
        return "unknown-command";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "The words name no command.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.call().command().isPresent()
                || !subject.namesKnown()
                || subject.call().names().isEmpty()
                || subject.former().isPresent()
                || !subject.call().strays().isEmpty()) {
            return;
        }
        if (!subject.call().complete()
                && group(subject, subject.namesBeforeUnknownWords()).isPresent()) {
            // What is not known may complete the name.
            return;
        }
        Optional<CommandWords> group = group(subject, subject.call().names());
        if (group.isPresent()) {
            if (!subject.call().helpAsked()) {
                report.refused(
                        Report.Stage.COMMAND,
                        0,
                        new Finding(
                                id(),
                                Severity.ERROR,
                                subject.nameSpan(),
                                unfinished(subject.name(), group.get()),
                                "",
                                List.of()));
            }
            return;
        }
        List<String> near = subject.nearNames().commands(subject.name());
        String message = "No command '" + subject.name() + "'.";
        if (!near.isEmpty()) {
            message += " Did you mean " + either(near) + "?";
        }
        report.refused(
                Report.Stage.COMMAND,
                0,
                new Finding(
                        id(), Severity.ERROR, subject.nameSpan(), message, subject.notFound(), fixes(subject, near)));
    }

    private static Optional<CommandWords> group(Subject subject, List<Argument> names) {
        Optional<CommandWords> level = Optional.of(subject.snapshot().catalog().words());
        for (Argument name : names) {
            for (String word : name.value().prefix().split(" ")) {
                level = level.flatMap(l -> l.behind(word));
            }
        }
        return level;
    }

    private static String unfinished(String name, CommandWords group) {
        List<String> next = new ArrayList<>(group.next().keySet());
        String words = next.size() <= MOST_WORDS
                ? String.join(", ", next)
                : String.join(", ", next.subList(0, MOST_WORDS)) + ", ...";
        return "'" + name + "' is a group of commands; it is followed by one of: " + words + ".";
    }

    private static List<Fix> fixes(Subject subject, List<String> near) {
        if (!isOneRun(subject, subject.call().names())) {
            return List.of();
        }
        List<Fix> fixes = new ArrayList<>();
        for (String name : near) {
            fixes.add(Edits.replace("Change to '" + name + "'", false, fixes.isEmpty(), subject.nameSpan(), name));
        }
        return fixes;
    }

    /** Whether no option stands between the words, so that they can be replaced together. */
    static boolean isOneRun(Subject subject, List<Argument> words) {
        var span = Subject.spanOf(words);
        boolean written = words.stream()
                .allMatch(
                        w -> w.word().span().of(subject.text()).equals(w.value().prefix()));
        return written
                && subject.call().given().stream()
                        .noneMatch(g -> span.contains(g.nameSpan().start()));
    }

    /** {@code 'a', 'b' or 'c'}. */
    static String either(List<String> names) {
        List<String> quoted = names.stream().map(n -> "'" + n + "'").toList();
        int last = quoted.size() - 1;
        return last < 1
                ? String.join("", quoted)
                : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }
}
