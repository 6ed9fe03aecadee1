package m365ls.benchmarks.running;

import java.util.Arrays;
import java.util.Locale;

/** Times of one kind, in nanoseconds. */
final class Samples {

    private long[] times = new long[1024];
    private int count;

    /** Work that is measured. */
    interface Work {
        void run() throws Exception;
    }

    void add(long time) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = time;
    }

    /** How long work takes. */
    static long time(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    int count() {
        return count;
    }

    /** Milliseconds that a share of all stays below. */
    String quantile(double share) {
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        double millis = sorted[Math.min(count - 1, (int) (count * share))] / 1e6;
        return String.format(Locale.ROOT, millis < 100 ? "%.2f" : "%.0f", millis);
    }
}
