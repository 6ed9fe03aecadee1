package m365ls.feature.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.script.PowerShell;
import m365ls.script.Script;

/** Finds where a script reads a variable as JSON. It looks for readers once, when first asked. */
final class JsonReaders {

    private static final Pattern IN_POWERSHELL = Pattern.compile(
            "\\$(?<piped>\\w{1,64})[ \\t]{0,20}\\|[ \\t]{0,20}ConvertFrom-Json"
                    + "|ConvertFrom-Json[ \\t]{1,20}(?:-InputObject[ \\t]{1,20})?\\$(?<given>\\w{1,64})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_SHELL = Pattern.compile(
            "(?:echo|printf[ \\t]{1,20}'?%s(?:\\\\n)?'?)[ \\t]{1,20}\"?\\$\\{?(?<piped>\\w{1,64})\\}?\"?[ \\t]{0,20}"
                    + "\\|[ \\t]{0,20}jq\\b"
                    + "|\\bjq\\b[^\\n|;<-]{0,200}<<<[ \\t]{0,20}\"?\\$\\{?(?<given>\\w{1,64})");

    /** What stands in a line with a reader, to find these lines fast. */
    private static final List<String> MARKS = List.of("jq", "From-J", "from-j");

    /** How far from its assignment a variable is followed. In UTF-16 units. */
    private static final int FARTHEST = 20_000;

    private final Script script;
    private Optional<Map<String, NavigableSet<Integer>>> found = Optional.empty();

    JsonReaders(Script script) {
        this.script = script;
    }

    /** Whether {@code variable} is read as JSON behind {@code offset}, before it is assigned again. */
    boolean read(String variable, int offset) {
        if (found.isEmpty()) {
            found = Optional.of(find());
        }
        return Optional.ofNullable(found.get().get(key(variable)))
                .flatMap(places -> Optional.ofNullable(places.higher(offset)))
                .filter(place -> place - offset <= FARTHEST && !assigns(variable, offset, place))
                .isPresent();
    }

    private boolean assigns(String variable, int from, int to) {
        String name = Pattern.quote(variable);
        Pattern assignment = powershell()
                ? Pattern.compile("\\$" + name + "[ \\t]{0,20}=", Pattern.CASE_INSENSITIVE)
                : Pattern.compile("\\b" + name + "=");
        return assignment.matcher(script.text()).region(from, to).find();
    }

    private boolean powershell() {
        return script.dialect() instanceof PowerShell;
    }

    private String key(String variable) {
        return powershell() ? variable.toLowerCase(Locale.ROOT) : variable;
    }

    /** By variables: where each is read as JSON. */
    private Map<String, NavigableSet<Integer>> find() {
        Map<String, NavigableSet<Integer>> all = new HashMap<>();
        String text = script.text();
        for (String mark : MARKS) {
            int done = 0;
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, Math.max(at + 1, done))) {
                int line = script.lines().lineAt(at);
                done = script.lines().endOf(line);
                Matcher matcher = (powershell() ? IN_POWERSHELL : IN_SHELL)
                        .matcher(text)
                        .region(script.lines().startOf(line), done);
                while (matcher.find()) {
                    String role = matcher.group("piped") == null ? "given" : "piped";
                    all.computeIfAbsent(key(matcher.group(role)), n -> new TreeSet<>())
                            .add(matcher.start(role));
                }
            }
        }
        return all;
    }
}
