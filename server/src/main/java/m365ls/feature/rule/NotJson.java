package m365ls.feature.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.script.Surroundings;
import m365ls.script.Value;
import m365ls.text.Span;

/** What a call prints is read as JSON, though its output mode is another. */
final class NotJson implements Rule {

    private static final Set<String> OTHER_MODES = Set.of("text", "csv", "md", "none");

    /** Programs that read JSON, in lower case. */
    private static final Set<String> READERS =
            Set.of("jq", "jq.exe", "convertfrom-json", "gron", "jello", "json_pp", "fx");

    /** {@code jq} with an option that has it read plain text or nothing. */
    private static final Pattern PLAIN_JQ =
            Pattern.compile("[^|\\n]{0,60}\\|\\s{0,20}\\S{0,40}jq(\\.exe)?\\s[^|\\n]{0,200}?(?<=\\s)"
                    + "(-[a-zA-Z]{0,8}[Rn]|--raw-input|--null-input)");

    /** How far behind a call the options of what it is piped into are looked for. In UTF-16 units. */
    private static final int AHEAD = 300;

    @Override
    public String id() {
        return "not-json";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "Output that is not JSON is read as JSON.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty() || !isReadAsJson(subject)) {
            return;
        }
        Optional<Call.Given> given = output(subject);
        Optional<String> mode = given.isPresent()
                ? given.get().value().flatMap(Value::text)
                : subject.call().complete() ? Optional.of(subject.context().output()) : Optional.empty();
        mode.filter(m -> OTHER_MODES.contains(m) && !(m.equals("text") && mayPrintJson(subject)))
                .ifPresent(m -> report.add(finding(subject, given, m)));
    }

    private static Optional<Call.Given> output(Subject subject) {
        for (Call.Given given : subject.given()) {
            if (given.option().isPresent()
                    && given.option().get().global()
                    && given.option().get().name().equals("output")) {
                return Optional.of(given);
            }
        }
        return Optional.empty();
    }

    /** Whether a text is printed as it is, which may well be JSON: the answer of a request, or what a query picks out. */
    private static boolean mayPrintJson(Subject subject) {
        return subject.call().gives("query")
                || subject.call()
                        .command()
                        .filter(c -> c.name().equals("request"))
                        .isPresent();
    }

    private static boolean isReadAsJson(Subject subject) {
        Surroundings around = subject.call().invocation().surroundings();
        if (subject.context().readAsJson() || around.pipedInto().isEmpty()) {
            return subject.context().readAsJson();
        }
        String into = around.pipedInto().toLowerCase(Locale.ROOT);
        String program = into.substring(Math.max(into.lastIndexOf('/'), into.lastIndexOf('\\')) + 1);
        return READERS.contains(program) && !(program.startsWith("jq") && isPlain(subject));
    }

    /** Whether what follows on the line has {@code jq} read something else, or stands on another line. */
    private static boolean isPlain(Subject subject) {
        String text = subject.text();
        int end = subject.call().invocation().span().end();
        int line = subject.snapshot()
                .script()
                .lines()
                .endOf(subject.snapshot().script().lines().lineAt(end));
        String rest = text.substring(end, Math.min(line, end + AHEAD));
        return !rest.contains("jq") || PLAIN_JQ.matcher(rest).lookingAt();
    }

    private Finding finding(Subject subject, Optional<Call.Given> given, String mode) {
        boolean written = given.filter(
                        g -> subject.isWritten(g) && !g.valueSpan().isEmpty())
                .isPresent();
        Span span = written
                ? given.get().valueSpan()
                : given.map(Call.Given::nameSpan).orElse(subject.nameSpan());
        String message = "What this call prints is read as JSON, but "
                + (given.isPresent() ? "its output mode is '" : "the script sets the output mode to '") + mode + "'.";
        List<Fix> fixes = !written ? List.of() : List.of(Edits.replace("Change to json", false, true, span, "json"));
        return new Finding(id(), Severity.WARNING, span, message, "", fixes);
    }
}
