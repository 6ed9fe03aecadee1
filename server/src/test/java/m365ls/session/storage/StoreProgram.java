package m365ls.session.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import m365ls.session.Secret;
import m365ls.session.StoredConnection;

/** A process that works on a store, for the tests of several processes. */
final class StoreProgram {

    private static final String FILLING = "x".repeat(20_000);

    private StoreProgram() {}

    /** What a connection holds after its {@code count}th refresh. */
    static StoredConnection numbered(String id, int count) {
        return new StoredConnection(id, "name", Secret.of(count + ":" + FILLING));
    }

    /** The number that {@link #numbered} was given. */
    static int number(StoredConnection connection) {
        String[] parts = connection.content().reveal().split(":", 2);
        if (!parts[1].equals(FILLING)) {
            throw new IllegalStateException("not what was written");
        }
        return Integer.parseInt(parts[0]);
    }

    /**
     * Refreshes the connection {@code words[2]} in the folder {@code words[0]}, under the key {@code words[1]}, as often
     * as {@code words[3]} says, or until it is gone. Prints the number after each refresh.
     */
    public static void main(String[] words) throws IOException {
        StorageKey key = StorageKey.parse(words[1]).orElseThrow();
        EncryptedStore store = new EncryptedStore(Path.of(words[0]), key, System.out::println);
        String id = words[2];
        if (store.read(id).isEmpty() && words.length > 4) {
            store.create(numbered(id, 0));
        }
        for (int i = 0; i < Integer.parseInt(words[3]); i++) {
            Optional<StoredConnection> after = store.update(id, now -> numbered(id, number(now) + 1));
            System.out.println(after.map(one -> String.valueOf(number(one))).orElse("gone"));
            if (after.isEmpty()) {
                return;
            }
        }
    }
}
