package m365ls.run.hosted;

/** How many bytes the receiver of a body still takes. Safe for use by two threads. */
final class Credit {

    private long bytes = Frame.WINDOW;

    synchronized void grant(int more) {
        bytes += Math.max(0, more);
        notifyAll();
    }

    /** Waits until there is some, and takes up to {@code most}. */
    synchronized int take(int most) throws InterruptedException {
        while (bytes == 0) {
            wait();
        }
        int taken = (int) Math.min(most, bytes);
        bytes -= taken;
        return taken;
    }
}
