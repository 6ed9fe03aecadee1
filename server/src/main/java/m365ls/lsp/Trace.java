package m365ls.lsp;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells a client that wants to know what the server does with its messages, by {@code $/logTrace}. Nothing of what the
 * messages carry is told: it can hold scripts and secrets.
 */
final class Trace {

    /** How much the client wants to know. */
    private enum Level {
        OFF,
        MESSAGES,
        VERBOSE
    }

    private static final String SET = "$/setTrace";

    private final Client client;
    private volatile Level level = Level.OFF;

    Trace(Client client) {
        this.client = client;
    }

    /** {@code value} as the protocol has it; another one changes nothing. */
    void set(Optional<String> value) {
        for (Level each : Level.values()) {
            if (value.equals(Optional.of(each.name().toLowerCase(Locale.ROOT)))) {
                level = each;
            }
        }
    }

    /** A request has come whose method is known. */
    void request(String method, String id) {
        tell("Received request '" + method + "' - (" + id + ").", Optional.empty());
    }

    /** A notification has come whose method is known. */
    void notification(String method) {
        if (!method.equals(SET)) {
            tell("Received notification '" + method + "'.", Optional.empty());
        }
    }

    /**
     * A request was answered.
     *
     * @param well whether without an error
     * @param nanoseconds since it came
     */
    void answered(String method, String id, boolean well, long nanoseconds) {
        tell(
                (well ? "Sent response '" : "Sent error '") + method + "' - (" + id + ").",
                Optional.of("It took " + nanoseconds / 1000 + " microseconds."));
    }

    private void tell(String message, Optional<String> verbose) {
        Level now = level;
        if (now == Level.OFF) {
            return;
        }
        JsonObject params = new JsonObject();
        params.addProperty("message", message);
        if (now == Level.VERBOSE) {
            verbose.ifPresent(text -> params.addProperty("verbose", text));
        }
        client.notify("$/logTrace", params);
    }
}
