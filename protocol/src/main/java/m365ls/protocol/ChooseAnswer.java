package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The user's choice.
 *
 * @param choice one of the choices, or what was typed; missing if the user makes none
 */
public record ChooseAnswer(@Nullable String choice) {}
