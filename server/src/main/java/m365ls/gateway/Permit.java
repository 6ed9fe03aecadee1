package m365ls.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import m365ls.session.Connection;

/**
 * The right of one run to send requests, from when it was approved until it ends. Safe for use by many threads.
 *
 * <p>It keeps what the run has done: how many requests, and the writes that were held back.
 */
public final class Permit implements AutoCloseable {

    /** What a run may do. */
    public enum Extent {
        /** Only what changes nothing; a write is held back. */
        READ,
        /** Anything. */
        WRITE,
        /** Only what changes nothing; the first write is what the user wants to see. */
        WHAT_IF
    }

    private final String id = UUID.randomUUID().toString();
    private final Optional<Connection> connection;
    private final Extent extent;
    private final Approver approver;
    private final Watcher watcher;
    private final HandedOut handedOut = new HandedOut();
    private final UserAnswers answers;
    private final List<Runnable> endings = new ArrayList<>();
    private Optional<Write> held = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();
    private int requests;
    private boolean ended;

    private Permit(Optional<Connection> connection, Extent extent, Approver approver, Watcher watcher) {
        this.connection = connection;
        this.extent = extent;
        this.approver = approver;
        this.watcher = watcher;
        this.answers = new UserAnswers(approver);
    }

    /** For a run with the tokens of {@code connection}; others' never, even if another becomes active meanwhile. */
    public static Permit signedIn(Connection connection, Extent extent, Approver approver, Watcher watcher) {
        return new Permit(Optional.of(connection), extent, approver, watcher);
    }

    /** For a run without tokens. */
    public static Permit anonymous(Extent extent, Approver approver, Watcher watcher) {
        return new Permit(Optional.empty(), extent, approver, watcher);
    }

    /** Of the run; cannot be guessed. */
    public String id() {
        return id;
    }

    /** Whose tokens are used; empty for none. */
    public Optional<Connection> connection() {
        return connection;
    }

    /** What the run may do. */
    public Extent extent() {
        return extent;
    }

    /** Asks the user. */
    public Approver approver() {
        return approver;
    }

    /** The user's answers so far, and how to have more. */
    UserAnswers answers() {
        return answers;
    }

    /** The addresses that services have handed out to the run. */
    HandedOut handedOut() {
        return handedOut;
    }

    /** Is told what happens. */
    public Watcher watcher() {
        return watcher;
    }

    /** Whether the run may still send. */
    public synchronized boolean isInForce() {
        return !ended;
    }

    /** Keeps the first write that was held back. */
    synchronized void hold(Write write) {
        if (held.isEmpty()) {
            held = Optional.of(write);
        }
    }

    /** The first write that was held back; once there is one, the run's later writes are held back too. */
    public synchronized Optional<Write> held() {
        return held;
    }

    /** Takes note of what the last answer was, if it was a refusal. */
    synchronized void note(Optional<Refusal> last) {
        refusal = last;
    }

    /** What the service refused that answered last; empty if it did not. */
    public synchronized Optional<Refusal> refusal() {
        return refusal;
    }

    synchronized void count() {
        requests++;
    }

    /** How many requests were sent, repetitions included. */
    public synchronized int requests() {
        return requests;
    }

    /** Has {@code ending} run when the permit ends; at once if it has ended. Returns what takes that back. */
    Runnable atEnd(Runnable ending) {
        synchronized (this) {
            if (!ended) {
                endings.add(ending);
                return () -> forget(ending);
            }
        }
        ending.run();
        return () -> {};
    }

    private synchronized void forget(Runnable ending) {
        endings.remove(ending);
    }

    /** Ends the permit: nothing more is sent, and what is under way is given up. */
    @Override
    public void close() {
        List<Runnable> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(endings);
            endings.clear();
        }
        all.forEach(Runnable::run);
    }

    @Override
    public String toString() {
        return "Permit[" + id + ", " + extent + "]";
    }
}
