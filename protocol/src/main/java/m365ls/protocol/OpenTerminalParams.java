package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Opens a terminal in which {@code m365} runs under the session of this server.
 *
 * @param terminal id of the terminal, which the client makes up; good for one
 * @param secret that the client makes up, 32 to 200 letters, digits, {@code -} and {@code _}; sealed for this method, with
 *     {@code terminal} in place of the question
 * @param connection name or id of the connection that its calls use, whatever becomes active; the workspace's own or the
 *     active one if it is missing
 * @param workspaceFolder URI of the folder of the workspace
 * @param whatIf whether nothing may change from there, and requests that would change something are shown
 */
public record OpenTerminalParams(
        @Nullable String terminal,
        @Nullable Sealed secret,
        @Nullable String connection,
        @Nullable String workspaceFolder,
        boolean whatIf) {}
