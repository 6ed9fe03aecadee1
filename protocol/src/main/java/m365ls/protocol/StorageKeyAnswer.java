package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The key that sign-ins are kept under, the same at each start.
 *
 * @param key its 32 bytes; missing if there is none
 * @param reason why there is none, in a sentence for the user; may be missing
 */
public record StorageKeyAnswer(
        @Nullable Sealed key, @Nullable String reason) {}
