package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.EditorTokens;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Places;
import m365ls.session.Secret;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.Unattended;

/** A gateway to a stand-in tenant, with the tokens of a session that is signed in to it. */
final class SignedIn implements AutoCloseable {

    final StandInTenant tenant = StandInTenant.start();
    final EntraSession session;
    final Connection connection;
    final ServiceGateway gateway;

    SignedIn() throws InterruptedException {
        JdkHttp http = new JdkHttp(
                new NetworkSettings(tenant.proxyUri().toString(), List.of(), List.of(tenant.caFile()), false));
        session = new EntraSession(new EntraSession.Surroundings(
                http, new MemoryStore(), Map.of(), Clock.systemUTC(), EditorTokens.NONE, Optional::empty));
        SignInAnswer answer = session.signIn(
                new SignIn.Password(
                        tenant.user().name(), Secret.of(tenant.user().password())),
                new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC),
                "",
                new Unattended());
        connection = assertInstanceOf(SignInAnswer.SignedIn.class, answer).connection();
        gateway = new ServiceGateway(session, new Places(session, http), http);
        tenant.clearRequests();
    }

    Permit permit(Permit.Extent extent) {
        return Permit.signedIn(connection, extent, Approver.NOBODY, Watcher.NONE);
    }

    static Ask ask(String method, String address) {
        return new Ask(method, address, Map.of("Accept", "application/json"), Content.None.NONE, false, "");
    }

    static Ask ask(String method, String address, String body) {
        return new Ask(
                method,
                address,
                Map.of("Content-Type", "application/json"),
                new Content.Bytes(body.getBytes(StandardCharsets.UTF_8)),
                false,
                "");
    }

    static Reply.Answered answered(Reply reply) {
        return assertInstanceOf(Reply.Answered.class, reply, reply::toString);
    }

    static String text(Reply reply) throws IOException {
        try (var body = answered(reply).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        session.close();
        tenant.close();
    }
}
