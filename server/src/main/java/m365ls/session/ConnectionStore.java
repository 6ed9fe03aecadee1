package m365ls.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where connections are kept. Safe for use by many threads, and by other processes at the same time.
 *
 * <p>Every change is whole or not at all. What cannot be read (damaged, under another key) is left out, not thrown.
 */
public interface ConnectionStore {

    /** All connections that can be read, by name. */
    List<StoredConnection> all() throws IOException;

    /** A connection as it is now; empty if it was deleted, here or by another process. */
    Optional<StoredConnection> read(String id) throws IOException;

    /** Keeps a new connection. */
    void create(StoredConnection connection) throws IOException;

    /**
     * Changes a connection: reads it as it is now, applies {@code change}, writes the result, with everybody else
     * locked out. {@code change} keeps the id; it may be slow only if that is unavoidable.
     *
     * @return what was written; empty if the connection was deleted, which is then not brought back
     */
    Optional<StoredConnection> update(String id, UnaryOperator<StoredConnection> change) throws IOException;

    /** Work that may wait for the network. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /**
     * Runs {@code work} while nobody else, in this process or another, does so for the same connection: so that of two
     * who renew its tokens the second finds what the first was given. Reading and changing it is not held up.
     *
     * @throws IOException if the others do not end, or the store cannot be used
     * @throws InterruptedException if the thread was interrupted while it waited, or in {@code work}
     */
    <T> T alone(String id, Work<T> work) throws IOException, InterruptedException;

    /** Forgets a connection and all that belongs to it; nothing happens if it is gone already. */
    void delete(String id) throws IOException;

    /** What was remembered last. */
    Remembered remembered() throws IOException;

    /** Changes what is remembered, with everybody else locked out. */
    Remembered remember(UnaryOperator<Remembered> change) throws IOException;
}
