package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Quoting;
import m365ls.text.Span;

/** A word behind a command belongs to no option, so that the tool takes it for a part of the command's name. */
final class StrayWord implements Rule {

    @Override
    public String id() {
        return "stray-word";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "A word behind the command belongs to no option.";
    }

    @Override
    public void check(Subject subject, Report report) {
        List<Argument> strays = subject.call().strays();
        if (strays.isEmpty() || subject.former().isPresent()) {
            return;
        }
        Map<Integer, Call.Given> byEnd = new HashMap<>();
        for (Call.Given given : subject.call().given()) {
            if (!given.valueSpan().isEmpty() && given.option().isPresent()) {
                byEnd.putIfAbsent(given.valueSpan().end(), given);
            }
        }
        String cliMessage = subject.notFound();
        for (List<Argument> run : runs(subject, strays)) {
            report.refused(Report.Stage.COMMAND, 0, finding(subject, run, byEnd, cliMessage));
        }
    }

    /** @param byEnd the options with values, by where these end */
    private Finding finding(Subject subject, List<Argument> run, Map<Integer, Call.Given> byEnd, String cliMessage) {
        Span span = Subject.spanOf(run);
        String message = (run.size() == 1 ? "This word belongs" : "These words belong")
                + " to no option: the tool takes "
                + (run.size() == 1 ? "it" : "them")
                + " for a part of the command's name, finds no such command and shows help.";
        List<Fix> fixes = new ArrayList<>();
        int before = subject.endBefore(span.start());
        Optional.ofNullable(byEnd.get(before))
                .flatMap(given -> quoteWithValue(subject, run, given))
                .ifPresent(fixes::add);
        fixes.add(Edits.replace(
                run.size() == 1 ? "Remove the word" : "Remove the words",
                false,
                fixes.isEmpty(),
                new Span(before, span.end()),
                ""));
        return new Finding(id(), Severity.ERROR, span, message, cliMessage, fixes);
    }

    /** {@code --title My new site}: makes one value of the words behind an option's value. */
    private static Optional<Fix> quoteWithValue(Subject subject, List<Argument> run, Call.Given given) {
        Span value = given.valueSpan();
        Span all = new Span(value.start(), Subject.spanOf(run).end());
        boolean plain = given.value()
                        .flatMap(v -> v.text())
                        .filter(t -> t.equals(value.of(subject.text())))
                        .isPresent()
                && run.stream()
                        .allMatch(a -> a.value().isKnown()
                                && a.word()
                                        .span()
                                        .of(subject.text())
                                        .equals(a.value().prefix()));
        String words = all.of(subject.text());
        if (!plain || words.indexOf('\n') >= 0 || words.indexOf('\r') >= 0) {
            return Optional.empty();
        }
        String quoted = subject.snapshot().script().dialect().quote(words, Quoting.NONE);
        return Optional.of(new Fix("Quote '" + words + "' as one value", false, true, List.of(new Edit(all, quoted))));
    }

    /** The strays, those beside each other together. */
    private static List<List<Argument>> runs(Subject subject, List<Argument> strays) {
        List<List<Argument>> runs = new ArrayList<>();
        List<Argument> run = new ArrayList<>();
        int end = -1;
        for (Argument stray : strays) {
            Span span = stray.word().span();
            if (!run.isEmpty() && subject.endBefore(span.start()) > end && span.start() >= end) {
                runs.add(run);
                run = new ArrayList<>();
            }
            run.add(stray);
            end = span.end();
        }
        runs.add(run);
        return runs;
    }
}
