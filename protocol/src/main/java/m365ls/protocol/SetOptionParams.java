package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks how to give a call of a script an option with a value, in place of the value it has.
 *
 * @param document URI of an open script
 * @param position in it: of the call
 * @param option long name of an option of the call's command
 * @param value that the command is to receive
 */
public record SetOptionParams(
        @Nullable String document,
        @Nullable TextPosition position,
        @Nullable String option,
        @Nullable String value) {}
