package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.resource;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import m365ls.fixtures.tenant.MovableClock;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Gate;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.RecordedRequest;
import m365ls.fixtures.tenant.http.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokensTest {
    private static final int CROWD = 32;
    private static final Resource GRAPH = resource(Service.GRAPH);
    private static final Resource YAMMER = resource(Service.YAMMER);

    private StandInTenant tenant;
    private Signed signed;
    private Connection connection;

    @BeforeAll
    void start() {
        // A tenant makes keys of RSA when it starts, which takes longer than a test.
        tenant = StandInTenant.start();
    }

    @BeforeEach
    void signIn() throws InterruptedException {
        signed = Signed.with(tenant);
        connection = signed.signInByPassword();
        tenant.clearRequests();
    }

    @AfterEach
    void calm() {
        signed.close();
        tenant.clearFaults();
        tenant.policy().setRefreshTokensUsedOnce(false);
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    private static Set<String> inACrowd(Callable<TokenAnswer> call) throws InterruptedException, ExecutionException {
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try {
            List<Future<TokenAnswer>> asked = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                asked.add(crowd.submit(call));
            }
            Set<String> tokens = new HashSet<>();
            for (Future<TokenAnswer> answer : asked) {
                tokens.add(token(answer.get()).secret().reveal());
            }
            return tokens;
        } finally {
            crowd.shutdown();
        }
    }

    private List<RecordedRequest> tokenRequests() {
        return tenant.tokenRequests();
    }

    @Test
    void asksOnceForAllWhoWantTheSame() throws Exception {
        assertEquals(1, inACrowd(() -> signed.session.token(connection, YAMMER)).size());
        assertEquals(1, tokenRequests().size());
    }

    @Test
    void asksOnceForAllWhoseTokenWasRefused() throws Exception {
        Secret refused = token(signed.session.token(connection, GRAPH)).secret();
        Set<String> tokens = inACrowd(() -> signed.session.renew(connection, GRAPH, refused, ""));
        assertEquals(1, tokens.size());
        assertFalse(tokens.contains(refused.reveal()));
        assertEquals(1, tokenRequests().size());
    }

    @Test
    void handsOutTheTokenInHand() throws InterruptedException {
        TokenAnswer first = signed.session.token(connection, GRAPH);
        assertSame(first, signed.session.token(connection, GRAPH));
        assertEquals(0, tokenRequests().size());
    }

    @Test
    void leavesAWaitThatIsInterruptedWithoutEndingItForOthers() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (Gate gate = tenant.hold(Match.grant("refresh_token"))) {
            Future<TokenAnswer> first = two.submit(() -> signed.session.token(connection, YAMMER));
            gate.awaitArrivals(1);
            Future<TokenAnswer> second = two.submit(() -> signed.session.token(connection, YAMMER));
            assertTrue(first.cancel(true));
            gate.open();
            token(second.get());
            assertEquals(1, tokenRequests().size());
        } finally {
            two.shutdownNow();
        }
    }

    private EntraSession at(Clock clock) {
        return new EntraSession(
                new EntraSession.Surroundings(
                        signed.http, signed.store, Map.of(), clock, EditorTokens.NONE, Optional::empty),
                Signed.NO_PAUSE,
                EntraSession.BROWSER_PATIENCE);
    }

    @Test
    void renewsATokenThatEnds() throws Exception {
        MovableClock now = new MovableClock(Clock.systemUTC());
        try (EntraSession session = at(now)) {
            Secret first = token(session.token(connection, GRAPH)).secret();
            assertEquals(0, tokenRequests().size());
            now.advance(Duration.ofMinutes(57));
            assertEquals(1, inACrowd(() -> session.token(connection, GRAPH)).size());
            assertNotEquals(first, token(session.token(connection, GRAPH)).secret());
            assertEquals(1, tokenRequests().size());
        }
    }

    @Test
    void worksOnWithTheLastGoodTokenWhileTheNetworkIsAway() throws Exception {
        MovableClock now = new MovableClock(Clock.systemUTC());
        try (EntraSession session = at(now)) {
            Secret first = token(session.token(connection, GRAPH)).secret();
            signed.http.setAway(true);
            now.advance(Duration.ofMinutes(57));
            assertEquals(first, token(session.token(connection, GRAPH)).secret());
            assertEquals(first, token(session.token(connection, GRAPH)).secret());
            assertEquals(Need.OFFLINE, needs(session.token(connection, YAMMER)).need());
            now.advance(Duration.ofMinutes(10));
            assertEquals(Need.OFFLINE, needs(session.token(connection, GRAPH)).need());
            signed.http.setAway(false);
            assertNotEquals(first, token(session.token(connection, GRAPH)).secret());
        }
    }

    @Test
    void sendsTheClaimsOfAChallenge() throws InterruptedException {
        Secret refused = token(signed.session.token(connection, GRAPH)).secret();
        String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1700000000\"}}}";
        AccessToken renewed = token(signed.session.renew(connection, GRAPH, refused, claims));
        assertNotEquals(refused, renewed.secret());
        String sent = tokenRequests().get(0).form().text("claims");
        assertTrue(sent.contains("1700000000"), sent);
        assertTrue(sent.contains("cp1"), sent);
        assertEquals(
                renewed.secret(), token(signed.session.token(connection, GRAPH)).secret());
    }

    @Test
    void noticesConsentThatHasGrown() throws InterruptedException {
        AccessToken before = token(signed.session.token(connection, GRAPH));
        tenant.growConsent("https://graph.microsoft.com", "Chat.ReadWrite");
        AccessToken after = token(signed.session.renew(connection, GRAPH, before.secret(), ""));
        assertTrue(after.identity().scopes().contains("Chat.ReadWrite"));
        try (Signed restarted = Signed.with(tenant, signed.store, Map.of(), EditorTokens.NONE)) {
            AccessToken later = token(restarted.session.token(connection, GRAPH));
            assertEquals(after.secret(), later.secret());
        }
        assertEquals(1, tokenRequests().size());
    }

    @Test
    void findsItsTokensAgainAfterARestart() throws InterruptedException {
        Secret yammer = token(signed.session.token(connection, YAMMER)).secret();
        try (Signed restarted = Signed.with(tenant, signed.store, Map.of(), EditorTokens.NONE)) {
            Connection found = restarted.session.active().orElseThrow();
            assertEquals(connection, found);
            assertEquals(yammer, token(restarted.session.token(found, YAMMER)).secret());
            assertEquals(1, tokenRequests().size());
            assertEquals(tenant.appId(), restarted.session.remembered().clientId());
        }
    }

    @Test
    void followsAnotherProcessThatUsedTheRefreshTokenUp() throws InterruptedException {
        tenant.policy().setRefreshTokensUsedOnce(true);
        try (Signed other = Signed.with(tenant, signed.store, Map.of(), EditorTokens.NONE)) {
            for (Service service : List.of(Service.YAMMER, Service.POWER_BI, Service.PLANNER)) {
                token(signed.session.token(connection, resource(service)));
                token(other.session.token(connection, resource("https://contoso.sharepoint.com")));
                token(other.session.token(connection, resource(Service.OFFICE_MANAGEMENT)));
            }
        }
    }

    @Test
    void givesNoTokenAfterASignOut() throws InterruptedException {
        try (Signed other = Signed.with(tenant, signed.store, Map.of(), EditorTokens.NONE)) {
            token(other.session.token(connection, GRAPH));
            signed.session.signOut(connection);
            assertEquals(
                    Need.SIGN_IN, needs(signed.session.token(connection, GRAPH)).need());
            assertEquals(
                    Need.SIGN_IN, needs(other.session.token(connection, YAMMER)).need());
            assertEquals(List.of(), other.session.connections());
            assertEquals(Optional.empty(), other.session.active());
            assertEquals(tenant.appId(), other.session.remembered().clientId());
        }
    }

    @Test
    void waitsWhenAskedTo() throws InterruptedException {
        MovableClock now = new MovableClock(Clock.systemUTC());
        tenant.failNext(
                Match.grant("refresh_token"),
                1,
                Answer.json(429, Map.of("error", "slow")).with("Retry-After", "17"));
        try (EntraSession session = at(now)) {
            TokenAnswer.Needs needs = needs(session.token(connection, YAMMER));
            assertEquals(Need.RETRY_LATER, needs.need());
            assertEquals(Duration.ofSeconds(17), needs.retryAfter());
            now.advance(Duration.ofSeconds(16));
            assertEquals(needs, session.token(connection, YAMMER));
            assertEquals(1, tokenRequests().size());
            now.advance(Duration.ofSeconds(2));
            token(session.token(connection, YAMMER));
        }
    }

    @Test
    void asksAgainWhenTheServiceFailsOnce() throws InterruptedException {
        tenant.failNext(Match.grant("refresh_token"), 1, Answer.json(503, Map.of("error", "busy")));
        token(signed.session.token(connection, YAMMER));
        assertEquals(2, tokenRequests().size());
        tenant.failNext(Match.grant("refresh_token"), 2, Answer.text(502, "text/html", "<h1>gateway</h1>"));
        assertEquals(
                Need.RETRY_LATER,
                needs(signed.session.token(connection, resource(Service.PLANNER)))
                        .need());
        token(signed.session.token(connection, resource(Service.PLANNER)));
    }

    @Test
    void understandsAnAnswerThatIsNoJson() throws InterruptedException {
        tenant.failNext(Match.grant("refresh_token"), 1, Answer.text(200, "text/html", "<h1>welcome</h1>"));
        TokenAnswer.Needs needs = needs(signed.session.token(connection, YAMMER));
        assertEquals(Need.RETRY_LATER, needs.need());
        assertEquals("", needs.detail());
    }

    @Test
    void isNotEndedByALineThatDropsOnce() throws InterruptedException {
        tenant.failNext(Match.grant("refresh_token"), 1, new Reply.Dropped());
        TokenAnswer answer = signed.session.token(connection, YAMMER);
        assertTrue(answer instanceof TokenAnswer.Token || needs(answer).need() == Need.OFFLINE);
        token(signed.session.token(connection, YAMMER));
    }

    @ParameterizedTest
    @EnumSource
    void givesNoTokenOfOneCloudForAnother(Cloud cloud) throws InterruptedException {
        for (Service service : Service.values()) {
            Optional<Resource> other = Resource.of(cloud, service);
            if (cloud != Cloud.PUBLIC && other.isPresent()) {
                assertEquals(
                        Need.CHECK_APPLICATION,
                        needs(signed.session.token(connection, other.get())).need());
            }
            Optional<String> address = cloud.address(service);
            if (address.isPresent() && !Cloud.PUBLIC.owns(address.get())) {
                assertEquals(
                        Need.CHECK_APPLICATION,
                        needs(signed.session.token(connection, resource(address.get())))
                                .need());
            }
        }
        String site = "https://contoso" + cloud.sharePointSuffix();
        if (!Cloud.PUBLIC.owns(site)) {
            assertEquals(
                    Need.CHECK_APPLICATION,
                    needs(signed.session.token(connection, resource(site))).need());
        }
        assertEquals(0, tokenRequests().size());
    }

    @Test
    void noticesThatTheSettingsNameAnotherApplication() throws Exception {
        Application[] wanted = {Signed.application(tenant)};
        try (EntraSession session = new EntraSession(
                new EntraSession.Surroundings(
                        signed.http,
                        new MemoryStore(),
                        Map.of(),
                        Clock.systemUTC(),
                        EditorTokens.NONE,
                        () -> Optional.of(wanted[0])),
                Signed.NO_PAUSE,
                EntraSession.BROWSER_PATIENCE)) {
            SignIn way = new SignIn.Password(
                    tenant.user().name(), Secret.of(tenant.user().password()));
            session.signIn(way, wanted[0], "", signed.person);
            Connection mine = session.active().orElseThrow();
            token(session.token(mine, GRAPH));
            int asked = tokenRequests().size();
            wanted[0] = new Application("00000000-0000-0000-0000-000000000001", tenant.tenantId(), Cloud.PUBLIC);
            TokenAnswer.Needs needs = needs(session.token(mine, GRAPH));
            assertEquals(Need.SIGN_IN, needs.need());
            assertTrue(needs.reason().contains("settings"), needs.reason());
            assertEquals(asked, tokenRequests().size());
        }
    }
}
