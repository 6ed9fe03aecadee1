package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.crypto.TestAuthority;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Reply;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way in which a network keeps people out has a sentence of its own. */
final class NetworkTest {
    private StandInTenant tenant;

    @BeforeEach
    void start() {
        tenant = StandInTenant.start();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    private SignInAnswer signIn(String proxy, List<Path> authorities) throws InterruptedException {
        NetworkSettings settings = new NetworkSettings(proxy, List.of(), authorities, false);
        try (EntraSession session = new EntraSession(
                EntraSession.Surroundings.of(new JdkHttp(settings), new MemoryStore(), Map.of()),
                Signed.NO_PAUSE,
                EntraSession.BROWSER_PATIENCE)) {
            return session.signIn(
                    new SignIn.Password(
                            tenant.user().name(), Secret.of(tenant.user().password())),
                    Signed.application(tenant),
                    "",
                    new Person(tenant));
        }
    }

    private String offline(String proxy, List<Path> authorities) throws InterruptedException {
        TokenAnswer.Needs needs = needs(signIn(proxy, authorities));
        assertEquals(Need.OFFLINE, needs.need());
        assertEquals("", needs.detail());
        return needs.reason();
    }

    private String proxy(String login) {
        return "http://" + login + "127.0.0.1:" + tenant.proxyAddress().getPort();
    }

    private void says(String reason, String... words) {
        for (String word : words) {
            assertTrue(reason.contains(word), reason);
        }
    }

    @Test
    void nobodyListensAtTheProxy() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        says(offline("127.0.0.1:" + free, List.of()), "127.0.0.1:" + free, "cannot be reached", "Check the network");
    }

    @Test
    void theProxysNameIsNotKnown() throws InterruptedException {
        says(offline("proxy.invalid:8080", List.of()), "proxy.invalid:8080", "was not found");
    }

    @Test
    void theProxyAsksForAPassword() throws InterruptedException {
        tenant.requireProxyCredentials("anna", "proxy-canary");
        List<Path> trusted = List.of(tenant.caFile());
        says(offline(proxy(""), trusted), "asks for a user and a password", "HTTPS_PROXY");
        String wrong = offline(proxy("anna:wrong-canary@"), trusted);
        says(wrong, "does not accept");
        assertFalse(wrong.contains("canary"), wrong);
        assertTrue(signIn(proxy("anna:proxy-canary@"), trusted) instanceof SignInAnswer.SignedIn);
    }

    @Test
    void theProxyRefusesToLeadThere() throws Exception {
        try (RefusingProxy refusing = new RefusingProxy()) {
            says(
                    offline("127.0.0.1:" + refusing.port(), List.of()),
                    "refuses to lead to login.microsoftonline.com (403)",
                    "ask those who run it");
        }
    }

    @Test
    void theAuthorityIsNotTrusted() throws InterruptedException {
        says(offline(proxy(""), List.of()), "is not trusted", "M365LS_CA_FILE", "Nothing was sent.");
        assertEquals(List.of(), tenant.requests());
    }

    @ParameterizedTest
    @EnumSource
    void theCertificateIsFlawed(TestAuthority.Flaw flaw) throws InterruptedException {
        tenant.presentFlawedCertificate("login.microsoftonline.com", flaw);
        String reason = offline(proxy(""), List.of(tenant.caFile()));
        says(
                reason,
                switch (flaw) {
                    case SELF_SIGNED -> "authority that is not trusted";
                    case OTHER_HOST -> "not made out to it";
                    case EXPIRED -> "has expired";
                    case NOT_YET_VALID -> "not valid yet";
                },
                "Nothing was sent.");
        assertEquals(List.of(), tenant.requests());
    }

    @Test
    void aFileOfAuthoritiesCannotBeRead() throws InterruptedException {
        says(offline(proxy(""), List.of(Path.of("no-such-authority.pem"))), "no-such-authority.pem");
    }

    @Test
    void theLineBreaks() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signInByPassword();
            tenant.failNext(Match.grant("refresh_token"), 5, new Reply.Dropped());
            TokenAnswer.Needs needs = needs(signed.session.token(connection, Signed.resource(Service.YAMMER)));
            assertEquals(Need.OFFLINE, needs.need());
            says(needs.reason(), "broke", "Try again");
            tenant.clearFaults();
            token(signed.session.token(connection, Signed.resource(Service.YAMMER)));
        }
    }
}
