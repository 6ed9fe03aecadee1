package m365ls.feature.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules. */
public final class Rules {

    /** Id of the one rule that looks at comments instead of calls; {@link m365ls.feature.Silences} applies it. */
    public static final String UNKNOWN_RULE = "unknown-rule";

    /** The rules that look at calls. */
    public static final List<Rule> ALL = List.of(
            new UnknownCommand(),
            new FormerName(),
            new StrayWord(),
            new HelpInstead(),
            new UnknownOption(),
            new MissingOption(),
            new OptionChoice(),
            new MissingValue(),
            new ValueNotAllowed(),
            new IgnoredValue(),
            new DuplicateOption(),
            new SplattedTable());

    /** The ids of all rules. */
    public static final Set<String> IDS =
            Stream.concat(ALL.stream().map(Rule::id), Stream.of(UNKNOWN_RULE)).collect(Collectors.toUnmodifiableSet());

    private Rules() {}
}
