package m365ls.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Spreads requests over the time that is left, once a service says that few more may be asked. */
final class Pace {

    /** Longest time between two requests, in nanoseconds: the service's own refusal is waited for rather than more. */
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();

    private static final class Slots {
        private long spacing;
        private long next;
    }

    private final Map<String, Slots> slots = new HashMap<>();

    /** Takes over what an answer says; empty if it asks for nothing. */
    synchronized void note(String host, Optional<Duration> spacing, long now) {
        if (spacing.isEmpty()) {
            slots.remove(host);
            return;
        }
        boolean isFirst = !slots.containsKey(host);
        Slots known = slots.computeIfAbsent(host, name -> new Slots());
        known.spacing = Math.min(LONGEST, nanos(spacing.get()));
        if (isFirst) {
            known.next = now + known.spacing;
        }
    }

    /** How long the next request has to wait; it then has that moment to itself. */
    synchronized Duration reserve(String host, long now) {
        Slots known = slots.get(host);
        if (known == null) {
            return Duration.ZERO;
        }
        long wait = Math.max(0, known.next - now);
        known.next = now + wait + known.spacing;
        return Duration.ofNanos(wait);
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : time.toNanos();
    }
}
