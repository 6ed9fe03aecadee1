package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks what was run.
 *
 * @param workspaceFolder URI of the folder of the workspace; missing for none
 * @param option long name of an option whose former values are wanted
 */
public record HistoryParams(
        @Nullable String workspaceFolder, @Nullable String option) {}
