package m365ls.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The body of an answer, of which no more is held than the JDK reads at once. */
final class StreamedBody implements BodySubscriber<StreamedBody> {

    private sealed interface Event {
        record Part(List<ByteBuffer> bytes) implements Event {}

        record End() implements Event {}

        record Broken(Throwable why) implements Event {}
    }

    // At most one part is asked for at a time: besides it, only an end can wait here.
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Optional<Flow.Subscription> source = Optional.empty();
    private boolean closed;
    private boolean complete;

    @Override
    public CompletionStage<StreamedBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean late;
        synchronized (this) {
            source = Optional.of(subscription);
            late = closed;
        }
        if (late) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        events.add(new Event.Part(parts));
    }

    @Override
    public void onError(Throwable broken) {
        complete();
        events.add(new Event.Broken(broken));
    }

    @Override
    public void onComplete() {
        complete();
        events.add(new Event.End());
    }

    private synchronized void complete() {
        complete = true;
    }

    private synchronized Optional<Flow.Subscription> source() {
        return source;
    }

    /** Closes the connection unless the body has ended, and lets a reader that waits fail. */
    void close() {
        Optional<Flow.Subscription> ended;
        synchronized (this) {
            closed = true;
            // The connection of a body that has ended serves others by now.
            ended = complete ? Optional.empty() : source;
        }
        events.add(new Event.Broken(new IOException("closed")));
        ended.ifPresent(Flow.Subscription::cancel);
    }

    /**
     * Reads it.
     *
     * @param failure says why it broke
     * @param late says that the time was over
     */
    InputStream read(Duration idle, Duration whole, Function<Throwable, IOException> failure, IOException late) {
        return new Reader(idle.toNanos(), System.nanoTime() + whole.toNanos(), failure, late);
    }

    private final class Reader extends InputStream {
        private final long idle;
        private final long end;
        private final Function<Throwable, IOException> failure;
        private final IOException late;
        private final Deque<ByteBuffer> parts = new ArrayDeque<>();
        private boolean over;

        Reader(long idle, long end, Function<Throwable, IOException> failure, IOException late) {
            this.idle = idle;
            this.end = end;
            this.failure = failure;
            this.late = late;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!over) {
                ByteBuffer next = parts.peek();
                if (next == null) {
                    await();
                } else if (next.hasRemaining()) {
                    int count = Math.min(length, next.remaining());
                    next.get(into, from, count);
                    return count;
                } else {
                    parts.remove();
                    if (parts.isEmpty()) {
                        source().ifPresent(more -> more.request(1));
                    }
                }
            }
            return -1;
        }

        private void await() throws IOException {
            Event event;
            try {
                event = events.poll(Math.min(idle, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                StreamedBody.this.close();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while an answer was read");
            }
            if (event == null) {
                StreamedBody.this.close();
                throw late;
            }
            if (event instanceof Event.Broken broken) {
                // Whoever reads once more is told so once more.
                events.add(event);
                throw failure.apply(broken.why());
            }
            if (event instanceof Event.Part part) {
                parts.addAll(part.bytes());
                if (part.bytes().isEmpty()) {
                    source().ifPresent(more -> more.request(1));
                }
            } else {
                over = true;
            }
        }

        @Override
        public int available() {
            ByteBuffer next = parts.peek();
            return next == null ? 0 : next.remaining();
        }

        @Override
        public void close() {
            if (!over) {
                StreamedBody.this.close();
            }
        }
    }
}
