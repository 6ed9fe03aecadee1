package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.resource;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.EntraError;
import m365ls.fixtures.tenant.entra.Policy;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Device codes: what may happen while a person types. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PatienceTest {
    private StandInTenant tenant;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @AfterEach
    void calm() {
        tenant.policy().setPeople(Policy.People.WAIT);
        tenant.policy().setDeviceCodeBlocked(false);
        tenant.clearFaults();
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    private EntraSession session(List<Duration> pauses) {
        return new EntraSession(
                new EntraSession.Surroundings(
                        new TenantHttp(tenant),
                        new MemoryStore(),
                        Map.of(),
                        Clock.systemUTC(),
                        EditorTokens.NONE,
                        Optional::empty),
                pauses::add,
                EntraSession.BROWSER_PATIENCE);
    }

    @Test
    void outlastsSlowDownsFaultsAndDroppedLines() throws InterruptedException {
        tenant.failNext(Match.grant("device_code"), EntraError.SLOW_DOWN);
        tenant.failNext(Match.grant("device_code"), EntraError.TEMPORARILY_UNAVAILABLE);
        tenant.failNext(Match.grant("device_code"), 2, new Reply.Dropped());
        List<Duration> pauses = new CopyOnWriteArrayList<>();
        Person person = new Person(tenant);
        try (EntraSession session = session(pauses)) {
            SignInAnswer answer = session.signIn(new SignIn.DeviceCode(), Signed.application(tenant), "", person);
            Connection connection = ((SignInAnswer.SignedIn) answer).connection();
            token(session.token(connection, resource(Service.YAMMER)));
            assertEquals(Duration.ofSeconds(5), pauses.get(0));
        }
    }

    @Test
    void saysThatTheCodeWasDeclined() throws InterruptedException {
        tenant.policy().setPeople(Policy.People.DECLINE);
        try (Signed signed = Signed.with(tenant)) {
            assertEquals(
                    Need.DENIED,
                    needs(signed.trySignIn(new SignIn.DeviceCode())).need());
            assertEquals(List.of("code shown", "code gone"), signed.person.log());
        }
    }

    @Test
    void saysThatDeviceCodesAreBlocked() throws InterruptedException {
        tenant.policy().setDeviceCodeBlocked(true);
        try (Signed signed = Signed.with(tenant)) {
            TokenAnswer.Needs needs = needs(signed.trySignIn(new SignIn.DeviceCode()));
            assertEquals(Need.DENIED, needs.need());
        }
    }

    @Test
    void isCancelledByAnInterruptAndSignsNobodyInAfterwards() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        Person person = new Person(tenant) {
            @Override
            public void showDeviceCode(DeviceCodePrompt prompt) {
                shown.countDown();
            }
        };
        try (Signed signed = Signed.with(tenant)) {
            FutureTask<SignInAnswer> work = new FutureTask<>(
                    () -> signed.session.signIn(new SignIn.DeviceCode(), Signed.application(tenant), "", person));
            Thread thread = new Thread(work);
            thread.start();
            shown.await();
            thread.interrupt();
            ExecutionException ended = assertThrows(ExecutionException.class, work::get);
            assertEquals(
                    InterruptedException.class,
                    ended.getCause() == null ? Object.class : ended.getCause().getClass());
            tenant.pendingUserCode().ifPresent(tenant::approveDeviceCode);
            assertEquals(List.of("code gone"), person.log());
            assertEquals(List.of(), signed.session.connections());
        }
    }
}
