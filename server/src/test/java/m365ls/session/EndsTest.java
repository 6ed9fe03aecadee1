package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.resource;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.EntraError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a connection when something changes in the tenant, and how one gets on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndsTest {
    private static final Resource GRAPH = resource(Service.GRAPH);
    private static final Resource YAMMER = resource(Service.YAMMER);
    private static final Resource POWER_BI = resource(Service.POWER_BI);

    private StandInTenant tenant;
    private m365ls.fixtures.tenant.entra.Application own;
    private Signed signed;
    private Duration passed = Duration.ZERO;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
        own = tenant.entra().applications().find(tenant.appId()).orElseThrow();
    }

    @BeforeEach
    void begin() {
        signed = Signed.with(tenant);
    }

    @AfterEach
    void putRight() {
        signed.close();
        tenant.entra().applications().put(own);
        tenant.entra().applications().setEnabled(tenant.appId(), true);
        tenant.policy().setUserEnabled(tenant.user().id(), true);
        tenant.advance(passed.negated());
        passed = Duration.ZERO;
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    private void pass(Duration time) {
        tenant.advance(time);
        passed = time;
    }

    private TokenAnswer.Needs needed(Need need, String words, TokenAnswer answer) {
        TokenAnswer.Needs needs = needs(answer);
        assertEquals(need, needs.need(), needs::toString);
        assertTrue(needs.reason().contains(words), needs.reason());
        return needs;
    }

    private Connection again(EntraSession session, Connection connection, TokenAnswer.Needs needs)
            throws InterruptedException {
        SignInAnswer answer = session.signInAgain(connection, needs, signed.person);
        return assertInstanceOf(SignInAnswer.SignedIn.class, answer, answer::toString)
                .connection();
    }

    @Test
    void tellsOfAnAccountThatWasDisabled() throws InterruptedException {
        Connection connection = signed.signIn(new SignIn.DeviceCode());
        tenant.policy().setUserEnabled(tenant.user().id(), false);
        needed(Need.DENIED, "Ask an administrator", signed.session.token(connection, YAMMER));
        tenant.policy().setUserEnabled(tenant.user().id(), true);
        token(signed.session.token(connection, YAMMER));
    }

    @Test
    void tellsOfAnApplicationThatWasDisabledOrTakenAway() throws InterruptedException {
        Connection connection = signed.signIn(new SignIn.DeviceCode());
        tenant.entra().applications().setEnabled(tenant.appId(), false);
        needed(Need.CHECK_APPLICATION, "enable it", signed.session.token(connection, YAMMER));
        tenant.entra().applications().setEnabled(tenant.appId(), true);
        token(signed.session.token(connection, YAMMER));
        tenant.entra().applications().remove(tenant.appId());
        needed(Need.CHECK_APPLICATION, "Check the application id", signed.session.token(connection, POWER_BI));
    }

    @Test
    void tellsOfConsentThatWasTakenBack() throws InterruptedException {
        Connection connection = signed.signIn(new SignIn.DeviceCode());
        token(signed.session.token(connection, GRAPH));
        tenant.revokeConsent(YAMMER.address());
        TokenAnswer.Needs needs =
                needed(Need.CONSENT, "Sign in again and consent", signed.session.token(connection, YAMMER));
        token(signed.session.token(connection, POWER_BI));
        tenant.growConsent(YAMMER.address(), "user_impersonation");
        assertEquals(connection.id(), again(signed.session, connection, needs).id());
        token(signed.session.token(connection, YAMMER));
    }

    @ParameterizedTest
    @EnumSource(names = {"REFRESH_REVOKED", "REFRESH_INACTIVE", "REFRESH_TOO_OLD", "GRANT_EXPIRED"})
    void asksToSignInAgainWhenTheSignInHasEnded(EntraError reason) throws InterruptedException {
        Connection connection = signed.signIn(new SignIn.DeviceCode());
        tenant.endRefreshTokens(reason);
        token(signed.session.token(connection, GRAPH));
        TokenAnswer.Needs needs = needed(Need.SIGN_IN, "Sign in again.", signed.session.token(connection, YAMMER));
        assertTrue(needs.detail().contains("AADSTS" + reason.number()), needs.detail());
        assertEquals(connection.id(), again(signed.session, connection, needs).id());
        token(signed.session.token(connection, YAMMER));
    }

    @Test
    void tellsOfASecretThatHasExpired() throws InterruptedException {
        Connection bySecret = signed.signIn(new SignIn.ClientSecret(Secret.of(tenant.clientSecret())));
        pass(Duration.ofDays(400));
        needed(
                Need.CHECK_APPLICATION,
                "Make a new one",
                signed.session.token(bySecret, resource("https://contoso.sharepoint.com")));
    }

    @Test
    void takesAnotherApplicationOfTheSettingsInTheOldOnesPlace() throws InterruptedException {
        ApplicationSetup.Answer made = new ApplicationSetup(signed.http, Map.of(), Clock.systemUTC(), Signed.NO_PAUSE)
                .make(
                        new ApplicationSetup.Wish("Another", Cloud.PUBLIC, "", ApplicationSetup.Permissions.ALL, false),
                        signed.person);
        Application another = assertInstanceOf(ApplicationSetup.Answer.Made.class, made, made::toString)
                .application();
        List<Application> settings = new ArrayList<>(List.of(Signed.application(tenant)));
        try (EntraSession session = new EntraSession(
                new EntraSession.Surroundings(
                        signed.http,
                        new MemoryStore(),
                        Map.of(),
                        Clock.systemUTC(),
                        EditorTokens.NONE,
                        () -> Optional.of(settings.get(0))),
                Signed.NO_PAUSE,
                EntraSession.BROWSER_PATIENCE)) {
            session.signIn(new SignIn.DeviceCode(), settings.get(0), "mine", signed.person);
            Connection before = session.active().orElseThrow();
            token(session.token(before, GRAPH));
            for (Application changed : List.of(
                    another, new Application(another.clientId(), tenant.tenant().domain(), another.cloud()))) {
                settings.set(0, changed);
                tenant.clearRequests();
                TokenAnswer.Needs needs =
                        needed(Need.SIGN_IN, "another application or tenant", session.token(before, GRAPH));
                assertEquals(List.of(), tenant.requests());
                Connection after = again(session, before, needs);
                assertEquals(List.of(after), session.connections());
                assertEquals("mine", after.name());
                assertEquals(before.id(), after.id());
                assertEquals(changed, after.application());
                assertEquals(
                        changed.clientId(),
                        token(session.token(after, GRAPH)).identity().clientId());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, -10})
    void worksWhereTheClocksDifferByTenMinutes(long minutes) throws InterruptedException {
        pass(Duration.ofMinutes(minutes));
        Map<String, String> machine = tenant.appServiceEnvironment();
        try (Signed other = Signed.with(tenant, new MemoryStore(), machine, EditorTokens.NONE)) {
            for (SignIn way : List.of(
                    new SignIn.DeviceCode(),
                    new SignIn.Browser(),
                    new SignIn.ClientSecret(Secret.of(tenant.clientSecret())))) {
                Connection connection = other.signIn(way);
                tenant.clearRequests();
                AccessToken token = token(other.session.token(connection, GRAPH));
                assertEquals(List.of(), tenant.requests());
                Instant now = Instant.now();
                assertTrue(token.expires().isAfter(now.plus(Duration.ofMinutes(55))));
                assertTrue(token.expires().isBefore(now.plus(Duration.ofMinutes(61))));
                assertNotEquals(
                        token.secret(),
                        token(other.session.renew(connection, GRAPH, token.secret(), ""))
                                .secret());
            }
            token(other.session.token(other.signIn(new SignIn.ManagedIdentity("")), GRAPH));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, -11})
    void saysThatTheClockIsToBlameForAnAssertion(long minutes) throws InterruptedException, IOException {
        pass(Duration.ofMinutes(minutes));
        TokenAnswer.Needs needs =
                needs(signed.trySignIn(Signed.certificate(tenant.pfxFile(), tenant.pfxPassword(), "")));
        assertEquals(Need.CHECK_APPLICATION, needs.need());
        assertTrue(needs.reason().contains("clock"), needs.reason());
    }
}
