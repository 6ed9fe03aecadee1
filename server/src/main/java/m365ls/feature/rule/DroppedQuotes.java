package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Argument;
import m365ls.script.Piece;
import m365ls.script.Quoting;
import m365ls.script.Value;
import m365ls.script.WindowsPowerShell;
import m365ls.script.Word;
import m365ls.text.Span;

/** An argument does not reach {@code m365} as it is, because Windows PowerShell 5.1 drops double quotes. */
final class DroppedQuotes implements Rule {

    /** Of longer values only the beginning is shown. In UTF-16 units. */
    private static final int LONGEST = 80;

    @Override
    public String id() {
        return "dropped-quotes";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "Windows PowerShell 5.1 drops the double quotes in an argument, or all of an empty one.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (!subject.windowsPowerShell()) {
            return;
        }
        for (Argument argument : WindowsPowerShell.losing(subject.written())) {
            report.add(new Finding(
                    id(),
                    Severity.WARNING,
                    argument.word().span(),
                    message(argument.value()),
                    "",
                    fix(subject, argument).stream().toList()));
        }
    }

    private static String message(Value value) {
        Optional<String> known = value.text();
        if (known.isEmpty()) {
            return "Windows PowerShell 5.1 drops the double quotes in this argument.";
        }
        if (known.get().isEmpty()) {
            return "Windows PowerShell 5.1 does not pass an empty argument.";
        }
        List<String> received = WindowsPowerShell.received(known.get());
        String shown = received.stream().map(DroppedQuotes::shown).collect(Collectors.joining(", "));
        String what = received.size() == 1 ? shown : received.size() + " arguments: " + shown;
        return "Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives " + what + ".";
    }

    private static String shown(String value) {
        String line = value.strip().replaceAll("\\s+", " ");
        return "'" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line) + "'";
    }

    /** Escapes the quotes that are lost; nothing if the word does not write all of them out. */
    private static Optional<Fix> fix(Subject subject, Argument argument) {
        Word word = argument.word();
        if (argument.value().parts().isEmpty()) {
            boolean written = word.pieces().stream().allMatch(p -> p instanceof Piece.Text);
            String empty = subject.snapshot().script().dialect().quote("\"\"", Quoting.NONE);
            return written
                    ? Optional.of(Edits.replace("Change to " + empty, false, true, word.span(), empty))
                    : Optional.empty();
        }
        List<Edit> edits = escapes(word);
        int lost = 0;
        for (Value.Part part : argument.value().parts()) {
            if (part instanceof Value.Part.Text text) {
                lost += WindowsPowerShell.losses(text.text()).size();
            }
        }
        return edits.size() == lost
                ? Optional.of(new Fix("Escape the double quotes with backslashes", false, true, edits))
                : Optional.empty();
    }

    /** What to write in front of the double quotes that the word itself writes out. */
    private static List<Edit> escapes(Word word) {
        List<Edit> edits = new ArrayList<>();
        StringBuilder known = new StringBuilder();
        List<Integer> offsets = new ArrayList<>();
        for (Piece piece : word.pieces()) {
            if (piece instanceof Piece.Text text) {
                boolean verbatim = text.text().length() == text.span().length();
                for (int i = 0; i < text.text().length(); i++) {
                    offsets.add(text.span().start() + (verbatim ? i : 0));
                }
                known.append(text.text());
            } else {
                // Stands for what is not known here, so that backslashes before it do not count.
                known.append('?');
                offsets.add(piece.span().start());
            }
        }
        for (WindowsPowerShell.Loss loss : WindowsPowerShell.losses(known.toString())) {
            edits.add(new Edit(Span.at(offsets.get(loss.offset())), loss.missing()));
        }
        return edits;
    }
}
