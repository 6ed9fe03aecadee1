package m365ls.terminal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import m365ls.installation.Machine;
import m365ls.log.Log;
import m365ls.session.Connection;

/**
 * The open terminals, and the socket that their {@code m365} calls. There is a socket from the first terminal on until this
 * is closed. Safe for use by many threads.
 */
public final class Terminals implements AutoCloseable {

    private static final Log LOG = new Log("m365ls.terminal");

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32,200}");

    /**
     * What is allowed.
     *
     * @param calls connections at a time; others are sent away
     * @param greeting how long a visitor may take to say what it wants, in milliseconds
     */
    public record Limits(int calls, long greeting) {

        /** For use. */
        public static final Limits USUAL = new Limits(64, 10_000);
    }

    /**
     * A terminal that is wanted.
     *
     * @param id to close it by; never used before
     * @param secret that its calls know; 32 to 200 characters of a-z, A-Z, 0-9, - and _
     * @param connection name or id of the connection that its calls use; empty for the one that counts for the workspace now
     * @param workspace URI of the folder; empty for none
     * @param whatIf whether nothing may change
     */
    public record Wish(String id, String secret, String connection, String workspace, boolean whatIf) {

        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "Wish[" + id + "]";
        }
    }

    /** What became of a wish. */
    public sealed interface Answer {

        /**
         * The terminal is open.
         *
         * @param connection that its calls use; empty if nobody is signed in
         * @param files that a shell needs
         */
        record Opened(Optional<Connection> connection, TerminalFiles files) implements Answer {}

        /** It is not; {@code reason} is a sentence for the user. */
        record Refused(String reason) implements Answer {}
    }

    /** How long an end waits for the calls. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TerminalHost host;
    private final Machine machine;
    private final TerminalFiles.Program program;
    private final TerminalCalls calls;
    private final Semaphore room;
    private final Visit.Desk desk;
    private final Map<String, Terminal> terminals = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private Optional<Listening> listening = Optional.empty();

    private record Listening(ServerSocketChannel channel, TerminalFiles files) {}

    /** @param program that becomes {@code m365} */
    public Terminals(TerminalHost host, Machine machine, TerminalFiles.Program program, Limits limits) {
        this.host = host;
        this.machine = machine;
        this.program = program;
        this.calls = new TerminalCalls(host);
        this.room = new Semaphore(limits.calls());
        ExecutorService workers = Executors.newCachedThreadPool(threads());
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads());
        timer.setRemoveOnCancelPolicy(true);
        this.desk = new Visit.Desk(workers, timer, limits.greeting());
    }

    private static ThreadFactory threads() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "m365ls-terminal-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Opens a terminal. */
    public Answer open(Wish wish) throws InterruptedException {
        if (!SECRET.matcher(wish.secret()).matches() || wish.id().isEmpty()) {
            return new Answer.Refused("A terminal needs an id, and a secret of 32 to 200 letters, digits, - and _.");
        }
        Optional<Connection> connection =
                wish.connection().isEmpty() ? host.active(wish.workspace()) : host.find(wish.connection());
        if (connection.isEmpty() && !wish.connection().isEmpty()) {
            return new Answer.Refused("There is no connection named '" + wish.connection() + "'.");
        }
        synchronized (this) {
            if (!known.add(wish.id())) {
                return new Answer.Refused("There was a terminal of this id already.");
            }
            try {
                TerminalFiles files = listen();
                terminals.put(wish.id(), new Terminal(wish.secret(), wish.workspace(), wish.whatIf(), connection));
                return new Answer.Opened(connection, files);
            } catch (IOException e) {
                return new Answer.Refused(
                        "There can be no terminal: a local socket and its folder could not be made. " + e.getMessage());
            }
        }
    }

    /** Closes a terminal: its calls end, and its secret is worth nothing any more. False if it was not open. */
    public boolean close(String id) {
        Optional<Terminal> terminal;
        synchronized (this) {
            terminal = Optional.ofNullable(terminals.remove(id));
        }
        terminal.ifPresent(Terminal::close);
        return terminal.isPresent();
    }

    private TerminalFiles listen() throws IOException {
        if (listening.isPresent()) {
            return listening.get().files();
        }
        TerminalFiles files = TerminalFiles.make(machine, program);
        ServerSocketChannel channel;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (UnsupportedOperationException e) {
            files.delete();
            throw new IOException("This system has none.", e);
        }
        try {
            channel.bind(UnixDomainSocketAddress.of(files.socket()));
        } catch (IOException e) {
            channel.close();
            files.delete();
            throw new IOException(files.socket() + " cannot be listened at.", e);
        }
        listening = Optional.of(new Listening(channel, files));
        desk.workers().execute(() -> accept(channel));
        return files;
    }

    private void accept(ServerSocketChannel channel) {
        while (channel.isOpen()) {
            try {
                serve(channel.accept());
            } catch (IOException e) {
                if (channel.isOpen()) {
                    LOG.warning("A call of a terminal could not be taken: "
                            + e.getClass().getName());
                }
            }
        }
    }

    private void serve(SocketChannel visitor) throws IOException {
        if (!room.tryAcquire()) {
            visitor.close();
            return;
        }
        Visit visit = new Visit(new Frames(visitor), desk, this::openedBy, calls);
        desk.workers().execute(() -> {
            try {
                visit.run();
            } finally {
                room.release();
            }
        });
    }

    /** The terminal of a secret; all are looked at, so that the time tells nothing. */
    private synchronized Optional<Terminal> openedBy(String secret) {
        Optional<Terminal> found = Optional.empty();
        for (Terminal terminal : terminals.values()) {
            if (terminal.isOpenedBy(secret)) {
                found = Optional.of(terminal);
            }
        }
        return found;
    }

    /** Ends all terminals and their calls, and takes away socket and files. */
    @Override
    public void close() throws IOException {
        List<Terminal> ended;
        Optional<Listening> was;
        synchronized (this) {
            ended = List.copyOf(terminals.values());
            terminals.clear();
            was = listening;
            listening = Optional.empty();
        }
        ended.forEach(Terminal::close);
        if (was.isPresent()) {
            was.get().channel().close();
            was.get().files().delete();
        }
        desk.timer().shutdownNow();
        desk.workers().shutdown();
        try {
            // Calls that are being ended still write down what became of them.
            if (!desk.workers().awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                desk.workers().shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
