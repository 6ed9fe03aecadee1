package m365ls.http;

import java.io.IOException;
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
import m365ls.log.Log;

/**
 * Requests with the JDK's client, over HTTP/1.1. Connections are kept and shared by all threads. Nothing is loaded and no
 * file is read before the first request.
 */
public final class JdkHttp implements Http {

    private static final Log LOG = new Log("m365ls.http");

    private static final Duration TO_CONNECT = Duration.ofSeconds(20);

    /** Bytes of an answer. */
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    /** Properties at which the JDK writes what is sent, tokens too, to standard error. */
    private static final List<String> TELLTALES =
            List.of("jdk.httpclient.HttpClient.log", "jdk.internal.httpclient.debug", "javax.net.debug");

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
        HttpRequest request = request(call, proxy);
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

    private static HttpRequest request(HttpCall call, Optional<ProxyAddress> proxy) throws NetworkException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(call.address());
        } catch (IllegalArgumentException e) {
            // The exception's text holds the whole address.
            throw new NetworkException(
                    NetworkException.Reason.UNREACHABLE, "The address of " + call + " is not one of http or https.");
        }
        call.headers().forEach(request::setHeader);
        // The JDK sends it to the proxy alone, and never through a tunnel to the host.
        proxy.flatMap(ProxyAddress::login).ifPresent(login -> request.setHeader("Proxy-Authorization", login.header()));
        byte[] body = call.body();
        request.method(
                call.method(),
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        return request.build();
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
        for (String property : TELLTALES) {
            if (System.getProperty(property) != null) {
                System.clearProperty(property);
                LOG.warning("The property " + property + " is ignored: it would write tokens to standard error.");
            }
        }
    }
}
