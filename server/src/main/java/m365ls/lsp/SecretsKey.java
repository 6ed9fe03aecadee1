package m365ls.lsp;

import com.google.gson.JsonElement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which the client passes secrets, so that no trace of the messages shows one. {@code docs/protocol.md} says
 * how.
 */
public final class SecretsKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Longer than any line that can be a key. */
    private static final int LONGEST_LINE = 100;

    private final SecretKeySpec key;

    /**
     * @param key 32 bytes
     * @throws IllegalArgumentException if they are not 32
     */
    SecretsKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A key for secrets has 32 bytes.");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key from the first line of {@code in}, and nothing behind it.
     *
     * @return empty if the line is not 32 bytes in base64
     */
    public static Optional<SecretsKey> read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0 || line.size() == LONGEST_LINE) {
                return Optional.empty();
            }
            line.write(next);
            next = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return decoded(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text)
                .filter(bytes -> bytes.length == KEY_BYTES)
                .map(SecretsKey::new);
    }

    /**
     * Opens a secret of the client.
     *
     * @param sealed as the client sent it, of any shape
     * @param method that it answers
     * @param question to which it is the answer
     * @return empty if it was not sealed by who knows the key, for this question
     */
    Optional<byte[]> open(JsonElement sealed, String method, String question) {
        Optional<byte[]> nonce =
                Json.text(sealed, "nonce").flatMap(SecretsKey::decoded).filter(bytes -> bytes.length == NONCE_BYTES);
        // JDK 17 fails at a text that is shorter than its tag with an exception of its own.
        Optional<byte[]> text =
                Json.text(sealed, "sealed").flatMap(SecretsKey::decoded).filter(bytes -> bytes.length * 8 >= TAG_BITS);
        if (nonce.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce.get()));
            String bound = String.join("\n", "m365-sealed-1", "client", method, question);
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(text.get()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "SecretsKey[hidden]";
    }
}
