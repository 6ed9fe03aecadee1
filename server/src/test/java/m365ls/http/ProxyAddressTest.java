package m365ls.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import m365ls.http.ProxyAddress.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://proxy:3128, proxy, 3128",
        "http://proxy:3128/, proxy, 3128",
        "HTTP://proxy:3128, proxy, 3128",
        "' proxy:3128 ', proxy, 3128",
        "proxy.contoso.com, proxy.contoso.com, 80",
        "http://10.0.0.1, 10.0.0.1, 80",
        "http://[2001:db8::1]:8080, 2001:db8::1, 8080"
    })
    void readsWhatPeopleWrite(String text, String host, int port) {
        assertEquals(new ProxyAddress(host, port, Optional.empty()), ProxyAddress.parse(text));
    }

    @Test
    void readsUserAndPassword() {
        assertEquals(
                Optional.of(new Login("user", "p@ss:word")),
                ProxyAddress.parse("http://user:p%40ss:word@proxy:3128").login());
        assertEquals(
                Optional.of(new Login("user", "")),
                ProxyAddress.parse("user@proxy:3128").login());
        assertEquals("Basic dXNlcjpww6Rzcw==", new Login("user", "p\u00e4ss").header());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:hunter2#@proxy:3128",
                "http://user:hunter2%@proxy:3128",
                "https://user:hunter2@proxy:3128",
                "socks5://user:hunter2@proxy:1080",
                "http://user:hunter2@proxy:99999",
                "http://user:hunter2@:3128",
                "http://"
            })
    void saysWhatIsWrongWithoutThePassword(String text) {
        String sentence = String.valueOf(assertThrows(IllegalArgumentException.class, () -> ProxyAddress.parse(text))
                .getMessage());
        assertFalse(sentence.contains("hunter2"), sentence);
        assertTrue(sentence.contains("proxy"), sentence);
    }

    @Test
    void showsNoPassword() {
        assertFalse(ProxyAddress.parse("http://user:hunter2@proxy").toString().contains("hunter2"));
        for (String proxy : List.of("http://user:hunter2@proxy", "u:a@hunter2@proxy", "HTTP://u:a@b@hunter2@proxy")) {
            String shown = new NetworkSettings(proxy, List.of(), List.of(), false).toString();
            assertFalse(shown.contains("hunter2"), shown);
            assertTrue(shown.contains("proxy,"), shown);
        }
    }
}
