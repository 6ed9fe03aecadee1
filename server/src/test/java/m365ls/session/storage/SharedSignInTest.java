package m365ls.session.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.Service;
import m365ls.session.Session;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.TokenAnswer;
import m365ls.session.Unattended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of several processes over one store, with a tenant that takes each refresh token once. */
final class SharedSignInTest {

    private static final Resource GRAPH =
            Resource.of(Cloud.PUBLIC, Service.GRAPH).orElseThrow();

    private final StandInTenant tenant = StandInTenant.start();
    private final StorageKey key = StorageKey.random();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        tenant.close();
    }

    private String proxy() {
        return "127.0.0.1:" + tenant.proxyAddress().getPort();
    }

    private Session session() {
        return RenewProgram.session(home.resolve("connections"), key, proxy(), tenant.caFile());
    }

    private Connection signIn(Session session) throws InterruptedException {
        SignInAnswer answer = session.signIn(
                new SignIn.Password(
                        tenant.user().name(), Secret.of(tenant.user().password())),
                new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC),
                "",
                new Unattended());
        return assertInstanceOf(SignInAnswer.SignedIn.class, answer).connection();
    }

    private Process renewing(int times) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RenewProgram.class.getName(),
                        home.resolve("connections").toString(),
                        key.text(),
                        proxy(),
                        tenant.caFile().toString(),
                        String.valueOf(times))
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void losesNoSignInWhenTwoProcessesRenewTokens() throws Exception {
        losesNoSignInIn(40);
    }

    @Test
    @Tag("long")
    void losesNoSignInWhenTwoProcessesRenewTokensTwoHundredTimes() throws Exception {
        losesNoSignInIn(200);
    }

    private void losesNoSignInIn(int times) throws Exception {
        tenant.policy().setRefreshTokensUsedOnce(true);
        try (Session session = session()) {
            Connection connection = signIn(session);
            List<Process> processes = new ArrayList<>(List.of(renewing(times), renewing(times)));
            for (Process process : processes) {
                assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                assertEquals(0, process.waitFor());
            }
            TokenAnswer.Token held = assertInstanceOf(TokenAnswer.Token.class, session.token(connection, GRAPH));
            assertInstanceOf(
                    TokenAnswer.Token.class,
                    session.renew(connection, GRAPH, held.token().secret(), ""));
            long renewed = tenant.tokenRequests().stream()
                    .filter(request -> request.body().contains("grant_type=refresh_token"))
                    .count();
            assertTrue(renewed >= 2L * times, renewed + " renewals");
        }
    }

    @Test
    void isSignedOutEverywhereAtOnce() throws Exception {
        try (Session one = session();
                Session other = session()) {
            signIn(one);
            Connection connection = other.active().orElseThrow();
            assertInstanceOf(TokenAnswer.Token.class, other.token(connection, GRAPH));
            one.signOut(one.active().orElseThrow());
            tenant.clearRequests();
            Resource flow = Resource.of(Cloud.PUBLIC, Service.YAMMER).orElseThrow();
            assertInstanceOf(TokenAnswer.Needs.class, other.token(connection, flow));
            assertEquals(List.of(), other.connections());
            assertEquals(List.of(), tenant.tokenRequests());
        }
    }
}
