package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.List;
import m365ls.feature.Finding;

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
    }

    /** What was added, in that order. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings.size());
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            boolean speaks = i == first || finding.cliMessage().isEmpty();
            all.add(
                    speaks
                            ? finding
                            : new Finding(
                                    finding.rule(),
                                    finding.severity(),
                                    finding.span(),
                                    finding.message(),
                                    "",
                                    finding.fixes()));
        }
        return all;
    }
}
