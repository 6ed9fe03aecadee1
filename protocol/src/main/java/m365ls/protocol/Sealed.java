package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A secret on its way from the client to the server, encrypted under the key of {@code --secrets-key-on-stdin}.
 *
 * @param nonce 12 random bytes in base64, another for each secret
 * @param sealed what AES-256 in GCM makes of the secret, its tag of 16 bytes at the end, in base64
 */
public record Sealed(@Nullable String nonce, @Nullable String sealed) {}
