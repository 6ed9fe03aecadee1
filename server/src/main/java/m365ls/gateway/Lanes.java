package m365ls.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Lets a tenant be asked a few things at a time, and not more. */
final class Lanes {

    /** Requests of one tenant that are on their way at a time. More run into the services' limits, not faster. */
    static final int AT_A_TIME = 4;

    private final Map<String, Integer> busy = new HashMap<>();

    /** Waits for a lane; false if {@code ended} became true before. {@link #wake} has that looked at. */
    synchronized boolean enter(String tenant, BooleanSupplier ended) throws InterruptedException {
        while (!ended.getAsBoolean()) {
            int count = busy.getOrDefault(tenant, 0);
            if (count < AT_A_TIME) {
                busy.put(tenant, count + 1);
                return true;
            }
            wait();
        }
        return false;
    }

    synchronized void leave(String tenant) {
        busy.computeIfPresent(tenant, (name, count) -> count == 1 ? null : Integer.valueOf(count - 1));
        notifyAll();
    }

    synchronized void wake() {
        notifyAll();
    }
}
