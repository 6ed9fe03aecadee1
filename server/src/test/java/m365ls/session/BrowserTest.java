package m365ls.session;

import static m365ls.session.Signed.needs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.Policy;
import m365ls.fixtures.tenant.http.Form;
import m365ls.fixtures.tenant.http.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sign-ins in the browser that go wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {
    private StandInTenant tenant;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @BeforeEach
    void calm() {
        tenant.clearRequests();
        tenant.policy().setPeople(Policy.People.WAIT);
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    /** A person who does something else with the address than to sign in. */
    private class Astray extends Person {
        private final List<URI> opened = new ArrayList<>();
        private final boolean opens;

        Astray(boolean opens) {
            super(tenant);
            this.opens = opens;
        }

        @Override
        public boolean openAddress(URI address) throws InterruptedException {
            opened.add(address);
            return opens;
        }

        /** The port that the sign-in was to come back to. */
        int port() {
            return URI.create(Form.parse(opened.get(0).getRawQuery()).text("redirect_uri"))
                    .getPort();
        }

        void findsThePortClosed() {
            assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port()).close());
        }
    }

    private TokenAnswer.Needs refused(TenantHttp http, Duration patience, Person person) throws InterruptedException {
        try (EntraSession session = new EntraSession(
                new EntraSession.Surroundings(
                        http, new MemoryStore(), Map.of(), Clock.systemUTC(), EditorTokens.NONE, Optional::empty),
                Signed.NO_PAUSE,
                patience)) {
            TokenAnswer.Needs needs =
                    needs(session.signIn(new SignIn.Browser(), Signed.application(tenant), "", person));
            assertEquals(List.of(), session.connections());
            return needs;
        }
    }

    @Test
    void waitsForTwoMinutesAndNoLonger() throws InterruptedException {
        assertEquals(Duration.ofMinutes(2), EntraSession.BROWSER_PATIENCE);
        Astray away = new Astray(true);
        TokenAnswer.Needs needs = refused(new TenantHttp(tenant), Duration.ZERO, away);
        assertEquals(Need.SIGN_IN, needs.need());
        assertTrue(needs.reason().contains("within two minutes"), needs.reason());
        away.findsThePortClosed();
        assertEquals(List.of(), tenant.tokenRequests());
    }

    @Test
    void sendsPeopleWithoutABrowserToADeviceCode() throws InterruptedException {
        Astray without = new Astray(false);
        TokenAnswer.Needs needs = refused(new TenantHttp(tenant), EntraSession.BROWSER_PATIENCE, without);
        assertEquals(Need.SIGN_IN, needs.need());
        assertTrue(needs.reason().contains("device code"), needs.reason());
        without.findsThePortClosed();
    }

    @Test
    void saysThatTheNetworkWentAwayWhileTheBrowserWasOpen() throws InterruptedException {
        TenantHttp http = new TenantHttp(tenant);
        Person person = new Person(tenant) {
            @Override
            public boolean openAddress(URI address) throws InterruptedException {
                http.setAway(true);
                return super.openAddress(address);
            }
        };
        TokenAnswer.Needs needs = refused(http, EntraSession.BROWSER_PATIENCE, person);
        assertEquals(Need.OFFLINE, needs.need());
        assertEquals(List.of(), tenant.tokenRequests());
    }

    @Test
    void saysThatThePersonDeclined() throws InterruptedException {
        tenant.policy().setPeople(Policy.People.DECLINE);
        TokenAnswer.Needs needs = refused(new TenantHttp(tenant), EntraSession.BROWSER_PATIENCE, new Person(tenant));
        assertEquals(Need.DENIED, needs.need());
    }

    @Test
    void provesItselfByAVerifierAndAsksForAnUnguessableState() throws InterruptedException, IOException {
        Astray first = new Astray(false);
        Astray second = new Astray(false);
        refused(new TenantHttp(tenant), EntraSession.BROWSER_PATIENCE, first);
        refused(new TenantHttp(tenant), EntraSession.BROWSER_PATIENCE, second);
        Form one = Form.parse(first.opened.get(0).getRawQuery());
        Form other = Form.parse(second.opened.get(0).getRawQuery());
        assertEquals("S256", one.text("code_challenge_method"));
        assertTrue(one.text("state").length() >= 43, one.text("state"));
        assertTrue(!one.text("state").equals(other.text("state")));
        assertTrue(!one.text("code_challenge").equals(other.text("code_challenge")));
        try (Signed signed = Signed.with(tenant)) {
            signed.signIn(new SignIn.Browser());
        }
        RecordedRequest redeemed = tenant.tokenRequests().get(0);
        assertTrue(redeemed.form().get("code_verifier").isPresent());
    }
}
