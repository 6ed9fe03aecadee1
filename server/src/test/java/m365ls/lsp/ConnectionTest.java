package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How messages are answered, one by one; how conversations go as a whole is in {@link LifeCycleTest}. */
class ConnectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "5", "\"text\"", "{\"jsonrpc\":\"2.0\",\"params\":{}}"})
    void refusesJsonThatIsNoMessage(String body) {
        assertEquals(-32600, Talk.survives(body).namelessCode());
    }

    @Test
    void passesOverUnknownNotificationsAndAnswersNobodyAskedFor() {
        Talk talk = Talk.of(
                Talk.INITIALIZE,
                Wire.frame(Wire.notification("$/foo", "{}")),
                Wire.frame(Wire.notification("foo", "5")),
                Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}"),
                Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"x\"}}"),
                Wire.frame("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"error\":{\"code\":\"x\"}}"));
        assertEquals(1, talk.messages().size(), talk.messages().toString());
    }

    @Test
    void keepsIdsAsTheyCame() {
        String text = "{\"jsonrpc\":\"2.0\",\"id\":\"five\",\"method\":\"echo\",\"params\":{}}";
        String large = "{\"jsonrpc\":\"2.0\",\"id\":12345678901,\"method\":\"echo\",\"params\":{}}";
        Talk talk = Talk.of(Talk.INITIALIZE, Wire.frame(text), Wire.frame(large));
        assertEquals("five", talk.messages().get(1).get("id").getAsString());
        assertEquals(12345678901L, talk.messages().get(2).get("id").getAsLong());
    }

    @Test
    void refusesMessagesOfMoreValuesThanTheHeapHolds() {
        String many = "{\"a\":[" + "[],".repeat(800_000) + "[]]}";
        assertEquals(-32600, Talk.survives(Wire.request(5, "echo", many)).code(5));
        assertEquals(List.of(), Talk.survives(Wire.notification("tell", many)).taken());
        Talk.survives("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + many + "}");
        String text = "{\"text\":\"" + "[],\\\"".repeat(600_000) + "\"}";
        assertEquals(0, Talk.survives(Wire.request(5, "echo", text)).code(5), "these are no values");
    }

    private List<String> traced(String initial, String set, String message) {
        return Talk.of(
                        Wire.frame(
                                Wire.request(1, "initialize", "{\"capabilities\":{},\"trace\":\"" + initial + "\"}")),
                        Wire.frame(Wire.notification("$/setTrace", "{\"value\":\"" + set + "\"}")),
                        Wire.frame(message))
                .messages()
                .stream()
                .filter(m -> m.has("method"))
                .map(m -> m.getAsJsonObject("params"))
                .map(params -> params.get("message").getAsString()
                        + (params.has("verbose") ? " " + params.get("verbose").getAsString() : ""))
                .toList();
    }

    @Test
    void tracesAsTheClientWishesFromTheStart() {
        String echo = Wire.request(5, "echo", "{\"text\":\"secret\"}");
        assertEquals(List.of(), traced("off", "off", echo));
        assertEquals(
                List.of(
                        "Sent response 'initialize' - (1).",
                        "Received request 'echo' - (5).",
                        "Sent response 'echo' - (5)."),
                traced("messages", "no such value", echo));
        assertEquals(List.of("Sent response 'initialize' - (1)."), traced("messages", "off", echo));
    }

    @Test
    void tracesNothingOfWhatMessagesCarry() {
        assertEquals(
                List.of("Received notification 'tell'."),
                traced("off", "messages", Wire.notification("tell", "{\"text\":\"secret\"}")));
        List<String> told = traced("off", "verbose", Wire.request(5, "fail", "{\"text\":\"secret\"}"));
        assertEquals("Received request 'fail' - (5).", told.get(0));
        String unknown = Wire.request(5, "secret", "{}");
        assertEquals(List.of(), traced("off", "verbose", unknown));
        List<String> answered = traced("off", "verbose", Wire.request(5, "echo", "{\"text\":\"secret\"}"));
        assertTrue(
                answered.get(1).matches("Sent response 'echo' - \\(5\\)\\. It took [0-9]+ microseconds\\."),
                answered.toString());
    }
}
