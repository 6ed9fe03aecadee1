package m365ls.lsp;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends the server when the process that uses it is gone, which a pipe does not always tell. */
final class ParentWatch {

    /** In seconds. */
    private static final long PERIOD = 3;

    private ParentWatch() {}

    /**
     * Looks every few seconds whether the process lives.
     *
     * @param gone called when it does not; may be called again
     */
    static void start(long processId, ScheduledExecutorService timer, Runnable gone) {
        Optional<ProcessHandle> parent = ProcessHandle.of(processId);
        Future<?> unused = timer.scheduleAtFixedRate(
                () -> {
                    if (parent.filter(ProcessHandle::isAlive).isEmpty()) {
                        gone.run();
                    }
                },
                PERIOD,
                PERIOD,
                TimeUnit.SECONDS);
    }
}
