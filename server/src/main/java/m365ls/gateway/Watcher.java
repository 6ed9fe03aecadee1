package m365ls.gateway;

import java.time.Duration;

/** Is told what a run is doing, on any thread; must return at once. */
public interface Watcher {

    /** Watches nothing. */
    Watcher NONE = new Watcher() {};

    /** A request is sent: its method, and its address without the query. */
    default void requesting(String method, String address) {}

    /** Nothing is sent for a time: the service asked for that, or the try before failed. */
    default void waiting(Duration time, String reason) {}
}
