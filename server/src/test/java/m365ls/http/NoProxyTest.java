package m365ls.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoProxyTest {

    @ParameterizedTest
    @CsvSource({
        "contoso.com, contoso.com, 443, true",
        "contoso.com, CONTOSO.com, 443, true",
        "contoso.com, contoso.com., 443, true",
        "contoso.com., contoso.com, 443, true",
        "contoso.com, graph.contoso.com, 443, true",
        "contoso.com, notcontoso.com, 443, false",
        "contoso.com, contoso.com.evil.example, 443, false",
        ".contoso.com, graph.contoso.com, 443, true",
        ".contoso.com, contoso.com, 443, true",
        "*.contoso.com, graph.contoso.com, 443, true",
        "*.contoso.com, contoso.community, 443, false",
        "contoso.com:8443, contoso.com, 8443, true",
        "contoso.com:8443, contoso.com, 443, false",
        "*, anything.example, 443, true",
        "*:80, anything.example, 443, false",
        "10.1.2.3, 10.1.2.3, 443, true",
        "10.1.2.3, 10.1.2.30, 443, false",
        "10.0.0.0/8, 10.200.1.1, 443, true",
        "10.0.0.0/8, 11.0.0.1, 443, false",
        "10.0.0.0/33, 10.0.0.1, 443, false",
        "10.0.0.0/x, 10.0.0.1, 443, false",
        "2.3, 10.1.2.3, 443, false",
        "2001:db8::1, [2001:db8::1], 443, true",
        "[2001:db8::1], [2001:0db8:0::1], 443, true",
        "[2001:db8::1]:8080, [2001:db8::1], 8080, true",
        "[2001:db8::1]:8080, [2001:db8::1], 443, false",
        "2001:db8::/32, [2001:db8:5::9], 443, true",
        "2001:db8::/32, [2001:db9::9], 443, false",
        "., contoso.com, 443, false",
        "999.1.1.1, 999.1.1.1, 443, true"
    })
    void leavesOutTheHostsThatAreListed(String entry, String host, int port, boolean direct) {
        assertEquals(direct, new NoProxy(List.of(entry)).matches(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost., true",
        "127.0.0.1, true",
        "127.8.9.10, true",
        "[::1], true",
        "169.254.169.254, true",
        "contoso.com, false",
        "localhost.contoso.com, false",
        "128.0.0.1, false"
    })
    void reachesThisMachineAndItsOwnEndpointsWithoutAProxy(String host, boolean direct) {
        assertEquals(direct, new NoProxy(List.of()).matches(host, 80));
    }

    @ParameterizedTest
    @CsvSource({"' ', false", "'', false"})
    void passesOverEmptyEntries(String entry, boolean direct) {
        assertEquals(direct, new NoProxy(List.of(entry)).matches("contoso.com", 443));
    }
}
