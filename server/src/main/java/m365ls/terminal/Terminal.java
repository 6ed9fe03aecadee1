package m365ls.terminal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import m365ls.session.Connection;

/** An open terminal: its secret, whose sign-in it uses, and its calls under way. Safe for use by many threads. */
final class Terminal {

    private final String secret;
    private final String workspace;
    private final boolean whatIf;
    private final Set<Visit> visits = new HashSet<>();
    private String connection;
    private boolean closed;

    /**
     * @param workspace URI of the folder whose own connection counts; empty for none
     * @param whatIf whether nothing may change
     * @param connection whose sign-in its calls use; empty if nobody is signed in
     */
    Terminal(String secret, String workspace, boolean whatIf, Optional<Connection> connection) {
        this.secret = secret;
        this.workspace = workspace;
        this.whatIf = whatIf;
        this.connection = connection.map(Connection::id).orElse("");
    }

    /** Whether a secret is this terminal's, in a time that tells nothing of where they differ. */
    boolean isOpenedBy(String said) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }

    String workspace() {
        return workspace;
    }

    boolean whatIf() {
        return whatIf;
    }

    /** Id of the connection that its calls use; empty for none. */
    synchronized String connection() {
        return connection;
    }

    /** From now on its calls use another connection; with none, none. */
    synchronized void use(Optional<Connection> other) {
        connection = other.map(Connection::id).orElse("");
    }

    /** Takes note of a call; false if the terminal is closed. */
    synchronized boolean enter(Visit visit) {
        return !closed && visits.add(visit);
    }

    synchronized void leave(Visit visit) {
        visits.remove(visit);
    }

    /** Ends its calls, and lets no other in. */
    void close() {
        Set<Visit> ended;
        synchronized (this) {
            closed = true;
            ended = Set.copyOf(visits);
        }
        ended.forEach(Visit::end);
    }
}
