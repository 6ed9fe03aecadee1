package m365ls.feature.rule;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.script.PowerShell;
import m365ls.script.Script;

/** Finds where a script reads a variable as JSON. It looks at the text once, when first asked. */
final class JsonReaders {

    private static final Pattern IN_POWERSHELL = Pattern.compile(
            "\\$(\\w{1,64})[ \\t]{0,20}\\|[ \\t]{0,20}ConvertFrom-Json"
                    + "|ConvertFrom-Json[ \\t]{1,20}(?:-InputObject[ \\t]{1,20})?\\$(\\w{1,64})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_SHELL = Pattern.compile(
            "(?:echo|printf[ \\t]{1,20}'?%s(?:\\\\n)?'?)[ \\t]{1,20}\"?\\$\\{?(\\w{1,64})\\}?\"?[ \\t]{0,20}\\|[ \\t]{0,20}jq\\b"
                    + "|\\bjq\\b[^\\n|;<-]{0,200}<<<[ \\t]{0,20}\"?\\$\\{?(\\w{1,64})");

    private final Script script;
    private Optional<Map<String, NavigableSet<Integer>>> found = Optional.empty();

    JsonReaders(Script script) {
        this.script = script;
    }

    /** Whether {@code variable} is read as JSON behind {@code offset}. */
    boolean read(String variable, int offset) {
        if (found.isEmpty()) {
            found = Optional.of(find());
        }
        NavigableSet<Integer> places = found.get().get(key(variable));
        return places != null && places.higher(offset) != null;
    }

    private boolean powershell() {
        return script.dialect() instanceof PowerShell;
    }

    private String key(String variable) {
        return powershell() ? variable.toLowerCase(Locale.ROOT) : variable;
    }

    private Map<String, NavigableSet<Integer>> find() {
        Map<String, NavigableSet<Integer>> all = new HashMap<>();
        String text = script.text();
        Matcher matcher = (powershell() ? IN_POWERSHELL : IN_SHELL).matcher(text);
        // To look for the one word that counts is much faster than to try the patterns everywhere.
        for (int at = reader(0); at >= 0; ) {
            int line = script.lines().lineAt(at);
            int end = script.lines().endOf(line);
            matcher.region(script.lines().startOf(line), end);
            while (matcher.find()) {
                String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                all.computeIfAbsent(key(name), n -> new TreeSet<>()).add(matcher.start());
            }
            at = reader(Math.max(at + 1, end));
        }
        return all;
    }

    /** Where the next word stands that reads JSON, from {@code from} on; negative if there is none. */
    private int reader(int from) {
        String text = script.text();
        if (!powershell()) {
            return text.indexOf("jq", from);
        }
        int at = text.indexOf('-', from);
        while (at >= 0 && !text.regionMatches(true, at, "-Json", 0, 5)) {
            at = text.indexOf('-', at + 1);
        }
        return at;
    }
}
