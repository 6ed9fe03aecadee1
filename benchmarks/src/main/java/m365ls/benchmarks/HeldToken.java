package m365ls.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.Service;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.TokenAnswer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to be given a token that the session has in hand, as every request to a service does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeldToken {
    private final StandInTenant tenant = StandInTenant.start();
    private final EntraSession session = new EntraSession(EntraSession.Surroundings.of(
            new JdkHttp(NetworkSettings.of(tenant.proxyEnvironment())), new MemoryStore(), Map.of()));
    private final Resource graph = Resource.of(Cloud.PUBLIC, Service.GRAPH).orElseThrow();
    private final Connection connection = signIn();

    private Connection signIn() {
        try {
            SignInAnswer answer = session.signIn(
                    new SignIn.Password(
                            tenant.user().name(), Secret.of(tenant.user().password())),
                    new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC),
                    "",
                    new Nobody());
            return ((SignInAnswer.SignedIn) answer).connection();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sees that it is the token that is measured, and not a refusal. */
    @Setup(Level.Iteration)
    public void check() throws InterruptedException {
        if (!(session.token(connection, graph) instanceof TokenAnswer.Token)) {
            throw new IllegalStateException("no token");
        }
    }

    /** The token. */
    @Benchmark
    public TokenAnswer token() throws InterruptedException {
        return session.token(connection, graph);
    }

    /** Ends the session and the tenant. */
    @TearDown
    public void stop() {
        session.close();
        tenant.close();
    }
}
