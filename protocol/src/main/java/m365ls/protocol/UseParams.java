package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Chooses a connection.
 *
 * @param connection its name or id; if it is missing, the workspace's own choice is taken back
 * @param workspaceFolder URI of the folder of the only workspace that it is chosen for; for all without a choice of their
 *     own if it is missing
 */
public record UseParams(
        @Nullable String connection, @Nullable String workspaceFolder) {}
