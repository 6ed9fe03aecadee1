package m365ls.feature.rule;

import java.util.List;
import m365ls.feature.Finding;
import m365ls.feature.Severity;
import m365ls.script.Script;
import m365ls.script.Section;

/** Looks at a script's text outside of its calls. */
public interface ScriptRule {

    /** See {@link Rule#id}. */
    String id();

    /** See {@link Rule#severity}. */
    Severity severity();

    /** See {@link Rule#summary}. */
    String summary();

    /** The findings in one section of {@code script}, in the order of their places. Takes linear time. */
    List<Finding> check(Script script, Section section);
}
