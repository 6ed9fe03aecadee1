package m365ls.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time, and how it passes. */
interface Time {

    /** The machine's. */
    Time REAL = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public boolean pause(Duration time, CountDownLatch ended) throws InterruptedException {
            return !ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /** Nanoseconds since some moment; never set back. */
    long nanos();

    /** By the clock on the wall, to which services' dates are compared. */
    Instant now();

    /** Waits for {@code time}, never less; false if {@code ended} came before. */
    boolean pause(Duration time, CountDownLatch ended) throws InterruptedException;
}
