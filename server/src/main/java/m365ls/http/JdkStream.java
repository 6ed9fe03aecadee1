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
        // While bytes are taken to be sent, more time is left each time that the last wait is over.
        for (long left = left(); left > 0; left = left()) {
            Optional<HttpAnswer> head = head(left);
            if (head.isPresent()) {
                return head.get();
            }
        }
        close();
        throw Failures.late(call);
    }

    private long left() {
        return lastTaken.getAsLong() + call.deadline().toNanos() - System.nanoTime();
    }

    private Optional<HttpAnswer> head(long nanos) throws IOException, InterruptedException {
        try {
            HttpResponse<StreamedBody> answer = exchange.get(nanos, TimeUnit.NANOSECONDS);
            if (answer.statusCode() == 407 && proxy.isPresent()) {
                close();
                throw Failures.proxyAuthentication(proxy.get());
            }
            return Optional.of(
                    new HttpAnswer(answer.statusCode(), answer.headers().map(), new byte[0]));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException | CancellationException e) {
            throw Failures.of(call, proxy, e);
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
