package m365ls.protocol;

import java.util.List;

/**
 * A command that was run.
 *
 * @param arguments what stood behind {@code m365}, without secrets
 * @param outcome as in {@link RunResult}
 * @param time when it ended, ISO 8601 in UTC
 */
public record HistoryEntry(List<String> arguments, String outcome, String time) {}
