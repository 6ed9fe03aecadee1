package m365ls.feature.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.feature.Severity;

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
            new SplattedTable(),
            new DroppedQuotes(),
            new InvalidValue(),
            new SecretInScript(),
            new MissingForce(),
            new InvalidQuery(),
            new NotJson(),
            new OtherSignIn(),
            new FormerApplication(),
            new UnquotedCharacter());

    /** The rules that look at what is around the calls. */
    public static final List<ScriptRule> OF_SCRIPTS = List.of(new FormerVariable());

    /** All rules, in the order of their ids. */
    public static final List<RuleSummary> SUMMARIES = Stream.of(
                    ALL.stream().map(rule -> new RuleSummary(rule.id(), rule.severity(), rule.summary())),
                    OF_SCRIPTS.stream().map(rule -> new RuleSummary(rule.id(), rule.severity(), rule.summary())),
                    Stream.of(new RuleSummary(
                            UNKNOWN_RULE, Severity.INFORMATION, "A comment silences a rule that does not exist.")))
            .flatMap(summaries -> summaries)
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .toList();

    /** The ids of all rules. */
    public static final Set<String> IDS =
            SUMMARIES.stream().map(RuleSummary::id).collect(Collectors.toUnmodifiableSet());

    private Rules() {}
}
