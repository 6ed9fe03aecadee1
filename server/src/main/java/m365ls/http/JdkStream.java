package m365ls.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** An exchange of the JDK's client. */
final class JdkStream implements HttpStream {

    private final HttpCall call;
    private final Optional<ProxyAddress> proxy;
    private final StreamedBody body;
    private final CompletableFuture<HttpResponse<StreamedBody>> exchange;
    private final LongSupplier lastTaken;

    /** @param lastTaken when bytes of a body were last taken to be sent, by {@link System#nanoTime} */
    JdkStream(
            HttpCall call,
            Optional<ProxyAddress> proxy,
            StreamedBody body,
            LongSupplier lastTaken,
            Function<StreamedBody, CompletableFuture<HttpResponse<StreamedBody>>> begin) {
        this.call = call;
        this.proxy = proxy;
        this.body = body;
        this.lastTaken = lastTaken;
        this.exchange = begin.apply(body);
    }

    @Override
    public HttpAnswer head() throws IOException, InterruptedException {
        while (true) {
            long left = lastTaken.getAsLong() + call.deadline().toNanos() - System.nanoTime();
            if (left <= 0) {
                close();
                throw Failures.late(call);
            }
            try {
                HttpResponse<StreamedBody> answer = exchange.get(left, TimeUnit.NANOSECONDS);
                if (answer.statusCode() == 407 && proxy.isPresent()) {
                    close();
                    throw Failures.proxyAuthentication(proxy.get());
                }
                return new HttpAnswer(answer.statusCode(), answer.headers().map(), new byte[0]);
            } catch (TimeoutException e) {
                // Perhaps bytes were taken meanwhile: then there is time left.
                continue;
            } catch (ExecutionException | CancellationException e) {
                throw Failures.of(call, proxy, e);
            }
        }
    }

    @Override
    public InputStream body(Duration idle, Duration whole) {
        return body.read(idle, whole, why -> Failures.of(call, proxy, why), Failures.lateBody(call));
    }

    @Override
    public void close() {
        // Before the head has come, this closes the connection; after it, the body's end does.
        exchange.cancel(true);
        body.close();
    }
}
