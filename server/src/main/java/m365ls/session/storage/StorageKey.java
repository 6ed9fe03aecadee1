package m365ls.session.storage;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that stored connections are encrypted with: 256 bits, and a short name for it that tells nothing of them. */
public final class StorageKey {

    /** Bytes of a key. */
    static final int LENGTH = 32;

    /** Bytes of a key's id. */
    static final int ID_LENGTH = 8;

    private final byte[] bytes;
    private final byte[] id;

    /**
     * @param bytes 32, at random; copied
     * @throws IllegalArgumentException if they are not 32
     */
    public StorageKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A storage key has 32 bytes.");
        }
        this.bytes = bytes.clone();
        this.id = idOf(bytes);
    }

    /** A new key. */
    public static StorageKey random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new StorageKey(bytes);
    }

    /** The key that {@code text} is in base64, with or without white space around it. */
    static Optional<StorageKey> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            return bytes.length == LENGTH ? Optional.of(new StorageKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** In base64. */
    String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    SecretKey forCipher() {
        return new SecretKeySpec(bytes, "AES");
    }

    /** What the header of a file names this key by. */
    byte[] id() {
        return id.clone();
    }

    private static byte[] idOf(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(new byte[] {'i', 'd'}), ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "StorageKey[hidden]";
    }
}
