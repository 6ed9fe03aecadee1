package m365ls.lsp;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Moves work off the reader thread. Cancelling what it returns interrupts the worker. */
final class Requests {

    private final ExecutorService workers;
    private final Outbox outbox;

    /**
     * @param outbox no work begins while it is full
     * @param name of the workers
     * @param count of workers, made when they are needed
     */
    Requests(Outbox outbox, String name, int count) {
        this.outbox = outbox;
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does {@code work} on a worker. */
    <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> work) {
        Task<T> task = new Task<>(work, outbox);
        workers.execute(task);
        return task;
    }

    /** The workers, for work that nobody cancels. */
    Executor executor() {
        return workers;
    }

    private static final class Task<T extends @Nullable Object> extends CompletableFuture<T> implements Runnable {

        private final Callable<T> work;
        private final Outbox outbox;
        private @Nullable Thread worker;

        Task(Callable<T> work, Outbox outbox) {
            this.work = work;
            this.outbox = outbox;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (isDone()) {
                    return;
                }
                worker = Thread.currentThread();
            }
            try {
                outbox.awaitRoom();
                T result = work.call();
                release();
                complete(result);
            } catch (Throwable e) {
                // Errors too: the request must be answered, and the worker goes on.
                release();
                completeExceptionally(e);
            }
        }

        /** From here on nothing interrupts the worker, which may begin other work next. */
        private synchronized void release() {
            worker = null;
            Thread.interrupted();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            synchronized (this) {
                if (cancelled && worker != null) {
                    worker.interrupt();
                }
            }
            return cancelled;
        }
    }
}
