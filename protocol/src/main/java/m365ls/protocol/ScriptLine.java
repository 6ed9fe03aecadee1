package m365ls.protocol;

/**
 * A call as a script has it.
 *
 * @param text one line, quoted for the script's language
 */
public record ScriptLine(String text) {}
