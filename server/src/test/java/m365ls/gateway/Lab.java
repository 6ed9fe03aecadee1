package m365ls.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;
import m365ls.http.HttpStream;
import m365ls.http.HttpStreams;
import m365ls.http.NetworkException;
import m365ls.http.NetworkException.Reason;
import m365ls.session.AccessToken;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;
import m365ls.session.Places;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.TokenAnswer;
import m365ls.session.Tokens;

/** A gateway whose line, clock and tokens are the test's own. Every token begins with {@link #CANARY}. */
final class Lab {

    static final String CANARY = "canary-of-";

    /**
     * What a service does with a request.
     *
     * @param status of the answer; 0 for none, because the line breaks; -1 for none, because there is no way to the host
     * @param after how long the answer is on its way
     * @param perByte how long each byte of the body is on its way
     * @param cutAt bytes of the body after which the line breaks; -1 for none
     */
    record Served(
            int status, Map<String, List<String>> headers, String body, Duration after, Duration perByte, int cutAt) {

        static Served of(int status, Map<String, List<String>> headers, String body) {
            return new Served(status, headers, body, Duration.ZERO, Duration.ZERO, -1);
        }

        static Served json(String body) {
            return of(200, Map.of("Content-Type", List.of("application/json")), body);
        }

        static Served redirect(int status, String location) {
            return of(status, Map.of("Location", List.of(location)), "");
        }

        static Served broken() {
            return of(0, Map.of(), "");
        }

        Served after(Duration time) {
            return new Served(status, headers, body, time, perByte, cutAt);
        }

        Served dripping(Duration each) {
            return new Served(status, headers, body, after, each, cutAt);
        }

        Served cut(int bytes) {
            return new Served(status, headers, body, after, perByte, bytes);
        }
    }

    /** A clock that only waits move. */
    static final class VirtualTime implements Time {
        private final AtomicLong nanos = new AtomicLong();
        private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos.get());
        }

        @Override
        public boolean pause(Duration time, CountDownLatch ended) {
            pauses.add(time);
            pass(time);
            return ended.getCount() > 0;
        }

        void pass(Duration time) {
            nanos.addAndGet(time.toNanos());
        }

        List<Duration> pauses() {
            return pauses;
        }
    }

    /** A call and when it was made. */
    record Seen(HttpCall call, long at) {}

    final VirtualTime time = new VirtualTime();
    final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    final Connection connection;
    final Tokens tokens;
    final ServiceGateway gateway;
    private Function<HttpCall, Served> services = call -> Served.json("{}");
    private int renewals;

    Lab() {
        this(Cloud.PUBLIC);
    }

    Lab(Cloud cloud) {
        this(cloud, "tenant");
    }

    Lab(Cloud cloud, String tenantId) {
        Identity identity = new Identity(
                Identity.Kind.USER,
                "megan@contoso.com",
                "object",
                tenantId,
                "client",
                "",
                List.of(),
                List.of(),
                Instant.parse("2026-01-02T00:00:00Z"));
        connection = new Connection("one", "one", "password", new Application("client", "tenant", cloud), identity);
        tokens = new Tokens() {
            @Override
            public TokenAnswer token(Connection of, Resource resource) {
                return Lab.token(identity, resource, 0);
            }

            @Override
            public TokenAnswer renew(Connection of, Resource resource, Secret rejected, String claims) {
                renewals++;
                return Lab.token(identity, resource, renewals);
            }
        };
        Places places = new Places(
                tokens,
                call -> new HttpAnswer(
                        200,
                        Map.of(),
                        ("{\"webUrl\":\"https://contoso" + cloud.sharePointSuffix() + "\",\"value\":[{\"properties\":{"
                                        + "\"linkedEnvironmentMetadata\":{\"instanceUrl\":\"https://contoso.crm4.dynamics.com/\"}}}]}")
                                .getBytes(StandardCharsets.UTF_8)));
        HttpStreams line = call -> {
            seen.add(new Seen(call, time.nanos()));
            Served served = services.apply(call);
            if (served.status() < 0) {
                throw new NetworkException(Reason.UNREACHABLE, "There is no way to the host.");
            }
            return new Stream(call, served);
        };
        gateway = new ServiceGateway(tokens, places, line, time, () -> 0.5);
    }

    private static TokenAnswer token(Identity identity, Resource resource, int number) {
        return new TokenAnswer.Token(new AccessToken(
                Secret.of(CANARY + resource.address() + "-" + number),
                resource,
                Instant.parse("2026-01-02T00:00:00Z"),
                identity));
    }

    /** How often a token was renewed. */
    int renewals() {
        return renewals;
    }

    /** What the services do from now on. */
    void serve(Function<HttpCall, Served> answers) {
        services = answers;
    }

    Permit permit(Permit.Extent extent, Approver approver) {
        return Permit.signedIn(connection, extent, approver, Watcher.NONE);
    }

    Reply send(Permit.Extent extent, Ask ask) throws InterruptedException {
        try (Permit permit = permit(extent, Approver.NOBODY)) {
            return gateway.send(permit, ask);
        }
    }

    /** A line that answers as it was told, in virtual time. */
    private final class Stream implements HttpStream {
        private final HttpCall call;
        private final Served served;

        Stream(HttpCall call, Served served) {
            this.call = call;
            this.served = served;
        }

        @Override
        public HttpAnswer head() throws IOException {
            if (served.after().compareTo(call.deadline()) > 0) {
                time.pass(call.deadline());
                throw new NetworkException(Reason.TOO_LATE, "The answer came too late.");
            }
            time.pass(served.after());
            if (served.status() == 0) {
                throw new NetworkException(Reason.BROKEN, "The line broke.");
            }
            return new HttpAnswer(served.status(), served.headers(), new byte[0]);
        }

        @Override
        public InputStream body(Duration idle, Duration whole) {
            long end = time.nanos() + whole.toNanos();
            InputStream bytes = new ByteArrayInputStream(served.body().getBytes(StandardCharsets.UTF_8));
            return new InputStream() {
                private int count;

                @Override
                public int read() throws IOException {
                    if (served.cutAt() >= 0 && count >= served.cutAt()) {
                        throw new NetworkException(Reason.BROKEN, "The line broke.");
                    }
                    time.pass(served.perByte());
                    if (served.perByte().compareTo(idle) > 0 || time.nanos() > end) {
                        throw new NetworkException(Reason.TOO_LATE, "The answer did not come to its end.");
                    }
                    count++;
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    if (length == 0) {
                        return 0;
                    }
                    int one = read();
                    if (one < 0) {
                        return -1;
                    }
                    into[from] = (byte) one;
                    return 1;
                }
            };
        }

        @Override
        public void close() {}
    }

    /** What {@code name} was sent as. */
    static Optional<String> header(HttpCall call, String name) {
        return call.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
