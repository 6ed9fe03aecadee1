package m365ls.run.hosted;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The processes, each for the runs of one connection. A process has one current folder, so that runs in different
 * folders never share one at a time.
 */
final class ProcessPool implements AutoCloseable {

    /** Starts a process. */
    interface Starter {
        HostProcess start() throws IOException;
    }

    /** Processes of a connection: as many folders at a time. */
    private static final int MOST = 3;

    /** A process that is used. */
    private static final class Member {
        private final String connection;
        private final HostProcess process;
        private Path folder;
        private boolean retired;
        private int runs;
        private long idleSince;

        Member(String connection, HostProcess process, Path folder) {
            this.connection = connection;
            this.process = process;
            this.folder = folder;
        }
    }

    private final Duration idle;
    private final List<Member> members = new ArrayList<>();
    private final ScheduledExecutorService timer;
    private Future<?> check = CompletableFuture.completedFuture(true);
    private boolean closed;

    /** @param idle how long a process stays when nothing runs in it */
    ProcessPool(Duration idle) {
        this.idle = idle;
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "host-idle");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A process for a run; waits while the connection has as many as it may in other folders. It counts as used until it
     * is given back.
     *
     * @param connection id of the connection; empty for none
     */
    synchronized HostProcess take(String connection, Path folder, Starter starter)
            throws IOException, InterruptedException {
        while (true) {
            if (closed) {
                throw new IOException("The library is closed.");
            }
            members.removeIf(member -> member.process.isDead());
            Optional<Member> free = members.stream()
                    .filter(member -> member.connection.equals(connection) && !member.retired)
                    .filter(member -> member.folder.equals(folder) || member.runs == 0)
                    .findFirst();
            if (free.isPresent()) {
                Member member = free.get();
                member.folder = folder;
                member.runs++;
                return member.process;
            }
            if (members.stream()
                            .filter(member -> member.connection.equals(connection))
                            .count()
                    < MOST) {
                Member member = new Member(connection, starter.start(), folder);
                member.runs = 1;
                members.add(member);
                return member.process;
            }
            wait();
        }
    }

    /** A process that does not answer gets no further runs; those that it has may end in it. */
    synchronized void retire(HostProcess process) {
        members.stream().filter(member -> member.process == process).forEach(member -> member.retired = true);
    }

    /** A run in a process that was taken has ended. */
    synchronized void giveBack(HostProcess process) {
        for (Member member : members) {
            if (member.process == process) {
                member.runs--;
                member.idleSince = System.nanoTime();
                if (member.retired && member.runs == 0) {
                    process.kill();
                } else if (!closed) {
                    check.cancel(false);
                    check = timer.schedule(this::endIdle, idle.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        }
        notifyAll();
    }

    /** Ends those that nothing has run in for long; looks again when the next one is due. */
    private synchronized void endIdle() {
        long now = System.nanoTime();
        long next = Long.MAX_VALUE;
        for (Member member : List.copyOf(members)) {
            long rest = idle.toNanos() - (now - member.idleSince);
            if (member.runs == 0 && rest <= 0) {
                member.process.close();
                members.remove(member);
            } else if (member.runs == 0) {
                next = Math.min(next, rest);
            }
        }
        if (next < Long.MAX_VALUE && !closed) {
            check = timer.schedule(this::endIdle, next, TimeUnit.NANOSECONDS);
        }
    }

    /** Those that have not ended. */
    synchronized List<HostProcess> processes() {
        members.removeIf(member -> member.process.isDead());
        return members.stream().map(member -> member.process).toList();
    }

    /** Ends all. */
    @Override
    public synchronized void close() {
        closed = true;
        timer.shutdownNow();
        members.forEach(member -> member.process.close());
        members.clear();
        notifyAll();
    }
}
