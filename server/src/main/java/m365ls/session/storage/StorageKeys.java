package m365ls.session.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import m365ls.installation.Machine;

/**
 * Where the key to stored connections comes from when no editor gives one: the secret store of the operating system, or,
 * if the user has chosen that, a file.
 */
public final class StorageKeys {

    /** What came of asking for a key. */
    public sealed interface Answer {

        /**
         * A key.
         *
         * @param place where it lies, in the words of a sentence, such as {@code the keychain of macOS}
         */
        record Found(StorageKey key, String place) implements Answer {}

        /**
         * None, so that connections can only be kept in memory.
         *
         * @param reason a sentence
         */
        record None(String reason) implements Answer {}
    }

    private static final String KEY_FILE = "storage.key";
    private static final String PROTECTED_KEY_FILE = "storage.key.dpapi";

    private final Path folder;
    private final Optional<SecretStore> store;

    /** @param folder of keys alone; made when it is needed */
    StorageKeys(Path folder, Optional<SecretStore> store) {
        this.folder = folder;
        this.store = store;
    }

    /** The places of {@code machine}. */
    public static StorageKeys of(Machine machine) {
        Path folder = machine.data().resolve("keys");
        return new StorageKeys(
                folder,
                switch (machine.platform()) {
                    case MACOS -> Keychain.find(Path.of("/usr/bin/security"));
                    case LINUX -> SecretService.find(SecretService.PLACES);
                    case WINDOWS -> DataProtection.find(machine, folder, PROTECTED_KEY_FILE);
                });
    }

    /** The key in the operating system's secret store; a new one, if it has none yet. */
    public Answer fromSystem() {
        if (store.isEmpty()) {
            return new Answer.None("This system has no secret store that can be reached."
                    + " On Linux that is the command secret-tool, of the package libsecret-tools.");
        }
        SecretStore found = store.get();
        try {
            return new PrivateFolder(folder).locked(KEY_FILE, () -> fromStore(found));
        } catch (IOException e) {
            return new Answer.None("The key cannot be had from " + found.name() + ": " + e.getMessage());
        }
    }

    private static Answer fromStore(SecretStore found) throws IOException {
        Optional<String> kept = found.read();
        if (kept.isEmpty()) {
            found.write(StorageKey.random().text());
            // What a store does not give back after all is no place for a key.
            kept = found.read();
        }
        Optional<StorageKey> key = kept.flatMap(StorageKey::parse);
        return key.isPresent()
                ? new Answer.Found(key.get(), found.name())
                : new Answer.None(found.name() + " does not give back the key that was put there.");
    }

    /** Whether there is a key file: somebody has chosen to have one. */
    public boolean hasFile() {
        return Files.exists(folder.resolve(KEY_FILE));
    }

    /**
     * The key in a file that only its owner can read, beside what it is the key to; a new one, if there is none yet. It
     * guards against one of the two being copied without the other, and against nothing else: to be asked for only when
     * the user has chosen it.
     */
    public Answer fromFile() {
        PrivateFolder files = new PrivateFolder(folder);
        Path file = folder.resolve(KEY_FILE);
        try {
            return files.locked(KEY_FILE, () -> {
                if (!files.exists(KEY_FILE)) {
                    files.write(KEY_FILE, StorageKey.random().text().getBytes(StandardCharsets.US_ASCII));
                }
                String text = new String(files.read(KEY_FILE).orElseThrow(), StandardCharsets.ISO_8859_1);
                Optional<StorageKey> key = StorageKey.parse(text);
                return key.isPresent()
                        ? new Answer.Found(key.get(), "the file " + file)
                        : new Answer.None("The file " + file
                                + " is damaged. Without its key the stored connections cannot be read: delete it, and"
                                + " sign in again.");
            });
        } catch (IOException e) {
            return new Answer.None("The key cannot be kept in " + file + ": " + e.getMessage());
        }
    }
}
