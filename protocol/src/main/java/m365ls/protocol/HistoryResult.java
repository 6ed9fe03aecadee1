package m365ls.protocol;

import java.util.List;

/**
 * What was run in a workspace. There are no secrets in it.
 *
 * @param entries the last first
 * @param values that the option was given, the last first; none if no option was named
 */
public record HistoryResult(List<HistoryEntry> entries, List<String> values) {}
