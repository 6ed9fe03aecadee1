package m365ls.session.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import m365ls.session.Secret;

/**
 * Encrypts what a file holds with AES-256 in GCM (NIST SP 800-38D), under a new random nonce each time.
 *
 * <pre>
 * M 3 6 5 L S | version | id of the key | CRC-32 of all before | nonce | ciphertext and tag
 *      6      |    1    |       8       |          4           |  12   |     n + 16
 * </pre>
 *
 * All before the nonce and the file's name are authenticated with it, so that files cannot be exchanged for each other.
 * The checksum tells a header that is damaged from that of another key.
 */
final class Seal {

    /** What came of opening a file. */
    sealed interface Opened {

        /** It is whole, and this is what it holds. */
        record Content(Secret text) implements Opened {}

        /** It is under another key, or of a later version of this program: not ours to judge. */
        record Foreign() implements Opened {}

        /** It is not what was written. */
        record Damaged() implements Opened {}
    }

    private static final byte[] MAGIC = "M365LS".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int CHECKED = MAGIC.length + 1 + StorageKey.ID_LENGTH;
    private static final int HEADER = CHECKED + Integer.BYTES;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final StorageKey key;
    private final SecureRandom random = new SecureRandom();

    Seal(StorageKey key) {
        this.key = key;
    }

    /** @param name of the file it is for */
    byte[] close(String content, String name) {
        ByteBuffer start = ByteBuffer.allocate(HEADER);
        start.put(MAGIC).put(VERSION).put(key.id());
        start.putInt(checksum(start.array()));
        byte[] header = start.array();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, 0, header, name)
                    .doFinal(content.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEADER + NONCE + encrypted.length)
                    .put(header)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES in GCM", e);
        }
    }

    /** @param name of the file it was found in */
    Opened open(byte[] file, String name) {
        if (file.length < HEADER
                || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || ByteBuffer.wrap(file).getInt(CHECKED) != checksum(file)) {
            return new Opened.Damaged();
        }
        if (file[MAGIC.length] != VERSION
                || !Arrays.equals(file, MAGIC.length + 1, CHECKED, key.id(), 0, StorageKey.ID_LENGTH)) {
            return new Opened.Foreign();
        }
        if (file.length < HEADER + NONCE + TAG) {
            return new Opened.Damaged();
        }
        try {
            int from = HEADER + NONCE;
            byte[] content = cipher(Cipher.DECRYPT_MODE, file, HEADER, Arrays.copyOf(file, HEADER), name)
                    .doFinal(file, from, file.length - from);
            return new Opened.Content(Secret.of(new String(content, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            return new Opened.Damaged();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int at, byte[] header, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.forCipher(), new GCMParameterSpec(TAG * 8, nonce, at, NONCE));
        cipher.updateAAD(header);
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static int checksum(byte[] header) {
        CRC32 crc = new CRC32();
        crc.update(header, 0, CHECKED);
        return (int) crc.getValue();
    }
}
