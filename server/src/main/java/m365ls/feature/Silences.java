package m365ls.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import m365ls.feature.rule.Rules;
import m365ls.script.Comment;
import m365ls.script.Script;
import m365ls.text.Lines;
import m365ls.text.Span;

/**
 * Comments that silence rules in a script.
 *
 * <p>{@code # m365ls-disable-next-line RULE, RULE} silences rules in the calls that begin on the next line with code;
 * {@code # m365ls-disable RULE} does so up to {@code # m365ls-enable RULE} or the end of the script. Without a rule they
 * mean all. What follows the last rule is the author's explanation.
 */
public final class Silences {

    private static final String MARK = "m365ls-";
    private static final String ALL = "";

    private final Script script;
    /** By rules: from an offset on, how far the silence reaches that reaches farthest of those that begin before. */
    private final Map<String, NavigableMap<Integer, Integer>> reaches = new HashMap<>();

    private final List<Finding> findings = new ArrayList<>();

    private Silences(Script script) {
        this.script = script;
    }

    /** Reads the comments of {@code script}. */
    public static Silences of(Script script) {
        Silences silences = new Silences(script);
        silences.read();
        silences.reaches.values().forEach(Silences::stretch);
        return silences;
    }

    /**
     * Whether a finding is silenced.
     *
     * @param rule its rule
     * @param span its place
     * @param call all of the call that it speaks of: a comment above it counts wherever in it the place is
     */
    public boolean covers(String rule, Span span, Span call) {
        return covers(ALL, span.start())
                || covers(rule, span.start())
                || covers(ALL, call.start())
                || covers(rule, call.start());
    }

    private boolean covers(String rule, int offset) {
        NavigableMap<Integer, Integer> ends = reaches.get(rule);
        Map.Entry<Integer, Integer> last = ends == null ? null : ends.floorEntry(offset);
        return last != null && last.getValue() > offset;
    }

    private void add(String rule, Span span) {
        reaches.computeIfAbsent(rule, r -> new TreeMap<>()).merge(span.start(), span.end(), Math::max);
    }

    private static void stretch(NavigableMap<Integer, Integer> ends) {
        int farthest = 0;
        for (Map.Entry<Integer, Integer> entry : ends.entrySet()) {
            farthest = Math.max(farthest, entry.getValue());
            entry.setValue(farthest);
        }
    }

    /** What is wrong with the comments themselves. */
    public List<Finding> findings() {
        return Collections.unmodifiableList(findings);
    }

    private void read() {
        int end = script.text().length();
        Map<String, Integer> open = new HashMap<>();
        for (Comment comment : script.comments()) {
            if (!comment.text().startsWith(MARK)) {
                continue;
            }
            Directive directive = directive(comment);
            switch (directive.verb()) {
                case "disable-next-line" -> {
                    Span line = nextLine(comment);
                    directive.rules().forEach(rule -> add(rule, line));
                }
                case "disable" ->
                    directive
                            .rules()
                            .forEach(rule ->
                                    open.putIfAbsent(rule, comment.span().end()));
                case "enable" -> {
                    Set<String> closed =
                            directive.rules().contains(ALL) ? Set.copyOf(open.keySet()) : directive.rules();
                    for (String rule : closed) {
                        Integer from = open.remove(rule);
                        if (from != null) {
                            add(rule, new Span(from, comment.span().start()));
                        }
                    }
                }
                default -> {
                    // Another word behind the mark is no business of these comments.
                }
            }
        }
        open.forEach((rule, from) -> add(rule, new Span(from, end + 1)));
    }

    /** The first line below a comment that has more on it than blanks and a comment. */
    private Span nextLine(Comment comment) {
        Lines lines = script.lines();
        String text = script.text();
        int line = lines.lineAt(comment.span().end()) + 1;
        while (line < lines.count() - 1) {
            String written =
                    text.substring(lines.startOf(line), lines.endOf(line)).strip();
            if (!written.isEmpty() && written.charAt(0) != '#') {
                break;
            }
            line++;
        }
        return new Span(lines.startOf(line), Math.max(lines.startOf(line), lines.endOf(line)) + 1);
    }

    /** Reads {@code disable rule-a, rule-b because ...}; reports the rules that do not exist. */
    private Directive directive(Comment comment) {
        String text = comment.text();
        int at = wordEnd(text, MARK.length());
        String verb = text.substring(MARK.length(), at);
        boolean known = verb.equals("disable") || verb.equals("enable") || verb.equals("disable-next-line");
        Set<String> rules = new LinkedHashSet<>();
        int inText = script.text().indexOf(text, comment.span().start());
        boolean more = known;
        while (more) {
            at = blanksEnd(text, at);
            int end = wordEnd(text, at);
            String rule = text.substring(at, end);
            if (rule.isEmpty() || rule.startsWith("-")) {
                break;
            }
            rules.add(rule);
            if (!Rules.IDS.contains(rule)) {
                findings.add(unknown(rule, new Span(inText + at, inText + end)));
            }
            at = blanksEnd(text, end);
            more = at < text.length() && text.charAt(at) == ',';
            at++;
        }
        return new Directive(known ? verb : "", rules.isEmpty() ? Set.of(ALL) : rules);
    }

    private static Finding unknown(String rule, Span span) {
        List<String> near = NearNames.among(Rules.IDS, rule);
        String message = "There is no rule '" + rule + "'.";
        if (!near.isEmpty()) {
            message += " Did you mean '" + near.get(0) + "'?";
        }
        List<Fix> fixes = near.stream()
                .map(name -> new Fix(
                        "Change to '" + name + "'", false, name.equals(near.get(0)), List.of(new Edit(span, name))))
                .toList();
        return new Finding(Rules.UNKNOWN_RULE, Severity.INFORMATION, span, message, "", fixes);
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        return at;
    }

    private static int blanksEnd(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private record Directive(String verb, Set<String> rules) {}
}
