package m365ls.session;

import com.google.gson.JsonObject;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/**
 * MSAL4J's HTTP over ours.
 *
 * <p>MSAL4J ends a sign-in by device code at the first {@code slow_down}, fault of the service or line that drops, though
 * RFC 8628 (3.5) asks for patience; and it polls without a pause if no interval is given. Both are put right here.
 */
final class MsalHttp implements IHttpClient {

    /** How a wait is done: {@link Thread#sleep(long)}, or nothing in tests. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** The interval if none is given, and what {@code slow_down} adds to it (RFC 8628, 3.2 and 3.5), in seconds. */
    private static final int USUAL_INTERVAL = 5;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private static final HttpAnswer PENDING = new HttpAnswer(
            400,
            Map.of("Content-Type", List.of("application/json")),
            "{\"error\":\"authorization_pending\",\"error_description\":\"pending\"}".getBytes(StandardCharsets.UTF_8));

    private record Response(int statusCode, Map<String, List<String>> headers, String body) implements IHttpResponse {
        static Response of(HttpAnswer answer) {
            return new Response(answer.status(), answer.headers(), answer.text());
        }

        @Override
        public String toString() {
            return "answer " + statusCode;
        }
    }

    private final Http http;
    private final Pause pause;
    private final AtomicInteger slowedDown = new AtomicInteger();

    MsalHttp(Http http, Pause pause) {
        this.http = http;
        this.pause = pause;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        HttpCall call = HttpCall.of(
                request.httpMethod().name(), URI.create(request.url().toString()));
        if (request.headers() != null) {
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                call = call.with(header.getKey(), header.getValue());
            }
        }
        String body = request.body() == null ? "" : request.body();
        if (!body.isEmpty()) {
            call = call.withBody(body);
            boolean typed = call.headers().keySet().stream().anyMatch("Content-Type"::equalsIgnoreCase);
            // MSAL4J leaves it out where the JDK's older client puts this one in by itself.
            call = typed ? call : call.with("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpAnswer answer = body.contains("device_code=") ? poll(call) : patiently(call);
        throwIfRefused(call, answer);
        String path = call.address().getPath();
        if (path.endsWith("/devicecode")) {
            return withInterval(whole(answer, "device_code", "user_code", "verification_uri"));
        }
        return Response.of(path.endsWith("/token") ? whole(answer, "access_token") : answer);
    }

    /** MSAL4J takes a success without what belongs to it, and goes on with nulls. */
    private static HttpAnswer whole(HttpAnswer answer, String... members) {
        JsonObject body = Json.object(answer.text()).orElseGet(JsonObject::new);
        boolean lacks =
                Stream.of(members).anyMatch(name -> Json.text(body, name).isEmpty());
        if (answer.status() == 200 && lacks) {
            throw new Refusals.Unusable(Refusals.unreadable());
        }
        return answer;
    }

    /**
     * Asks twice if the service fails, once if it is asked too often. What it says then goes past MSAL4J, which would lose
     * the status, and remember the refusal for the whole process.
     */
    private HttpAnswer patiently(HttpCall call) throws IOException, InterruptedException {
        HttpAnswer answer = http.send(call);
        if (answer.status() >= 500 && answer.header("Retry-After").isEmpty()) {
            pause.of(BETWEEN_ATTEMPTS);
            answer = http.send(call);
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new Refusals.Unusable(Refusals.of(answer));
        }
        return answer;
    }

    private HttpAnswer poll(HttpCall call) throws InterruptedException {
        if (slowedDown.get() > 0) {
            pause.of(Duration.ofSeconds(slowedDown.get()));
        }
        HttpAnswer answer;
        try {
            answer = http.send(call);
        } catch (IOException e) {
            // The line may come back before the code ends, which is when MSAL4J gives up.
            return PENDING;
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            return PENDING;
        }
        boolean slower = Json.object(answer.text())
                .filter(refusal -> Json.text(refusal, "error").equals("slow_down"))
                .isPresent();
        if (slower) {
            slowedDown.addAndGet(USUAL_INTERVAL);
            return PENDING;
        }
        return answer;
    }

    /**
     * Lets refusals of OAuth past MSAL4J, which would repeat some of them for two minutes without asking, though somebody
     * may have consented or switched the account on again meanwhile.
     */
    private static void throwIfRefused(HttpCall call, HttpAnswer answer) {
        String path = call.address().getPath();
        if (answer.status() < 400 || !(path.endsWith("/token") || path.endsWith("/devicecode"))) {
            return;
        }
        String word = Json.object(answer.text())
                .map(refusal -> Json.text(refusal, "error"))
                .orElse("");
        if (!word.isEmpty() && !word.equals("authorization_pending")) {
            throw new Refusals.Unusable(Refusals.of(answer));
        }
    }

    private static Response withInterval(HttpAnswer answer) {
        JsonObject body = Json.object(answer.text()).orElseGet(JsonObject::new);
        if (!body.has("device_code") || Json.number(body, "interval") > 0) {
            return Response.of(answer);
        }
        body.addProperty("interval", USUAL_INTERVAL);
        return new Response(answer.status(), answer.headers(), body.toString());
    }
}
