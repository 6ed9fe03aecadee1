package m365ls.gateway;

import static m365ls.gateway.SignedIn.answered;
import static m365ls.gateway.SignedIn.ask;
import static m365ls.gateway.SignedIn.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Gate;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.RecordedRequest;
import m365ls.fixtures.tenant.http.Reply.Cut;
import m365ls.fixtures.tenant.http.Reply.Dropped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway over a real line to the stand-in tenant. */
final class ServiceGatewayTest {

    private static final String ME = "https://graph.microsoft.com/v1.0/me";
    private static final Match GRAPH = Match.path("graph.microsoft.com", "/v1.0/me");

    /** Requests that a gate lets go may still come when the next test has begun: they are not to take its faults. */
    private static final String SLOW = "https://graph.microsoft.com/v1.0/slow";

    private static final Match SLOWLY = Match.path("graph.microsoft.com", "/v1.0/slow");

    private static SignedIn signedIn;

    @BeforeAll
    static void start() throws InterruptedException {
        signedIn = new SignedIn();
    }

    @AfterAll
    static void stop() {
        signedIn.close();
    }

    @AfterEach
    void clear() {
        signedIn.tenant.clearFaults();
        signedIn.tenant.clearRequests();
    }

    private static Reply send(Permit.Extent extent, Ask ask) throws InterruptedException {
        try (Permit permit = signedIn.permit(extent)) {
            return signedIn.gateway.send(permit, ask);
        }
    }

    private static void end(Permit permit) {
        permit.close();
    }

    private static Reply read(Ask ask) throws InterruptedException {
        return send(Permit.Extent.READ, ask);
    }

    private static List<RecordedRequest> requests(String host) {
        return signedIn.tenant.requests().stream()
                .filter(request -> request.host().equals(host))
                .toList();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void asksGraphWithATokenOfTheSession() throws Exception {
        Reply reply = read(ask("GET", ME));
        assertTrue(text(reply).contains(signedIn.tenant.user().name()));
        RecordedRequest request = requests("graph.microsoft.com").get(0);
        assertTrue(request.headers().containsKey("client-request-id"));
        assertEquals(List.of("NONISV|m365ls|m365ls/1.0"), request.headers().get("user-agent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://contoso.sharepoint.com/_api/web",
                "https://contoso-admin.sharepoint.com/_api/web",
                "https://contoso-my.sharepoint.com/_api/web",
                "https://www.yammer.com/api/v1/users/current.json",
                "https://api.flow.microsoft.com/providers/Microsoft.ProcessSimple/environments?api-version=2016-11-01",
                "https://contoso.api.crm4.dynamics.com/api/data/v9.1/WhoAmI",
                "https://contoso.crm4.dynamics.com/api/data/v9.1/WhoAmI"
            })
    void asksEachServiceWithATokenOfItsOwnResource(String address) throws Exception {
        int status = answered(read(ask("GET", address))).status();
        assertTrue(status != 401 && status < 500, address + " " + status);
    }

    @Test
    void sendsNoTokenIfTheCommandWantsNone() throws Exception {
        Ask ask = new Ask("GET", ME, Map.of(), Content.None.NONE, true, "");
        assertEquals(401, answered(read(ask)).status());
        assertFalse(requests("graph.microsoft.com").get(0).headers().containsKey("authorization"));
    }

    @Test
    void refusesAResourceThatIsNotTheAddresss() throws Exception {
        Ask ask = new Ask(
                "GET",
                "https://contoso.sharepoint.com/_api/web",
                Map.of(),
                Content.None.NONE,
                false,
                "https://graph.microsoft.com");
        assertInstanceOf(Reply.Refused.class, read(ask));
        assertEquals(List.of(), requests("contoso.sharepoint.com"));
    }

    @Test
    void holdsWritesBackFromReadsAndWhatIfs() throws Exception {
        for (Permit.Extent extent : List.of(Permit.Extent.READ, Permit.Extent.WHAT_IF)) {
            try (Permit permit = signedIn.permit(extent)) {
                Reply.Held held = assertInstanceOf(
                        Reply.Held.class,
                        signedIn.gateway.send(
                                permit,
                                ask("POST", ME + "/sendMail?code=hunter2", "{\"password\":\"hunter2\",\"a\":1}")));
                assertEquals("POST", held.write().method());
                assertFalse(held.toString().contains("hunter2"), held.toString());
                assertInstanceOf(Reply.Held.class, signedIn.gateway.send(permit, ask("DELETE", ME)));
                assertEquals(Optional.of(held.write()), permit.held());
            }
        }
        assertEquals(List.of(), requests("graph.microsoft.com"));
    }

    @Test
    void sendsNothingOnceThePermitHasEnded() throws Exception {
        Permit permit = signedIn.permit(Permit.Extent.WRITE);
        permit.close();
        assertInstanceOf(Reply.Refused.class, signedIn.gateway.send(permit, ask("GET", ME)));
        assertEquals(List.of(), signedIn.tenant.requests());
    }

    @Test
    void renewsATokenThatAServiceChallenges() throws Exception {
        assertEquals(200, answered(read(ask("GET", ME))).status());
        signedIn.tenant.challenge("https://graph.microsoft.com");
        assertEquals(200, answered(read(ask("GET", ME))).status());
    }

    @Test
    void handsOnTheSecondRefusalOfAToken() throws Exception {
        signedIn.tenant.failNext(GRAPH, 2, Answer.empty(401));
        assertEquals(401, answered(read(ask("GET", ME))).status());
        assertEquals(2, requests("graph.microsoft.com").size());
    }

    @Test
    void unpacksWhatIsPacked() throws Exception {
        signedIn.tenant.failNext(
                GRAPH,
                1,
                Answer.bytes(200, "application/json", gzip("{\"a\":\"\u00fc\"}"))
                        .with("Content-Encoding", "gzip"));
        Reply reply = read(ask("GET", ME));
        assertEquals("{\"a\":\"\u00fc\"}", text(reply));
        assertFalse(answered(reply).headers().containsKey("content-encoding"));
    }

    @Test
    void triesAReadAgainWhoseLineBreaksWithinAPage() throws Exception {
        signedIn.tenant.failNext(GRAPH, 1, new Cut(Answer.text(200, "application/json", "{\"a\":1}"), 3));
        assertTrue(text(read(ask("GET", ME))).contains(signedIn.tenant.user().name()));
    }

    @Test
    void saysThatTheOutcomeOfAWriteIsUnknownWhenTheLineBreaks() throws Exception {
        signedIn.tenant.failNext(GRAPH, 9, new Dropped());
        Reply.Failed failed =
                assertInstanceOf(Reply.Failed.class, send(Permit.Extent.WRITE, ask("POST", ME + "/things", "{}")));
        assertTrue(failed.outcomeUnknown());
        assertFalse(failed.requestId().isEmpty());
        assertEquals(1, requests("graph.microsoft.com").size());
    }

    @Test
    void closesTheLineWhenThePermitEndsWhileARequestWaits() throws Exception {
        Gate gate = signedIn.tenant.hold(SLOWLY);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Permit permit = signedIn.permit(Permit.Extent.WRITE)) {
            Future<Reply> reply = other.submit(() -> signedIn.gateway.send(permit, ask("POST", SLOW, "{}")));
            gate.awaitArrivals(1);
            end(permit);
            Reply.Failed failed = assertInstanceOf(Reply.Failed.class, reply.get(20, TimeUnit.SECONDS));
            assertTrue(failed.outcomeUnknown());
        } finally {
            other.shutdownNow();
            gate.open();
        }
    }

    @Test
    void givesUpWhenTheThreadIsInterrupted() throws Exception {
        Gate gate = signedIn.tenant.hold(SLOWLY);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Permit permit = signedIn.permit(Permit.Extent.READ)) {
            Future<InterruptedException> interrupted = other.submit(() ->
                    assertThrows(InterruptedException.class, () -> signedIn.gateway.send(permit, ask("GET", SLOW))));
            gate.awaitArrivals(1);
            other.shutdownNow();
            assertFalse(interrupted.get(20, TimeUnit.SECONDS).toString().isEmpty());
        } finally {
            gate.open();
        }
    }

    /** Bytes without an end; tells when nobody takes them any more. */
    private static final class Endless extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return length;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void closesTheLineWhenThePermitEndsWhileABodyIsRead() throws Exception {
        Endless endless = new Endless();
        signedIn.tenant.failNext(GRAPH, 1, Answer.chunks(200, "application/octet-stream", () -> endless));
        try (Permit permit = signedIn.permit(Permit.Extent.READ)) {
            InputStream body = answered(signedIn.gateway.send(permit, ask("GET", ME + "/photo/$value")))
                    .body();
            assertEquals(100, body.readNBytes(100).length);
            end(permit);
            assertThrows(IOException.class, body::readAllBytes);
            assertTrue(endless.closed.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void sendsABodyAsItIsRead() throws Exception {
        byte[] bytes = new byte[6_000_000];
        signedIn.tenant.failNext(GRAPH, 1, Answer.empty(201));
        Ask ask = new Ask(
                "PUT",
                ME + "/drive/root:/a:/content",
                Map.of(),
                new Content.Stream(bytes.length, new ByteArrayInputStream(bytes)),
                false,
                "");
        assertEquals(201, answered(send(Permit.Extent.WRITE, ask)).status());
        RecordedRequest request = requests("graph.microsoft.com").get(0);
        assertEquals(List.of("6000000"), request.headers().get("content-length"));
        assertEquals(bytes.length, request.body().length());
    }

    @Test
    void callsWhatAServiceHandedOutWithoutATokenAndWithoutAQuestion() throws Exception {
        signedIn.tenant.failNext(
                GRAPH,
                1,
                Answer.text(
                        200,
                        "application/json",
                        "{\"uploadUrl\":\"https:\\/\\/elsewhere.example.com/up?t=1\\u0026s=2\"}"));
        try (Permit permit = signedIn.permit(Permit.Extent.WRITE)) {
            text(signedIn.gateway.send(permit, ask("GET", ME)));
            // The stand-in's proxy leads to no such host: what counts is that the request was sent.
            Reply reply = signedIn.gateway.send(permit, ask("PUT", "https://elsewhere.example.com/up?t=1&s=2", "x"));
            assertInstanceOf(Reply.Failed.class, reply, reply::toString);
            assertInstanceOf(
                    Reply.Refused.class,
                    signedIn.gateway.send(permit, ask("PUT", "https://elsewhere.example.com/up?t=1", "x")));
        }
    }
}
