package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Names a connection.
 *
 * @param connection its name or id; the active one if it is missing
 */
public record ConnectionParams(@Nullable String connection) {}
