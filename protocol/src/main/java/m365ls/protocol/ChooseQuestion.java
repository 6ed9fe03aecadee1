package m365ls.protocol;

import java.util.List;

/**
 * Asks for one of several, or for a text.
 *
 * @param what is asked for, in words
 * @param choices to choose from, or to be offered; may be empty if a text may be typed
 * @param mayType whether another text may be typed
 * @param proposal what it probably is; empty if nobody knows
 */
public record ChooseQuestion(String what, List<String> choices, boolean mayType, String proposal) {}
