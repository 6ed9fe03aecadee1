package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ToldTest {

    private static String told(String address) {
        return Told.address(assertInstanceOf(Address.class, Address.parse(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tempauth",
                "sig",
                "access_token",
                "code",
                "key",
                "X-Amz-Signature",
                "prooftoken",
                "tempAuth",
                "apiKey",
                "client_secret",
                "SIG",
                "sv",
                "ticket"
            })
    void hidesTheCredentialsOfAnAddress(String name) {
        for (String form : new String[] {"?%s=hunter2", "?a=b&%s=hunter2", "?%s=hunter2&a=b"}) {
            assertFalse(
                    told("https://a.example.com/x" + String.format(form, name)).contains("hunter2"));
        }
    }

    @Test
    void showsTheRest() {
        assertEquals(
                "https://a.example.com/x?$filter=a%20eq%201&sig=[redacted]&$top=1",
                told("https://a.example.com/x?$filter=a eq 1&sig=hunter2&$top=1"));
    }
}
