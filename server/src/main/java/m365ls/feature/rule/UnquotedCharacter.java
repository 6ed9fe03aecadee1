package m365ls.feature.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Argument;
import m365ls.script.Invocation;
import m365ls.script.Piece;
import m365ls.script.PowerShell;
import m365ls.script.Quoting;
import m365ls.script.Word;
import m365ls.text.Span;

/** A character of a value has a meaning of its own to the shell, which therefore takes it, and what follows it, away. */
final class UnquotedCharacter implements Rule {

    /** Query options of OData, which begin with a dollar sign. */
    private static final Set<String> ODATA = Set.of(
            "apply",
            "batch",
            "compute",
            "count",
            "deltatoken",
            "expand",
            "filter",
            "format",
            "levels",
            "orderby",
            "search",
            "select",
            "skip",
            "skiptoken",
            "top");

    /** What the tool replaces by the user who is signed in. */
    private static final Pattern ME = Pattern.compile("@me(Id|UserName)", Pattern.CASE_INSENSITIVE);

    private static final Pattern FILE = Pattern.compile("@\\w{1,100}(\\.\\w{1,20}){1,3}");

    /** What goes on behind an ampersand as a part of an address, or of a name such as {@code R&D}. */
    private static final Pattern PARAMETER = Pattern.compile("[$`\\\\]{0,2}[\\w.%-]{1,60}=.*");

    private static final Pattern CAPITAL = Pattern.compile("[A-Z](?![A-Z_a-z0-9]{0,60}=).*");

    /** What goes on behind a semicolon as a part of a list: no command begins so. */
    private static final Pattern ELEMENT =
            Pattern.compile("#\\S.*|\\d.*|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-.*|[\\w.+-]{1,64}@[\\w.-].*");

    /** The longest rest of a word that is looked at. In UTF-16 units. */
    private static final int LONGEST = 2_000;

    @Override
    public String id() {
        return "unquoted-character";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "A character of a value is not quoted, so that the shell takes it away.";
    }

    @Override
    public void check(Subject subject, Report report) {
        Invocation written = subject.written();
        dollars(subject, written, report);
        if (powershell(subject)) {
            parentheses(subject, written, report);
            signs(subject, written, report);
        }
        behind(subject, written).ifPresent(report::add);
    }

    private static boolean powershell(Subject subject) {
        return subject.snapshot().script().dialect() instanceof PowerShell;
    }

    /** {@code ?$select=id}, where {@code $select} is a variable; {@code $100}. */
    private void dollars(Subject subject, Invocation written, Report report) {
        int seen = -1;
        for (Argument argument : written.arguments()) {
            // The arguments that a word turns into follow each other.
            int start = argument.word().span().start();
            if (argument.value().isKnown() || start == seen) {
                continue;
            }
            seen = start;
            for (Piece piece : argument.word().pieces()) {
                if (piece instanceof Piece.Variable variable && isMeantAsText(subject, argument.word(), variable)) {
                    report.add(dollar(subject, variable));
                }
            }
        }
    }

    private static boolean isMeantAsText(Subject subject, Word word, Piece.Variable variable) {
        String text = subject.text();
        Span span = variable.span();
        if (span.end() >= word.span().end()
                || text.charAt(span.start()) != '$'
                || text.charAt(span.start() + 1) == '{') {
            return false;
        }
        char next = text.charAt(span.end());
        if (ODATA.contains(variable.name())) {
            char before = text.charAt(span.start() - 1);
            return next == '=' && (before == '?' || before == '&');
        }
        boolean digits = variable.name().chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && (variable.name().length() > 1 || (!powershell(subject) && Character.isDigit(next)));
    }

    private Finding dollar(Subject subject, Piece.Variable variable) {
        Span span = variable.span();
        String name = span.of(subject.text());
        String escape = powershell(subject) ? "`" : "\\";
        return finding(
                span,
                "The shell puts the value of a variable in the place of " + name
                        + ". Quote or escape the dollar sign if " + name + " itself is meant.",
                List.of(Edits.replace("Escape the dollar sign", false, true, Span.at(span.start()), escape)));
    }

    /** {@code lists/getbytitle('x')/items}, which PowerShell makes three arguments of. */
    private void parentheses(Subject subject, Invocation written, Report report) {
        List<Word> words = written.words();
        for (int i = 1; i < words.size(); i++) {
            Span before = words.get(i - 1).span();
            Span span = words.get(i).span();
            boolean opens = before.end() == span.start()
                    && subject.text().charAt(span.start()) == '('
                    && !words.get(i).pieces().isEmpty();
            if (opens && (i < 2 || words.get(i - 2).span().end() != before.start())) {
                report.add(finding(
                        new Span(span.start(), span.start() + 1),
                        "The parenthesis is not quoted: PowerShell ends the argument in front of it and computes what is"
                                + " in it.",
                        quote(subject, before)));
            }
        }
    }

    /** {@code @meId}, which PowerShell takes for the elements of a variable. */
    private void signs(Subject subject, Invocation written, Report report) {
        String text = subject.text();
        for (Word name : written.words()) {
            Span span = name.span();
            if (!text.startsWith("@", span.start())) {
                continue;
            }
            String word = rest(text, span.start());
            if (ME.matcher(word).matches() || FILE.matcher(word).matches()) {
                report.add(finding(
                        new Span(span.start(), span.start() + word.length()),
                        "PowerShell takes " + word + " for the elements of a variable. Quote it.",
                        quote(subject, span)));
            }
        }
    }

    /** What ends the command right behind its last word. */
    private Optional<Finding> behind(Subject subject, Invocation written) {
        String text = subject.text();
        int end = written.span().end();
        if (end + 1 >= text.length() || written.words().isEmpty() || "&;(".indexOf(text.charAt(end)) < 0) {
            return Optional.empty();
        }
        Word last = written.words().get(written.words().size() - 1);
        char taken = text.charAt(end);
        boolean bare = last.quotingAt(end) == Quoting.NONE
                && !last.pieces().isEmpty()
                && last.pieces().get(last.pieces().size() - 1).span().end() == end;
        boolean value = subject.given().stream()
                .anyMatch(g -> g.valueSpan().end() == end && !g.valueSpan().isEmpty());
        if (!bare || !value) {
            return Optional.empty();
        }
        String rest = rest(text, end + 1);
        boolean meant = switch (taken) {
            case '&' -> {
                boolean address = last.span().of(text).contains("?");
                yield address
                        ? PARAMETER.matcher(rest).matches()
                        : CAPITAL.matcher(rest).matches();
            }
            case ';' -> ELEMENT.matcher(rest).matches();
            case '(' -> !powershell(subject);
            default -> false;
        };
        String what = taken == '('
                ? "The parenthesis is not quoted: the shell does not read the script."
                : "The '" + taken
                        + "' is not quoted: the command ends in front of it, and the shell runs what is behind it"
                        + " as a command of its own.";
        return meant
                ? Optional.of(finding(new Span(end, end + 1), what, quote(subject, last.span())))
                : Optional.empty();
    }

    /** From {@code from} up to a blank, a quotation mark, or the end of the line. */
    private static String rest(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < LONGEST && " \t\r\n|<>\"`)}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(from, end);
    }

    /** Quotes a word and what directly follows it; nothing where quotes within make it doubtful. */
    private static List<Fix> quote(Subject subject, Span word) {
        String text = subject.text();
        int end = word.start();
        while (end < text.length() && end - word.start() < LONGEST && " \t\r\n|<>\"`}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        boolean whole = end == text.length() || " \t\r\n|".indexOf(text.charAt(end)) >= 0;
        String all = text.substring(word.start(), end);
        String plain = all;
        for (String option : ODATA) {
            plain = plain.replace("?$" + option + "=", "").replace("&$" + option + "=", "");
        }
        if (!whole || (all.endsWith(")") && all.indexOf('(') < 0) || all.indexOf('\\') >= 0) {
            return List.of();
        }
        boolean expands = plain.indexOf('$') >= 0;
        boolean both = expands && !plain.equals(all);
        if (both) {
            return List.of();
        }
        String quoted = expands
                ? "\"" + all + "\""
                : subject.snapshot().script().dialect().quote(all, Quoting.NONE);
        return List.of(Edits.replace("Quote " + all, false, true, new Span(word.start(), end), quoted));
    }

    private Finding finding(Span span, String message, List<Fix> fixes) {
        return new Finding(id(), Severity.WARNING, span, message, "", fixes);
    }
}
