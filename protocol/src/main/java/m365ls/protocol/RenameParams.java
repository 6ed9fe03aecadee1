package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Gives a connection another name.
 *
 * @param connection its name or id
 * @param name the new one
 */
public record RenameParams(
        @Nullable String connection, @Nullable String name) {}
