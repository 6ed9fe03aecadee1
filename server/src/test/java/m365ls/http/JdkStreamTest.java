package m365ls.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Gate;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Reply;
import m365ls.http.NetworkException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdkStreamTest {

    private static final URI GRAPH = URI.create("https://graph.microsoft.com/v1.0/anything?key=hunter2");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final StandInTenant tenant = StandInTenant.start();
    private final JdkHttp http =
            new JdkHttp(new NetworkSettings(tenant.proxyUri().toString(), List.of(), List.of(tenant.caFile()), false));

    @AfterEach
    void close() {
        tenant.close();
    }

    /** Gives some bytes, more than the tenant keeps back, then none until it is closed. */
    private static final class Stalled extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private int left = 200_000;

        @Override
        public int read() throws IOException {
            if (left-- > 0) {
                return 'x';
            }
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
            return -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left > 0) {
                int count = Math.min(left, length);
                left -= count;
                return count;
            }
            return read();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private HttpStream open(HttpCall call) throws IOException {
        return http.open(call);
    }

    private static void end(HttpStream stream) {
        stream.close();
    }

    private static HttpCall get() {
        return HttpCall.of("GET", GRAPH);
    }

    @Test
    void readsAnAnswerAsItComes() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(3).nextBytes(bytes);
        tenant.failNext(
                Match.any(), 1, Answer.chunks(200, "application/octet-stream", () -> new ByteArrayInputStream(bytes)));
        try (HttpStream stream = open(get())) {
            assertEquals(200, stream.head().status());
            assertArrayEquals(bytes, stream.body(LONG, LONG).readAllBytes());
        }
    }

    @Test
    void keepsTheConnectionOfABodyThatWasReadToItsEnd() throws Exception {
        int times = 3;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Integer> served = thread.submit(() -> {
                // Whoever needs a second connection waits for it in vain.
                try (Socket only = server.accept()) {
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(only.getInputStream(), StandardCharsets.US_ASCII));
                    for (int i = 0; i < times; i++) {
                        while (!String.valueOf(in.readLine()).isEmpty()) {
                            // Headers.
                        }
                        only.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
                                        .getBytes(StandardCharsets.US_ASCII));
                    }
                    return times;
                }
            });
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            for (int i = 0; i < times; i++) {
                try (HttpStream stream =
                        open(HttpCall.of("GET", address).direct().within(Duration.ofSeconds(20)))) {
                    assertEquals(200, stream.head().status());
                    assertEquals(3, stream.body(LONG, LONG).readAllBytes().length);
                }
            }
            assertEquals(times, served.get(20, TimeUnit.SECONDS));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void givesUpABodyThatStalls() throws Exception {
        Stalled stalled = new Stalled();
        tenant.failNext(Match.any(), 1, Answer.chunks(200, "text/plain", () -> stalled));
        try (HttpStream stream = open(get())) {
            stream.head();
            InputStream body = stream.body(SHORT, LONG);
            NetworkException late = assertThrows(NetworkException.class, body::readAllBytes);
            assertEquals(Reason.TOO_LATE, late.reason());
            assertFalse(String.valueOf(late.getMessage()).contains("hunter2"));
        } finally {
            stalled.close();
        }
    }

    @Test
    void givesUpABodyThatDoesNotEndInTime() throws Exception {
        Stalled stalled = new Stalled();
        tenant.failNext(Match.any(), 1, Answer.chunks(200, "text/plain", () -> stalled));
        try (HttpStream stream = open(get())) {
            stream.head();
            InputStream body = stream.body(LONG, SHORT);
            assertEquals(
                    Reason.TOO_LATE,
                    assertThrows(NetworkException.class, body::readAllBytes).reason());
        } finally {
            stalled.close();
        }
    }

    @Test
    void failsForEachReaderWhenTheLineBreaks() throws Exception {
        tenant.failNext(Match.any(), 1, new Reply.Cut(Answer.text(200, "text/plain", "abcdef"), 3));
        try (HttpStream stream = open(get())) {
            stream.head();
            InputStream body = stream.body(LONG, LONG);
            assertThrows(IOException.class, body::readAllBytes);
            assertThrows(IOException.class, body::readAllBytes);
        }
    }

    @Test
    void anInterruptEndsTheReading() throws Exception {
        Stalled stalled = new Stalled();
        tenant.failNext(Match.any(), 1, Answer.chunks(200, "text/plain", () -> stalled));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (HttpStream stream = open(get())) {
            stream.head();
            InputStream body = stream.body(LONG, LONG);
            CountDownLatch begun = new CountDownLatch(1);
            Future<Boolean> reader = thread.submit(() -> {
                body.readNBytes(100_000);
                begun.countDown();
                assertThrows(InterruptedIOException.class, body::readAllBytes);
                return Thread.interrupted();
            });
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            thread.shutdownNow();
            assertTrue(reader.get(20, TimeUnit.SECONDS));
        } finally {
            stalled.close();
        }
    }

    @Test
    void closingEndsTheWaitForTheHead() throws Exception {
        Gate gate = tenant.hold(Match.any());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (HttpStream stream = open(get())) {
            Future<NetworkException> head = thread.submit(() -> assertThrows(NetworkException.class, stream::head));
            gate.awaitArrivals(1);
            end(stream);
            assertEquals(Reason.BROKEN, head.get(20, TimeUnit.SECONDS).reason());
        } finally {
            gate.open();
            thread.shutdownNow();
        }
    }

    @Test
    void theHeadIsWaitedForNoLongerThanTheDeadline() throws Exception {
        Gate gate = tenant.hold(Match.any());
        try (HttpStream stream = open(get().within(SHORT))) {
            assertEquals(
                    Reason.TOO_LATE,
                    assertThrows(NetworkException.class, stream::head).reason());
        } finally {
            gate.open();
        }
    }

    @Test
    void sendsABodyOfUnknownLength() throws Exception {
        tenant.failNext(Match.any(), 1, Answer.empty(204));
        HttpCall call = HttpCall.of("PUT", GRAPH)
                .withBody(
                        new HttpCall.Upload(-1, new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8))));
        try (HttpStream stream = open(call)) {
            assertEquals(204, stream.head().status());
            assertEquals(-1, stream.body(LONG, LONG).read());
        }
        assertEquals("streamed", tenant.requests().get(0).body());
    }

    @Test
    void aBodyThatEndsTooEarlyFails() throws Exception {
        HttpCall call =
                HttpCall.of("PUT", GRAPH).withBody(new HttpCall.Upload(100, new ByteArrayInputStream(new byte[10])));
        try (HttpStream stream = open(call)) {
            assertThrows(IOException.class, stream::head);
        }
    }

    @Test
    void refusesHeadersThatWouldSplitTheRequest() {
        NetworkException refused =
                assertThrows(NetworkException.class, () -> open(get().with("X-Own", "a\r\nAuthorization: hunter2")));
        assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"));
    }
}
