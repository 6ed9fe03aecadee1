package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks about a command.
 *
 * @param command its name or alias, such as {@code spo site get}
 */
public record DescribeParams(@Nullable String command) {}
