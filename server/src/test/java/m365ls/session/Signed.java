package m365ls.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import m365ls.fixtures.tenant.StandInTenant;

/** A session with a tenant, and shorter words for what tests do with it. */
final class Signed implements AutoCloseable {
    static final MsalHttp.Pause NO_PAUSE = time -> {};

    final StandInTenant tenant;
    final TenantHttp http;
    final ConnectionStore store;
    final EntraSession session;
    final Person person;

    private Signed(StandInTenant tenant, TenantHttp http, ConnectionStore store, EntraSession session) {
        this.tenant = tenant;
        this.http = http;
        this.store = store;
        this.session = session;
        this.person = new Person(tenant);
    }

    static Signed with(StandInTenant tenant) {
        return with(tenant, new MemoryStore(), Map.of(), EditorTokens.NONE);
    }

    static Signed with(
            StandInTenant tenant, ConnectionStore store, Map<String, String> environment, EditorTokens editor) {
        TenantHttp http = new TenantHttp(tenant);
        EntraSession session = new EntraSession(
                new EntraSession.Surroundings(http, store, environment, Clock.systemUTC(), editor, Optional::empty),
                NO_PAUSE,
                EntraSession.BROWSER_PATIENCE);
        return new Signed(tenant, http, store, session);
    }

    static Application application(StandInTenant tenant) {
        return new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC);
    }

    static SignIn.Certificate certificate(Path file, String password, String thumbprint) throws java.io.IOException {
        return new SignIn.Certificate(
                Secret.of(Base64.getEncoder().encodeToString(Files.readAllBytes(file))),
                Secret.of(password),
                thumbprint);
    }

    SignInAnswer trySignIn(SignIn way) throws InterruptedException {
        return session.signIn(way, application(tenant), "", person);
    }

    Connection signIn(SignIn way) throws InterruptedException {
        SignInAnswer answer = trySignIn(way);
        return assertInstanceOf(SignInAnswer.SignedIn.class, answer, answer::toString)
                .connection();
    }

    Connection signInByPassword() throws InterruptedException {
        return signIn(new SignIn.Password(
                tenant.user().name(), Secret.of(tenant.user().password())));
    }

    static Resource resource(Service service) {
        return Resource.of(Cloud.PUBLIC, service).orElseThrow();
    }

    static Resource resource(String address) {
        return new Resource(Cloud.PUBLIC, address);
    }

    static AccessToken token(TokenAnswer answer) {
        return assertInstanceOf(TokenAnswer.Token.class, answer, answer::toString)
                .token();
    }

    static TokenAnswer.Needs needs(TokenAnswer answer) {
        return assertInstanceOf(TokenAnswer.Needs.class, answer, answer::toString);
    }

    static TokenAnswer.Needs needs(SignInAnswer answer) {
        return assertInstanceOf(SignInAnswer.NotSignedIn.class, answer, answer::toString)
                .why();
    }

    @Override
    public void close() {
        session.close();
    }
}
