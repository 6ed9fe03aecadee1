package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Closes a terminal: its calls end, and its secret is worth nothing any more.
 *
 * @param terminal its id
 */
public record CloseTerminalParams(@Nullable String terminal) {}
