package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A secret that was typed.
 *
 * @param secret the text in UTF-8; missing if the user gives none
 */
public record SecretAnswer(@Nullable Sealed secret) {}
