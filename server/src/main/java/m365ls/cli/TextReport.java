package m365ls.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import m365ls.feature.Finding;
import m365ls.feature.Severity;
import picocli.CommandLine.Help.Ansi;

/** For people: each finding with the line it is in and a caret under the words it speaks of. */
final class TextReport implements Report {

    /** Longer lines are shown in part. In UTF-16 units. */
    private static final int WIDEST = 160;

    private final Ansi ansi;

    TextReport(Ansi ansi) {
        this.ansi = ansi;
    }

    @Override
    public void print(List<Checked> files, List<Problem> problems, PrintWriter out) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Checked file : files) {
            for (Finding finding : file.findings()) {
                counts.merge(finding.severity(), 1, Integer::sum);
                print(file, finding, out);
            }
        }
        out.println(summary(files.size(), counts));
    }

    private void print(Checked file, Finding finding, PrintWriter out) {
        int line = file.lines().lineAt(finding.span().start());
        int column = file.lines().columnAt(finding.span().start());
        out.println(bold(Printable.of(file.name()) + ":" + (line + 1) + ":" + (column + 1) + ":") + " "
                + severity(finding.severity()) + " " + finding.rule() + ": " + Printable.of(finding.message()));
        String number = String.valueOf(line + 1);
        String source =
                file.text().substring(file.lines().startOf(line), file.lines().endOf(line));
        int end = Math.min(source.length(), column + Math.max(1, finding.span().length()));
        // A long line is cut so that the words in question stay in view.
        int from = Math.max(0, Math.min(column - WIDEST / 4, source.length() - WIDEST));
        int to = Math.min(source.length(), from + WIDEST);
        String before = source.substring(from, Math.max(from, column));
        out.println("  " + number + " | " + (from > 0 ? "..." : "") + Printable.of(source.substring(from, to))
                + (to < source.length() ? "..." : ""));
        int carets = Printable.width(
                source.substring(Math.min(column, to), Math.max(Math.min(column, to), Math.min(end, to))));
        out.println("  " + " ".repeat(number.length()) + " | " + (from > 0 ? "   " : "") + Printable.blanksFor(before)
                + "^".repeat(Math.max(1, carets)));
    }

    private String summary(int files, Map<Severity, Integer> counts) {
        String found = counts.entrySet().stream()
                .map(entry -> counted(entry.getValue(), name(entry.getKey())))
                .collect(Collectors.joining(", "));
        return counted(files, "file") + " checked: " + (found.isEmpty() ? "nothing found" : found);
    }

    private static String counted(int count, String what) {
        boolean plural = count != 1 && !what.equals("information");
        return count + " " + what + (plural ? "s" : "");
    }

    private String severity(Severity severity) {
        Ansi.Style colour = switch (severity) {
            case ERROR -> Ansi.Style.fg_red;
            case WARNING -> Ansi.Style.fg_yellow;
            case INFORMATION, OFF -> Ansi.Style.fg_blue;
        };
        return styled(name(severity), colour);
    }

    private String bold(String text) {
        return styled(text, Ansi.Style.bold);
    }

    private String styled(String text, Ansi.Style style) {
        return ansi.enabled() ? style.on() + text + style.off() : text;
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
