package m365ls.run.hosted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.CatalogFile;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Match;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.ServiceGateway;
import m365ls.gateway.Watcher;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.installation.Machine;
import m365ls.run.CommandLibrary.Result;
import m365ls.run.Consenting;
import m365ls.run.Work;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Through the real gateway, with the tokens of a session, to the stand-in tenant. */
@Timeout(120)
class TenantRunTest {

    private static final StandInTenant TENANT = StandInTenant.start();
    private static final JdkHttp HTTP =
            new JdkHttp(new NetworkSettings(TENANT.proxyUri().toString(), List.of(), List.of(TENANT.caFile()), false));
    private static final EntraSession SESSION = new EntraSession(new EntraSession.Surroundings(
            HTTP, new MemoryStore(), Map.of(), Clock.systemUTC(), EditorTokens.NONE, Optional::empty));
    private static final Places PLACES = new Places(SESSION, HTTP);
    private static final HostedLibrary LIBRARY = new HostedLibrary(new HostedLibrary.Surroundings(
            new ServiceGateway(SESSION, PLACES, HTTP),
            SESSION,
            HostedLibrary.Sites.of(PLACES),
            Rig::program,
            JsonObject::new,
            Machine.current()));
    private static Optional<Connection> connection = Optional.empty();

    @BeforeAll
    static void signIn() throws InterruptedException {
        SignInAnswer answer = SESSION.signIn(
                new SignIn.Password(
                        TENANT.user().name(), Secret.of(TENANT.user().password())),
                new Application(TENANT.appId(), TENANT.tenantId(), Cloud.PUBLIC),
                "",
                new Unattended());
        connection = Optional.of(
                assertInstanceOf(SignInAnswer.SignedIn.class, answer).connection());
    }

    @AfterAll
    static void close() {
        LIBRARY.close();
        SESSION.close();
        TENANT.close();
    }

    @Test
    void readsASite() throws Exception {
        Result.Done done = done(run("spo", "web", "get", "--url", "/"));
        assertEquals(0, done.exitCode(), done.err());
        assertTrue(done.result().getAsJsonObject().has("Title"), done.out());
    }

    @Test
    void readsAllPages() throws Exception {
        Result.Done done = done(run("entra", "user", "list", "--properties", "id,userPrincipalName"));
        assertEquals(0, done.exitCode(), done.err());
        JsonArray users = done.result().getAsJsonArray();
        assertTrue(users.size() > 1);
    }

    @Test
    void readsAUser() throws Exception {
        Result.Done done =
                done(run("entra", "user", "get", "--userName", TENANT.user().name(), "--output", "csv"));
        assertEquals(0, done.exitCode(), done.err());
        assertTrue(done.out().contains(TENANT.user().name()), done.out());
    }

    @Test
    void holdsBackWhatWrites() throws Exception {
        Result.Stopped stopped = assertInstanceOf(
                Result.Stopped.class,
                run(
                        Permit.Extent.WHAT_IF,
                        "entra",
                        "user",
                        "remove",
                        "--userName",
                        TENANT.user().name()));
        Reply.Held held = assertInstanceOf(Reply.Held.class, stopped.cause());
        assertEquals("DELETE", held.write().method());
    }

    @Test
    void givesATokenToNoOtherHost() throws Exception {
        assertInstanceOf(
                Reply.Refused.class,
                assertInstanceOf(
                                Result.Stopped.class,
                                run(
                                        "request",
                                        "--url",
                                        "https://example.org/x",
                                        "--resource",
                                        "https://graph.microsoft.com"))
                        .cause());
    }

    @Test
    void waitsOutABusyServiceOnceAndNoMore() throws Exception {
        TENANT.failNext(
                Match.path("graph.microsoft.com", "/v1.0/users"),
                1,
                Answer.text(429, "text/plain", "busy").with("Retry-After", "1"));
        Result.Done done = done(run("entra", "user", "list", "--properties", "id"));
        assertEquals(0, done.exitCode(), done.err());
    }

    private static Result run(String... words) throws Exception {
        return run(Permit.Extent.WRITE, words);
    }

    private static Result run(Permit.Extent extent, String... words) throws Exception {
        Path folder = Files.createTempDirectory("tenant");
        String name = List.of(words).stream()
                .takeWhile(word -> !word.startsWith("--"))
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
        try (Permit permit =
                Permit.signedIn(connection.orElseThrow(), extent, m365ls.gateway.Approver.NOBODY, Watcher.NONE)) {
            return LIBRARY.run(new Work(
                    CatalogFile.builtIn().catalog().find(name).orElseThrow(),
                    List.of(words),
                    Map.of(),
                    folder,
                    permit,
                    new Consenting(),
                    false));
        }
    }

    private static Result.Done done(Result result) {
        return assertInstanceOf(Result.Done.class, result);
    }
}
