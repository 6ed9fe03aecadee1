package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Names a workspace, which may have chosen a connection of its own.
 *
 * @param workspaceFolder URI of its folder; missing where it does not matter
 */
public record WorkspaceParams(@Nullable String workspaceFolder) {}
