package m365ls.feature.rule;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.script.PowerShell;
import m365ls.script.Script;

/** Finds where a script reads a variable as JSON. It looks at the text once, when first asked. */
final class JsonReaders {

    private static final Pattern IN_POWERSHELL = Pattern.compile(
            "\\$(?<piped>\\w{1,64})[ \\t]{0,20}\\|[ \\t]{0,20}ConvertFrom-Json"
                    + "|ConvertFrom-Json[ \\t]{1,20}(?:-InputObject[ \\t]{1,20})?\\$(?<given>\\w{1,64})"
                    + "|\\$(?<assigned>\\w{1,64})[ \\t]{0,20}=",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_SHELL = Pattern.compile(
            "(?:echo|printf[ \\t]{1,20}'?%s(?:\\\\n)?'?)[ \\t]{1,20}\"?\\$\\{?(?<piped>\\w{1,64})\\}?\"?[ \\t]{0,20}"
                    + "\\|[ \\t]{0,20}jq\\b"
                    + "|\\bjq\\b[^\\n|;<-]{0,200}<<<[ \\t]{0,20}\"?\\$\\{?(?<given>\\w{1,64})"
                    + "|\\b(?<assigned>[A-Za-z_]\\w{0,63})=");

    private final Script script;
    private Optional<Map<String, NavigableMap<Integer, Boolean>>> found = Optional.empty();

    JsonReaders(Script script) {
        this.script = script;
    }

    /** Whether {@code variable} is read as JSON behind {@code offset}, before it is assigned again. */
    boolean read(String variable, int offset) {
        if (found.isEmpty()) {
            found = Optional.of(find());
        }
        NavigableMap<Integer, Boolean> places = found.get().getOrDefault(key(variable), new TreeMap<>());
        return Optional.ofNullable(places.higherEntry(offset))
                .filter(Map.Entry::getValue)
                .isPresent();
    }

    private boolean powershell() {
        return script.dialect() instanceof PowerShell;
    }

    private String key(String variable) {
        return powershell() ? variable.toLowerCase(Locale.ROOT) : variable;
    }

    /** By variables: where each is read as JSON (true) or assigned (false). */
    private Map<String, NavigableMap<Integer, Boolean>> find() {
        Map<String, NavigableMap<Integer, Boolean>> all = new HashMap<>();
        Matcher matcher = (powershell() ? IN_POWERSHELL : IN_SHELL).matcher(script.text());
        while (matcher.find()) {
            for (String role : new String[] {"piped", "given", "assigned"}) {
                String name = matcher.group(role);
                if (name != null) {
                    all.computeIfAbsent(key(name), n -> new TreeMap<>())
                            .put(matcher.start(role), !role.equals("assigned"));
                }
            }
        }
        return all;
    }
}
