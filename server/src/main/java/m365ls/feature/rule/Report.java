package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.feature.Finding;
import m365ls.text.Span;

/**
 * Collects what the rules have to say of one call. The tool itself stops at the first thing it refuses (or lists what
 * it refuses in an order of its own), so only the finding that is first there keeps the tool's message.
 */
public final class Report {

    /** The order in which the tool looks at a call. */
    enum Stage {
        /** Which command is meant. */
        COMMAND,
        /** Whether the words behind switches are booleans. */
        BOOLEANS,
        /** {@code --output}, in commands without a schema. */
        OUTPUT,
        /** Options that the command does not have, in commands without a schema. */
        UNKNOWN_OPTIONS,
        /** Required options, in commands without a schema. */
        REQUIRED_OPTIONS,
        /** The options one by one, in the order in which the schema declares them, then unknown ones. */
        SCHEMA,
        /** Option sets. */
        OPTION_SETS,
        /** What each command checks by itself. */
        OWN_CHECKS
    }

    private final List<Finding> findings = new ArrayList<>();
    private Stage firstStage = Stage.OWN_CHECKS;
    private int firstOrder = Integer.MAX_VALUE;
    private int first = -1;
    private final List<Finding> refused = new ArrayList<>();
    private Optional<String> said = Optional.empty();

    /** Adds a finding of which the tool itself says nothing. */
    public void add(Finding finding) {
        findings.add(finding);
    }

    /**
     * Adds a finding for which the tool refuses the call.
     *
     * @param stage when the tool comes across it
     * @param order when in that stage, the lowest number first
     */
    void refused(Stage stage, int order, Finding finding) {
        boolean earlier = stage.compareTo(firstStage) < 0 || (stage == firstStage && order < firstOrder);
        if (earlier || first < 0) {
            first = findings.size();
            firstStage = stage;
            firstOrder = order;
        }
        findings.add(finding);
        refused.add(finding);
    }

    /** Whether the tool refuses the call for any of the findings so far. */
    boolean hasRefused() {
        return first >= 0;
    }

    /** Whether the tool refuses the call for a finding at these words. */
    boolean hasRefused(Span span) {
        return refused.stream()
                .anyMatch(f ->
                        f.span().start() < span.end() && span.start() < f.span().end());
    }

    /** Whether the tool refuses the call for a finding of this rule. */
    boolean hasRefused(String rule) {
        return refused.stream().anyMatch(f -> f.rule().equals(rule));
    }

    /** What the tool prints first for the call; nothing if no finding tells that it refuses it. */
    void toolSays(String message) {
        said = Optional.of(message);
    }

    /** What was added, in that order. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings.size());
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String message = i == first ? said.orElse(finding.cliMessage()) : "";
            all.add(
                    message.equals(finding.cliMessage())
                            ? finding
                            : new Finding(
                                    finding.rule(),
                                    finding.severity(),
                                    finding.span(),
                                    finding.message(),
                                    message,
                                    finding.fixes()));
        }
        return all;
    }
}
