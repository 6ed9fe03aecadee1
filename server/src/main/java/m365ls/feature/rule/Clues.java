package m365ls.feature.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import m365ls.script.Content;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Section;

/**
 * What a script's text tells of its calls from afar: whether the script asks its user, and where it reads variables as
 * JSON. Of sections that an earlier version had too it is not looked for again. Not safe to share between threads.
 */
public final class Clues {

    /** Nothing is known of an earlier version. */
    public static final Known NOTHING = new Known(Map.of(), Map.of());

    /** How scripts ask their users. */
    private static final List<String> IN_POWERSHELL = List.of("Read-Host", "PromptForChoice", "ShouldContinue");

    private static final List<String> IN_SHELL = List.of("read -p", "read -rp", "read -r -p", "vared -p");

    /** What is common to the ways in which shell scripts ask, to find them fast. */
    private static final String MARK_IN_SHELL = "d -";

    /** How far from its assignment a variable is followed. In UTF-16 units. */
    private static final int FARTHEST = 20_000;

    private final Script script;
    private final Known before;
    private final Map<Content, Boolean> asking = new HashMap<>();
    private final boolean asksItself;
    private Optional<Map<Content, List<JsonReaders.Reader>>> readers = Optional.empty();
    private final Map<String, NavigableSet<Integer>> places = new HashMap<>();

    /** What is known of one version of a script, section by section. Immutable. */
    public static final class Known {
        private final Map<Content, Boolean> asking;
        private final Map<Content, List<JsonReaders.Reader>> readers;

        private Known(Map<Content, Boolean> asking, Map<Content, List<JsonReaders.Reader>> readers) {
            this.asking = asking;
            this.readers = readers;
        }
    }

    /** @param before what is known of an earlier version */
    public Clues(Script script, Known before) {
        this.script = script;
        this.before = before;
        boolean any = false;
        for (Section section : script.sections()) {
            Boolean known = before.asking.get(section.content());
            boolean asks = known != null ? known : asks(section);
            asking.put(section.content(), asks);
            any |= asks;
        }
        this.asksItself = any;
    }

    /** What is known now, for the next version. */
    public Known known() {
        return new Known(asking, readers.orElse(before.readers));
    }

    /** Whether the script asks its user questions of its own, so that someone watches it. */
    public boolean asksItself() {
        return asksItself;
    }

    private boolean asks(Section section) {
        String text = section.span().of(script.text());
        if (powershell()) {
            return IN_POWERSHELL.stream().anyMatch(text::contains);
        }
        return text.contains(MARK_IN_SHELL) && IN_SHELL.stream().anyMatch(text::contains);
    }

    /** Whether {@code variable} is read as JSON behind {@code offset}, before it is assigned again. */
    boolean readsAsJson(String variable, int offset) {
        if (readers.isEmpty()) {
            readers = Optional.of(find());
        }
        return Optional.ofNullable(places.get(key(variable)))
                .flatMap(all -> Optional.ofNullable(all.higher(offset)))
                .filter(place -> place - offset <= FARTHEST && !assigns(variable, offset, place))
                .isPresent();
    }

    private Map<Content, List<JsonReaders.Reader>> find() {
        Map<Content, List<JsonReaders.Reader>> all = new HashMap<>();
        for (Section section : script.sections()) {
            List<JsonReaders.Reader> known = before.readers.get(section.content());
            List<JsonReaders.Reader> its = known == null ? JsonReaders.in(script, section) : known;
            all.put(section.content(), its);
            for (JsonReaders.Reader reader : its) {
                places.computeIfAbsent(key(reader.variable()), n -> new TreeSet<>())
                        .add(section.span().start() + reader.offset());
            }
        }
        return all;
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
}
