package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.script.Word;
import m365ls.text.Span;

/**
 * Help is shown though nobody can have meant it: a value is written right behind a one-letter option
 * ({@code -uhttps://...}), of which the tool reads each letter as an option of its own, or {@code --no-help} is written
 * twice, which makes a list, and that counts as true.
 */
final class HelpInstead implements Rule {

    @Override
    public String id() {
        return "help-instead";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String summary() {
        return "A word is read as one-letter options with an `h` among them, so that help is shown.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (!subject.call().helpAsked()
                || subject.call().command().isEmpty()
                || !subject.call().strays().isEmpty()) {
            return;
        }
        List<Call.Given> help = subject.call().given().stream()
                .filter(g -> g.name().equals("help"))
                .toList();
        if (help.size() > 1 && help.stream().allMatch(Call.Given::negated)) {
            String message = "The tool makes a list of several --no-help, and shows help for it.";
            Call.Given last = help.get(help.size() - 1);
            List<Fix> fixes = Edits.remove(subject, last).stream().toList();
            report.refused(
                    Report.Stage.COMMAND, 0, new Finding(id(), Severity.ERROR, last.nameSpan(), message, "", fixes));
            return;
        }
        for (Call.Given given : subject.call().given()) {
            Optional<Word> bundle = given.name().equals("h")
                    ? subject.wordOf(given.nameSpan()).filter(w -> isBundle(subject, w))
                    : Optional.empty();
            if (bundle.isPresent()) {
                report.refused(
                        Report.Stage.COMMAND, 0, finding(subject, bundle.get().span()));
                return;
            }
        }
    }

    private static boolean isBundle(Subject subject, Word word) {
        String written = word.span().of(subject.text());
        return written.length() > 2 && written.charAt(0) == '-' && written.charAt(1) != '-';
    }

    private Finding finding(Subject subject, Span word) {
        String written = word.of(subject.text());
        String option = written.substring(0, 2);
        String message = "The tool reads each letter of this word as an option, among them -h: it shows help and runs"
                + " nothing. Write a blank behind " + option + ".";
        List<Fix> fixes = new ArrayList<>();
        boolean known = subject.call()
                .command()
                .flatMap(c -> c.shortOption(option.substring(1)))
                .isPresent();
        if (known) {
            Span name = new Span(word.start(), word.start() + 2);
            boolean safe = Trial.of(subject).withBlankBehind(name).isAccepted();
            fixes.add(Edits.replace("Write a blank behind " + option, safe, true, Span.at(name.end()), " "));
        }
        return new Finding(id(), Severity.ERROR, word, message, "", fixes);
    }
}
