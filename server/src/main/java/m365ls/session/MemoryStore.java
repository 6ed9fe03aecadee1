package m365ls.session;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Keeps connections until the process ends. */
public final class MemoryStore implements ConnectionStore {
    private final Map<String, StoredConnection> connections = new HashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private Remembered remembered = Remembered.NOTHING;

    /** An empty store. */
    public MemoryStore() {}

    @Override
    public synchronized List<StoredConnection> all() {
        return connections.values().stream()
                .sorted(Comparator.comparing(StoredConnection::name))
                .toList();
    }

    @Override
    public synchronized Optional<StoredConnection> read(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    @Override
    public synchronized void create(StoredConnection connection) {
        connections.put(connection.id(), connection);
    }

    @Override
    public synchronized Optional<StoredConnection> update(String id, UnaryOperator<StoredConnection> change) {
        return Optional.ofNullable(connections.computeIfPresent(id, (same, now) -> change.apply(now)));
    }

    @Override
    public <T> T alone(String id, Work<T> work) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(id, any -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public synchronized void delete(String id) {
        connections.remove(id);
    }

    @Override
    public synchronized Remembered remembered() {
        return remembered;
    }

    @Override
    public synchronized Remembered remember(UnaryOperator<Remembered> change) {
        remembered = change.apply(remembered);
        return remembered;
    }
}
