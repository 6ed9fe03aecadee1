package m365ls.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;
import org.junit.jupiter.api.Test;

final class DiscreetHttpTest {
    private static final HttpCall CALL = HttpCall.of("POST", URI.create("https://login.microsoftonline.com/t/token"))
            .with("Authorization", "Bearer job-token")
            .with("Accept", "application/json")
            .withBody("client_id=app&password=pa%22ss+word&code=1&client_secret=se%2Fcret");

    private static String check(int status, String text) throws Exception {
        return new DiscreetHttp(call ->
                        new HttpAnswer(status, Map.of("Date", List.of("now")), text.getBytes(StandardCharsets.UTF_8)))
                .send(CALL)
                .text();
    }

    @Test
    void takesWhatWasSentAsASecretOutOfARefusal() throws Exception {
        assertEquals(
                "no [redacted], [redacted], [redacted]; no [redacted] nor [redacted], no [redacted]",
                check(400, "no pa%22ss+word, pa\"ss word, pa\\\"ss word; no se/cret nor se%2Fcret, no job-token"));
    }

    @Test
    void leavesTheRestAsItIs() throws Exception {
        assertEquals("app and application/json, 1 of 10", check(401, "app and application/json, 1 of 10"));
        assertEquals("se/cret", check(200, "se/cret"));
    }
}
