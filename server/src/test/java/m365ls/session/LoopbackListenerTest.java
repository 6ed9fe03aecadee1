package m365ls.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackListenerTest {
    private static final String STATE = "right-state";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private LoopbackListener listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new LoopbackListener(STATE, executor);
    }

    @AfterEach
    void close() {
        listener.close();
        executor.shutdownNow();
    }

    private String send(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String host() {
        return "localhost:" + listener.address().getPort();
    }

    private String get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }

    private String post(String form) throws IOException {
        return send("POST / HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form);
    }

    private void stillWaits() throws InterruptedException, IOException {
        assertTrue(listener.await(Duration.ZERO).isEmpty());
        assertTrue(post("code=c&state=" + STATE).startsWith("HTTP/1.1 200"));
        assertEquals(
                "c", listener.await(Duration.ofMinutes(1)).orElseThrow().code().reveal());
    }

    @Test
    void takesTheAnswerOnce() throws IOException, InterruptedException {
        assertTrue(get("/?code=first&state=" + STATE).startsWith("HTTP/1.1 200"));
        assertTrue(get("/?code=second&state=" + STATE).startsWith("HTTP/1.1 410"));
        assertEquals(
                "first",
                listener.await(Duration.ofMinutes(1)).orElseThrow().code().reveal());
    }

    @Test
    void takesARefusalAndDoesNotEchoIt() throws IOException, InterruptedException {
        String page = post("error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=" + STATE);
        assertFalse(page.contains("script>"), page);
        assertFalse(page.contains("access_denied"), page);
        LoopbackListener.Answer answer = listener.await(Duration.ofMinutes(1)).orElseThrow();
        assertEquals("access_denied", answer.error());
        assertTrue(answer.code().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/favicon.ico",
                "/?code=x",
                "/?code=x&state=",
                "/?code=x&state=wrong",
                "/?code=x&state=right-state&state=right-state",
                "/?code=x&code=y&state=right-state",
                "/?code=x&error=y&state=right-state",
                "/?state=right-state",
                "/other?code=x&state=right-state",
                "/?code=%zz&state=right-state",
                "/?code=x&state=right-statf"
            })
    void ignoresWhatIsNotTheAnswer(String target) throws IOException, InterruptedException {
        assertFalse(get(target).startsWith("HTTP/1.1 200"));
        stillWaits();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost", "localhost:1", "127.0.0.1", "localhost.evil.example:80", ""})
    void refusesAnotherHost(String host) throws IOException, InterruptedException {
        String answer = send("GET /?code=x&state=" + STATE + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
        stillWaits();
    }

    @Test
    void refusesSeveralHostsOrNone() throws IOException, InterruptedException {
        String begin = "GET /?code=x&state=" + STATE + " HTTP/1.1\r\n";
        assertTrue(send(begin + "\r\n").startsWith("HTTP/1.1 421"));
        assertTrue(send(begin + "Host: " + host() + "\r\nHost: evil.example\r\n\r\n")
                .startsWith("HTTP/1.1 421"));
        stillWaits();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "GET\r\n\r\n",
                "DELETE / HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"
            })
    void outlivesWhatIsNoRequest(String request) throws IOException, InterruptedException {
        assertTrue(send(request).matches("(?s)HTTP/1\\.1 4\\d\\d .*"));
        stillWaits();
    }

    @Test
    void isGoneWhenItIsClosed() {
        int port = listener.address().getPort();
        listener.close();
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws IOException {
        int port = listener.address().getPort();
        List<InetAddress> others = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(network -> Collections.list(network.getInetAddresses()).stream())
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress other : others) {
            assertThrows(IOException.class, () -> new Socket(other, port).close(), other::toString);
        }
        assertEquals(Optional.of("localhost"), Optional.of(listener.address().getHost()));
    }
}
