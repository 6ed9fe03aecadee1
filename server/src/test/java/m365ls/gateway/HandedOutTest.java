package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandedOutTest {

    private static HandedOut after(String body) throws IOException {
        HandedOut handedOut = new HandedOut();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                bytes.length, handedOut.reading(new ByteArrayInputStream(bytes)).readAllBytes().length);
        return handedOut;
    }

    private static boolean knows(HandedOut handedOut, String address) {
        return handedOut.has(assertInstanceOf(Address.class, Address.parse(address)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"uploadUrl\":\"https://up.example.com/a?t=1&s=2\"}!https://up.example.com/a?t=1&s=2",
                "{\"uploadUrl\":\"https:\\/\\/up.example.com\\/a?t=1\\u0026s=2\"}!https://up.example.com/a?t=1&s=2",
                "{\"a\":\"hthttps://up.example.com/\"}!https://up.example.com/",
                "{\"a\":\"https://up.example.com/a\\\"b\"}!https://up.example.com/a%22b",
                "<a>https://up.example.com/a?t=1&amp;s=2</a>!https://up.example.com/a?t=1&s=2",
                "https://up.example.com/last!https://up.example.com/last",
                "{\"a\":\"https://up.example.com//a\"}!https://up.example.com/a"
            })
    void keepsAddressesOfAnswers(String body, String address) throws IOException {
        assertTrue(knows(after(body), address), body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"uploadUrl\":\"https://up.example.com/a?t=1\"}!https://up.example.com/a",
                "{\"uploadUrl\":\"https://up.example.com/a\"}!https://up.example.com/a?t=1",
                "{\"uploadUrl\":\"https://up.example.com/a\"}!https://up.example.com/b",
                "{\"host\":\"up.example.com\"}!https://up.example.com/",
                "{\"a\":\"http://up.example.com/\"}!https://up.example.com/"
            })
    void keepsNothingButTheWholeAddress(String body, String address) throws IOException {
        assertTrue(!knows(after(body), address), body);
    }

    @Test
    void keepsABoundedNumber() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 50_100; i++) {
            body.append("\"https://up.example.com/").append(i).append("\",");
        }
        HandedOut handedOut = after(body.toString());
        assertTrue(knows(handedOut, "https://up.example.com/49999"));
        assertTrue(!knows(handedOut, "https://up.example.com/50050"));
    }
}
