package m365ls.lsp;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives memory back to the system after something large has come and gone: the collector alone would keep the heap as
 * large as it once had to be. Used on the reader thread.
 */
final class Relief {

    /** By then most of what came of something large is done. In seconds. */
    private static final long PAUSE = 2;

    private final ScheduledExecutorService timer;
    private Optional<Future<?>> planned = Optional.empty();

    Relief(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Collects in a moment, once for all that comes until then. */
    void soon() {
        planned.ifPresent(future -> future.cancel(false));
        planned = Optional.of(timer.schedule(System::gc, PAUSE, TimeUnit.SECONDS));
    }
}
