package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.script.Invocation;
import m365ls.text.Lines;
import m365ls.text.Span;

/**
 * Findings that a script expects, as comments with carets under the words:
 *
 * <pre>{@code
 * m365 spo site get --ulr https://x
 * #                 ^^^^^ unknown-option: 'spo site get' has no option --ulr. Did you mean --url?
 * }</pre>
 *
 * A severity other than error stands before the rule. Where a call goes over several lines the comment follows the last
 * one, and tells how many lines above it the carets point: {@code ^^^^^ unknown-option (2 up): ...}. Carets stop at the
 * end of a line.
 */
final class Carets {

    private static final Pattern COMMENT =
            Pattern.compile("#( *)(\\^+) (?:(warning|information) )?([a-z-]+)(?: \\((\\d+) up\\))?: (.*)");

    private Carets() {}

    /** What the comments in {@code text} say, one line each. */
    static List<String> expected(String text) {
        Lines lines = Lines.of(text);
        List<String> expected = new ArrayList<>();
        int code = 0;
        for (int line = 0; line < lines.count(); line++) {
            Matcher comment = COMMENT.matcher(text.substring(lines.startOf(line), lines.endOf(line)));
            if (!comment.matches()) {
                code = line;
                continue;
            }
            int up = comment.group(5) == null ? 0 : Integer.parseInt(comment.group(5));
            String severity = comment.group(3) == null ? "error" : comment.group(3);
            expected.add((code - up + 1) + ":" + (comment.start(2) + 1) + "-" + comment.end(2) + " " + severity + " "
                    + comment.group(4) + ": " + comment.group(6));
        }
        return expected;
    }

    /** {@code findings} in the form of {@link #expected}. */
    static List<String> actual(Snapshot snapshot, List<Finding> findings) {
        Lines lines = snapshot.script().lines();
        return findings.stream()
                .map(f -> {
                    int line = lines.lineAt(f.span().start());
                    int end = Math.min(f.span().end(), lines.endOf(line)) - lines.startOf(line);
                    return (line + 1) + ":" + (lines.columnAt(f.span().start()) + 1) + "-" + end + " "
                            + f.severity().name().toLowerCase(java.util.Locale.ROOT) + " " + f.rule() + ": "
                            + f.message();
                })
                .toList();
    }

    /** {@code text} without its comments with carets. */
    static String strip(String text) {
        Lines lines = Lines.of(text);
        StringBuilder kept = new StringBuilder();
        for (int line = 0; line < lines.count(); line++) {
            if (!COMMENT.matcher(text.substring(lines.startOf(line), lines.endOf(line)))
                    .matches()) {
                kept.append(text, lines.startOf(line), lines.startOf(line + 1));
            }
        }
        return kept.toString();
    }

    /** The script's text with a comment for each of its findings. */
    static String annotate(Snapshot snapshot, List<Finding> findings) {
        String text = snapshot.script().text();
        Lines lines = snapshot.script().lines();
        StringBuilder annotated = new StringBuilder();
        for (int line = 0; line < lines.count(); line++) {
            annotated.append(text, lines.startOf(line), lines.startOf(line + 1));
            for (Finding finding : findings) {
                if (lastLine(snapshot, finding) != line) {
                    continue;
                }
                int own = lines.lineAt(finding.span().start());
                int start = lines.columnAt(finding.span().start());
                int end = Math.min(finding.span().end(), lines.endOf(own)) - lines.startOf(own);
                String severity = finding.severity() == Severity.ERROR
                        ? ""
                        : finding.severity().name().toLowerCase(java.util.Locale.ROOT) + " ";
                String up = own == line ? "" : " (" + (line - own) + " up)";
                annotated
                        .append('#')
                        .append(" ".repeat(start - 1))
                        .append("^".repeat(end - start))
                        .append(' ')
                        .append(severity)
                        .append(finding.rule())
                        .append(up)
                        .append(": ")
                        .append(finding.message())
                        .append('\n');
            }
        }
        return annotated.toString();
    }

    /** The last line of the outermost call around a finding, continued lines behind it included. */
    private static int lastLine(Snapshot snapshot, Finding finding) {
        Lines lines = snapshot.script().lines();
        Span span = finding.span();
        int last = snapshot.script().invocations().stream()
                .map(Invocation::span)
                .filter(call -> call.encloses(span))
                .mapToInt(call -> lines.lineAt(call.end()))
                .max()
                .orElse(lines.lineAt(span.start()));
        String text = snapshot.script().text();
        String continued = String.valueOf(snapshot.script().dialect().continuation());
        while (last < lines.count() - 1
                && text.substring(lines.startOf(last), lines.endOf(last)).endsWith(continued)) {
            last++;
        }
        return last;
    }
}
