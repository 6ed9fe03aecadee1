package m365ls.fuzz;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes that decide what a target does, from the first one on. Those after the end are 0, so that every run ends. */
public final class Input {

    /** What one input may cost a thread of its processor, in nanoseconds. */
    private static final long LIMIT = 1_000_000_000;

    private final byte[] bytes;
    private int next;

    public Input(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Does something, which must not cost more than a second of processor time on this thread. */
    public static void timed(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        long cost = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (cost > LIMIT) {
            throw new AssertionError("took " + cost / 1_000_000 + " ms");
        }
    }

    public boolean isEmpty() {
        return next >= bytes.length;
    }

    /** The next byte, from 0 to 255. */
    public int octet() {
        return next < bytes.length ? bytes[next++] & 0xff : 0;
    }

    /** A number from 0 up to and without {@code bound}. */
    public int below(int bound) {
        int value = octet();
        if (bound > 256) {
            value = value << 8 | octet();
        }
        if (bound > 65_536) {
            value = value << 8 | octet();
        }
        return value % bound;
    }

    public boolean once(int in) {
        return below(in) == in - 1;
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    /** Up to {@code most} bytes. */
    public byte[] some(int most) {
        byte[] some = new byte[below(most + 1)];
        for (int i = 0; i < some.length; i++) {
            some[i] = (byte) octet();
        }
        return some;
    }

    /** Up to {@code most} characters, mostly of ASCII. */
    public String text(int most) {
        return new String(some(most), StandardCharsets.UTF_8);
    }
}
