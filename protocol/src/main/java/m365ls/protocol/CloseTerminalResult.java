package m365ls.protocol;

/**
 * A terminal is closed.
 *
 * @param wasOpen whether it was open before
 */
public record CloseTerminalResult(boolean wasOpen) {}
