package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A token of the editor's account.
 *
 * @param token the access token in UTF-8; missing if there is none
 * @param expiresInSeconds how long it is good; 0 if the editor does not know
 */
public record EditorTokenAnswer(@Nullable Sealed token, long expiresInSeconds) {}
