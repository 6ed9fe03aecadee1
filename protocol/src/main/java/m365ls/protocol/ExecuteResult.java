package m365ls.protocol;

import java.util.List;

/**
 * What was run.
 *
 * @param runs in order; of a selection those up to the first that failed
 */
public record ExecuteResult(List<RunResult> runs) {}
