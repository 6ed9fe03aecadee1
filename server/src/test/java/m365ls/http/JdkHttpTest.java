package m365ls.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.crypto.TestAuthority;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Gate;
import m365ls.fixtures.tenant.http.LoopbackServer;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Reply;
import m365ls.http.NetworkException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JdkHttpTest {

    private static final URI GRAPH = URI.create("https://graph.microsoft.com/v1.0/anything?key=hunter2");

    private final StandInTenant tenant = StandInTenant.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        tenant.close();
    }

    private NetworkSettings settings(String credentials, Path... authorities) {
        return new NetworkSettings(
                "http://" + credentials + "127.0.0.1:" + tenant.proxyAddress().getPort(),
                List.of(),
                List.of(authorities),
                false);
    }

    private JdkHttp http() {
        return new JdkHttp(settings("", tenant.caFile()));
    }

    private static NetworkException failure(Http http, HttpCall call) {
        NetworkException failure = assertThrows(NetworkException.class, () -> http.send(call));
        assertFalse(String.valueOf(failure.getMessage()).contains("hunter2"));
        return failure;
    }

    @Test
    void sendsThroughTheProxyAndReadsTheAnswer() throws Exception {
        tenant.failNext(
                Match.any(), 1, Answer.text(201, "text/plain", "gr\u00fcezi").with("X-Kind", "good"));
        HttpAnswer answer =
                http().send(HttpCall.of("POST", GRAPH).with("X-Asked", "yes").withBody("h\u00e4"));
        assertEquals(201, answer.status());
        assertEquals("gr\u00fcezi", answer.text());
        assertEquals(List.of("good"), answer.headers("x-kind"));
        assertEquals("POST", tenant.requests().get(0).method());
        assertEquals("h\u00e4", tenant.requests().get(0).body());
    }

    @Test
    void followsNoRedirect() throws Exception {
        tenant.failNext(Match.any(), 1, Answer.redirect("https://graph.microsoft.com/elsewhere"));
        assertEquals(302, http().send(HttpCall.of("GET", GRAPH)).status());
        assertEquals(1, tenant.requests().size());
    }

    @ParameterizedTest
    @CsvSource({
        "SELF_SIGNED, authority that is not trusted",
        "OTHER_HOST, not made out to it",
        "EXPIRED, has expired",
        "NOT_YET_VALID, not valid yet"
    })
    void refusesBadCertificatesAndSaysWhatIsWrong(TestAuthority.Flaw flaw, String words) {
        tenant.presentFlawedCertificate("graph.microsoft.com", flaw);
        NetworkException failure = failure(http(), HttpCall.of("GET", GRAPH));
        assertEquals(Reason.NOT_TRUSTED, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
        assertEquals(List.of(), tenant.requests());
    }

    @Test
    void refusesAnAuthorityThatNobodyNamed() {
        NetworkException failure = failure(new JdkHttp(settings("")), HttpCall.of("GET", GRAPH));
        assertEquals(Reason.NOT_TRUSTED, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).contains("M365LS_CA_FILE"));
    }

    @Test
    void saysThatAFileOfAuthoritiesCannotBeRead() {
        Path missing = folder.resolve("none.pem");
        NetworkException failure = failure(new JdkHttp(settings("", missing)), HttpCall.of("GET", GRAPH));
        assertEquals(Reason.NOT_TRUSTED, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).contains(missing.toString()));
    }

    @Test
    void givesTheProxyItsPasswordAndTheHostNone() throws Exception {
        tenant.requireProxyCredentials("user", "p@ss");
        tenant.failNext(Match.any(), 1, Answer.empty(204));
        JdkHttp http = new JdkHttp(settings("user:p%40ss@", tenant.caFile()));
        assertEquals(204, http.send(HttpCall.of("GET", GRAPH)).status());
        assertFalse(
                tenant.requests().toString().toLowerCase(java.util.Locale.ROOT).contains("proxy-authorization"));
    }

    @ParameterizedTest
    @CsvSource({"'', asks for a user and a password", "user:hunter2@, does not accept"})
    void explainsAProxyThatWantsAnotherPassword(String credentials, String words) {
        tenant.requireProxyCredentials("user", "secret");
        NetworkException failure =
                failure(new JdkHttp(settings(credentials, tenant.caFile())), HttpCall.of("GET", GRAPH));
        assertEquals(Reason.PROXY, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
    }

    @Test
    void saysThatTheProxyRefusesAHost() {
        NetworkException failure = failure(http(), HttpCall.of("GET", URI.create("https://elsewhere.example/")));
        assertEquals(Reason.PROXY, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).contains("refuses to lead to elsewhere.example (403)"));
    }

    @Test
    void saysThatTheProxysAddressCannotBeRead() {
        JdkHttp http = new JdkHttp(new NetworkSettings("http://user:hunter2#@proxy", List.of(), List.of(), false));
        assertEquals(Reason.PROXY, failure(http, HttpCall.of("GET", GRAPH)).reason());
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI address = URI.create("http://127.0.0.1:" + port + "/");
        assertEquals(
                Reason.UNREACHABLE,
                failure(new JdkHttp(NetworkSettings.NONE), HttpCall.of("GET", address))
                        .reason());
        JdkHttp away = new JdkHttp(new NetworkSettings("127.0.0.1:" + port, List.of(), List.of(), false));
        NetworkException failure = failure(away, HttpCall.of("GET", GRAPH));
        assertEquals(Reason.UNREACHABLE, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).contains("The proxy 127.0.0.1:" + port));
    }

    @Test
    void saysThatAHostIsNotKnown() {
        NetworkException failure = failure(
                new JdkHttp(NetworkSettings.NONE), HttpCall.of("GET", URI.create("https://nobody.invalid/?a=hunter2")));
        assertEquals(Reason.UNREACHABLE, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).contains("nobody.invalid was not found"));
    }

    @Test
    void saysThatAnAddressIsNone() {
        assertEquals(
                Reason.UNREACHABLE,
                failure(http(), HttpCall.of("GET", URI.create("ftp://host/?a=hunter2")))
                        .reason());
    }

    @Test
    void saysThatTheLineBroke() {
        tenant.failNext(Match.any(), 1, new Reply.Dropped());
        assertEquals(
                Reason.BROKEN,
                failure(http(), HttpCall.of("POST", GRAPH).withBody("x")).reason());
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        try (Gate gate = tenant.hold(Match.any())) {
            HttpCall call = HttpCall.of("GET", GRAPH).within(Duration.ofMillis(500));
            assertEquals(Reason.TOO_LATE, failure(http(), call).reason());
            assertTrue(gate.arrivals() <= 1);
        }
    }

    @Test
    void givesUpABodyThatNeverEnds() {
        tenant.failNext(Match.any(), 1, Answer.chunks(200, "text/plain", Endless::new));
        NetworkException failure = failure(http(), HttpCall.of("GET", GRAPH));
        assertEquals(Reason.TOO_LARGE, failure.reason());
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return new ByteArrayInputStream(new byte[length]).read(bytes, from, length);
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        JdkHttp http = http();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                http.send(HttpCall.of("GET", GRAPH));
            } catch (Exception e) {
                end.complete(e);
            }
        });
        try (Gate gate = tenant.hold(Match.any())) {
            thread.start();
            gate.awaitArrivals(1);
            thread.interrupt();
            assertEquals(
                    InterruptedException.class, end.get(60, TimeUnit.SECONDS).getClass());
        }
    }

    @Test
    void takesTheStraightWayWhereItIsAskedToOrTheHostIsListed() throws Exception {
        try (LoopbackServer server = new LoopbackServer(request -> Answer.text(200, "text/plain", "here"))) {
            URI address = URI.create(server.address() + "/");
            assertEquals(
                    "here", http().send(HttpCall.of("GET", address).direct()).text());
            assertEquals("here", http().send(HttpCall.of("GET", address)).text());
            assertEquals(List.of(), tenant.refusals());
        }
        JdkHttp listed = new JdkHttp(new NetworkSettings(
                "127.0.0.1:" + tenant.proxyAddress().getPort(), List.of("invalid."), List.of(), false));
        assertEquals(
                Reason.UNREACHABLE,
                failure(listed, HttpCall.of("GET", URI.create("https://nobody.invalid/")))
                        .reason());
        assertEquals(List.of(), tenant.refusals());
    }

    @Test
    void readsNothingBeforeTheFirstRequest() {
        Path file = folder.resolve("later.pem");
        JdkHttp http = new JdkHttp(settings("", file));
        assertThrows(IOException.class, () -> http.send(HttpCall.of("GET", GRAPH)));
        tenant.failNext(Match.any(), 1, Answer.empty(204));
        org.junit.jupiter.api.Assertions.assertDoesNotThrow(() -> {
            Files.copy(tenant.caFile(), file);
            assertEquals(204, http.send(HttpCall.of("GET", GRAPH)).status());
        });
    }
}
