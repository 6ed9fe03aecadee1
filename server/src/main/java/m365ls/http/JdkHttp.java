package m365ls.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import m365ls.log.Log;

/**
 * Requests with the JDK's client, over HTTP/1.1. Connections are kept and shared by all threads. Nothing is loaded and no
 * file is read before the first request.
 */
public final class JdkHttp implements Http, HttpStreams {

    private static final Log LOG = new Log("m365ls.http");

    private static final Duration TO_CONNECT = Duration.ofSeconds(20);

    /** Bytes of an answer. */
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    /** Properties at which the JDK writes what is sent, tokens too, to standard error. */
    private static final List<String> TELLTALES =
            List.of("jdk.httpclient.HttpClient.log", "jdk.internal.httpclient.debug", "javax.net.debug");

    /** At which the JDK sends a write again whose connection broke, so that its effect may come twice. */
    private static final String WRITES_AGAIN = "jdk.httpclient.enableAllMethodRetry";

    /** Makes the JDK send a password to a proxy that leads to https. Empty: no way of authentication is off. */
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

    /** Seconds for which an idle connection is kept. Networks forget them silently long before the 1,200 of JDK 17. */
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    private final NetworkSettings settings;
    private Optional<Ways> ways = Optional.empty();

    /** Both clients: the JDK asks a client's proxies, not a request's. */
    private record Ways(Proxies proxies, HttpClient asSet, HttpClient direct) {
        HttpClient of(HttpCall.Route route) {
            return route == HttpCall.Route.DIRECT ? direct : asSet;
        }

        Optional<ProxyAddress> proxy(HttpCall call) {
            return call.route() == HttpCall.Route.DIRECT ? Optional.empty() : proxies.on(call.address());
        }
    }

    /** Requests as {@code settings} say; other settings need another object. */
    public JdkHttp(NetworkSettings settings) {
        this.settings = settings;
    }

    /** @throws NetworkException if no answer came */
    @Override
    public HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        long end = System.nanoTime() + call.deadline().toNanos();
        Ways known = ways();
        Optional<ProxyAddress> proxy = known.proxy(call);
        HttpRequest request = request(call, proxy, new AtomicLong());
        CompletableFuture<HttpResponse<byte[]>> exchange =
                known.of(call.route()).sendAsync(request, answer -> new LimitedBody(LARGEST_BODY));
        try {
            HttpResponse<byte[]> answer = exchange.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer.statusCode() == 407 && proxy.isPresent()) {
                throw Failures.proxyAuthentication(proxy.get());
            }
            return new HttpAnswer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (TimeoutException e) {
            throw Failures.late(call);
        } catch (ExecutionException e) {
            throw Failures.of(call, proxy, e);
        } finally {
            // Of an exchange that has ended this does nothing; else it closes the connection.
            exchange.cancel(true);
        }
    }

    /** @throws NetworkException if nothing was sent */
    @Override
    public HttpStream open(HttpCall call) throws IOException {
        Ways known = ways();
        Optional<ProxyAddress> proxy = known.proxy(call);
        AtomicLong lastTaken = new AtomicLong(System.nanoTime());
        HttpRequest request = request(call, proxy, lastTaken);
        HttpClient client = known.of(call.route());
        return new JdkStream(
                call, proxy, new StreamedBody(), lastTaken::get, body -> client.sendAsync(request, answer -> body));
    }

    private static HttpRequest request(HttpCall call, Optional<ProxyAddress> proxy, AtomicLong lastTaken)
            throws NetworkException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(call.address());
        } catch (IllegalArgumentException e) {
            // The exception's text holds the whole address.
            throw new NetworkException(
                    NetworkException.Reason.UNREACHABLE, "The address of " + call + " is not one of http or https.");
        }
        try {
            call.headers().forEach(request::setHeader);
        } catch (IllegalArgumentException e) {
            // The exception's text holds the header's value.
            throw new NetworkException(
                    NetworkException.Reason.UNREACHABLE,
                    "A header of " + call + " holds characters that HTTP does not allow.");
        }
        // The JDK sends it to the proxy alone, and never through a tunnel to the host.
        proxy.flatMap(ProxyAddress::login).ifPresent(login -> request.setHeader("Proxy-Authorization", login.header()));
        request.method(call.method(), content(call, lastTaken));
        return request.build();
    }

    private static HttpRequest.BodyPublisher content(HttpCall call, AtomicLong lastTaken) {
        if (call.upload().isPresent()) {
            HttpCall.Upload upload = call.upload().get();
            InputStream watched = new TakenStream(upload.bytes(), lastTaken);
            HttpRequest.BodyPublisher bytes = HttpRequest.BodyPublishers.ofInputStream(() -> watched);
            return upload.length() > 0 ? HttpRequest.BodyPublishers.fromPublisher(bytes, upload.length()) : bytes;
        }
        byte[] body = call.body();
        return body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
    }

    private synchronized Ways ways() throws NetworkException {
        if (ways.isEmpty()) {
            hush();
            preset(TUNNELING, "");
            preset(KEEP_ALIVE, "30");
            Proxies proxies = Proxies.of(settings);
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TO_CONNECT)
                    .sslContext(TrustedCertificates.context(settings.authorities(), settings.systemTrust()));
            HttpClient asSet = builder.proxy(proxies).build();
            HttpClient direct = settings.proxy().isBlank()
                    ? asSet
                    : builder.proxy(Proxies.none()).build();
            ways = Optional.of(new Ways(proxies, asSet, direct));
        }
        return ways.get();
    }

    /** Sets a property of the JDK, unless the user has. */
    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The JDK reads these properties once, when it loads its client. */
    private static void hush() {
        if (System.getProperty(WRITES_AGAIN) != null) {
            System.clearProperty(WRITES_AGAIN);
            LOG.warning("The property " + WRITES_AGAIN + " is ignored: it would repeat writes.");
        }
        for (String property : TELLTALES) {
            if (System.getProperty(property) != null) {
                System.clearProperty(property);
                LOG.warning("The property " + property + " is ignored: it would write tokens to standard error.");
            }
        }
    }
}
