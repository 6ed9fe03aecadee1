package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Names a connection.
 *
 * @param connection its name or id; if it is missing, the active one, a workspace's own choice apart
 */
public record ConnectionParams(@Nullable String connection) {}
