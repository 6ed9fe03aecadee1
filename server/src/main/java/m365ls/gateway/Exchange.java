package m365ls.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import m365ls.gateway.ServiceGateway.Checked;
import m365ls.gateway.ServiceGateway.Line;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;
import m365ls.http.HttpStream;
import m365ls.http.NetworkException;
import m365ls.session.AccessToken;
import m365ls.session.Resource;
import m365ls.session.TokenAnswer;

/** One request on its way: with its token, its redirects, its waits and its repetitions, until there is a reply. */
final class Exchange {

    /** Times that a request is sent to one address, at most, if it only reads: with a third of them throttled, 99.6 % come through. */
    static final int TRIES = 5;

    /** The same if it writes. */
    static final int TRIES_TO_WRITE = 3;

    /** From the first try to the head of the last answer, waits included. */
    static final Duration BUDGET = Duration.ofMinutes(5);

    /** From the sending of a try to the head of its answer; what the clients of Microsoft Graph wait. */
    static final Duration TO_HEAD = Duration.ofSeconds(100);

    /** Between two pieces of a body. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** From a page's head to its last byte. */
    static final Duration FOR_A_PAGE = Duration.ofMinutes(5);

    /** From a file's head to its last byte: whoever is not cancelled ends some time. */
    static final Duration FOR_A_FILE = Duration.ofHours(6);

    /** What the longest first wait without the service's word is; each next one is twice as long. */
    static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    /** The longest wait without the service's word. */
    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    /** Redirects that are followed. */
    static final int REDIRECTS = 5;

    /** Methods whose effect is the same when they come twice (RFC 9110, 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private static final Set<Integer> REDIRECTING = Set.of(301, 302, 303, 307, 308);

    /** What a service says to somebody who deletes what is not there. */
    private static final Set<Integer> GONE = Set.of(404, 410);

    /** What a service says to a write that comes too late, also behind the same one. */
    private static final Set<Integer> SUPERSEDED = Set.of(409, 412);

    /** Bytes of a page that are read before it is handed on: a line that breaks within them is tried again. */
    private static final int AT_ONCE = 256 * 1024;

    /** How Microsoft asks applications to name themselves, so that they are throttled with more care. */
    private static final String USER_AGENT = "NONISV|m365ls|m365ls/1.0";

    /** Under which services tell the id of a request, the most telling first. */
    private static final List<String> IDS =
            List.of("request-id", "x-ms-request-id", "sprequestguid", "x-ms-correlation-request-id");

    /** Headers of an answer that are about its way here. */
    private static final Set<String> OF_THE_WAY =
            Set.of("connection", "content-encoding", "content-length", "keep-alive", "trailer", "transfer-encoding");

    private final Line line;
    private final Hosts hosts;
    private final Permit permit;
    private final String method;
    private final boolean writes;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final String lane;
    private final long end;

    // What a redirect changes.
    private Address address;
    private Destination destination;
    private Optional<Resource> resource;
    private Map<String, String> headers;
    private Content content;

    private Optional<AccessToken> token = Optional.empty();
    private String requestId;
    private boolean sent;
    private int tries;
    private int redirects;
    private boolean renewed;
    /** Whether a try that may have had its effect has been given up. */
    private boolean unknown;

    Exchange(Line line, Hosts hosts, Permit permit, Checked checked) {
        this.line = line;
        this.hosts = hosts;
        this.permit = permit;
        this.method = checked.method();
        this.address = checked.address();
        this.destination = checked.destination();
        this.resource = checked.resource();
        this.headers = new HashMap<>(checked.headers());
        this.content = checked.content();
        this.writes = checked.writes();
        this.lane = permit.connection()
                .map(connection -> connection.identity().tenantId())
                .orElseGet(address::host);
        this.end = line.time().nanos() + BUDGET.toNanos();
        this.requestId =
                headers.getOrDefault("client-request-id", UUID.randomUUID().toString());
        this.headers.putIfAbsent("user-agent", USER_AGENT);
        if (destination instanceof Destination.Own) {
            this.headers.putIfAbsent("client-request-id", requestId);
        }
    }

    /** What the next step is. */
    private sealed interface Step {
        /** There is a reply. */
        record Over(Reply reply) implements Step {}

        /** Once more, now. */
        record Again() implements Step {}

        /**
         * Once more, after a wait.
         *
         * @param atLeast what the service wants; empty if it does not say
         * @param last what comes of it if there is no more time or try
         */
        record Later(Optional<Duration> atLeast, String reason, Reply last) implements Step {}
    }

    Reply run() throws InterruptedException {
        Runnable forget = permit.atEnd(() -> {
            ended.countDown();
            line.lanes().wake();
        });
        try {
            Optional<Reply> none = fetchToken();
            if (none.isPresent()) {
                return none.get();
            }
            while (true) {
                Step step = attempt();
                if (step instanceof Step.Over over) {
                    return over.reply();
                }
                if (step instanceof Step.Later later) {
                    Optional<Reply> last = waited(later);
                    if (last.isPresent()) {
                        return last.get();
                    }
                }
            }
        } finally {
            forget.run();
        }
    }

    private Optional<Reply> fetchToken() throws InterruptedException {
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        return took(line.tokens().token(permit.connection().orElseThrow(), resource.get()));
    }

    private Optional<Reply> took(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Needs needs) {
            return Optional.of(new Reply.NoToken(needs));
        }
        token = Optional.of(((TokenAnswer.Token) answer).token());
        return Optional.empty();
    }

    private Reply failed(String message) {
        return new Reply.Failed(message, unknown, sent ? requestId : "");
    }

    private Step over(String message) {
        return new Step.Over(failed(message));
    }

    private Reply ended() {
        return sent
                ? failed("The run has ended before " + address.host() + " answered.")
                : new Reply.Refused(ServiceGateway.ENDED);
    }

    /** Waits; empty if that is over, else the reply that comes of it. */
    private Optional<Reply> waited(Step.Later later) throws InterruptedException {
        if (tries >= (writes ? TRIES_TO_WRITE : TRIES) || !isRepeatable()) {
            return Optional.of(later.last());
        }
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(tries - 1, 20));
        Duration longest = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
        Duration wait = later.atLeast()
                .orElseGet(() -> Duration.ofNanos(
                        (long) (longest.toNanos() * line.chance().getAsDouble())));
        if (wait.compareTo(Duration.ofNanos(end - line.time().nanos())) >= 0) {
            return Optional.of(
                    later.atLeast().isEmpty()
                            ? later.last()
                            : failed(address.host() + " wants to be left alone for " + inWords(wait)
                                    + ", which is longer than is waited here. Try again then."));
        }
        return paused(wait, later.reason());
    }

    private Optional<Reply> paused(Duration wait, String reason) throws InterruptedException {
        permit.watcher().waiting(wait, reason);
        return line.time().pause(wait, ended) ? Optional.empty() : Optional.of(ended());
    }

    private static String inWords(Duration time) {
        long seconds = time.plusMillis(999).toSeconds();
        return seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    private boolean isRepeatable() {
        return !(content instanceof Content.Stream);
    }

    private boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    private Step attempt() throws InterruptedException {
        Duration courtesy =
                line.pace().reserve(lane + " " + address.host(), line.time().nanos());
        if (!courtesy.isZero()) {
            Optional<Reply> last =
                    paused(courtesy, address.host() + " says that few more requests are welcome for now.");
            if (last.isPresent()) {
                return new Step.Over(last.get());
            }
        }
        if (!line.lanes().enter(lane, () -> ended.getCount() == 0)) {
            return new Step.Over(ended());
        }
        HttpStream stream;
        HttpAnswer head;
        Runnable forget;
        try {
            Duration left = Duration.ofNanos(Math.max(1, end - line.time().nanos()));
            HttpCall call = call(left.compareTo(TO_HEAD) < 0 ? left : TO_HEAD);
            try {
                stream = line.http().open(call);
            } catch (IOException e) {
                return over(sentence(e));
            }
            tries++;
            sent = true;
            permit.count();
            permit.watcher().requesting(method, address.toString());
            forget = permit.atEnd(stream::close);
            try {
                head = stream.head();
            } catch (InterruptedException e) {
                end(stream, forget);
                throw e;
            } catch (IOException e) {
                end(stream, forget);
                return broken(e);
            }
        } finally {
            line.lanes().leave(lane);
        }
        requestId = IDS.stream()
                .flatMap(name -> head.header(name).stream())
                .findFirst()
                .orElse(requestId);
        line.pace()
                .note(
                        lane + " " + address.host(),
                        RetryTimes.spacing(head),
                        line.time().nanos());
        return answered(head, stream, forget);
    }

    private static void end(HttpStream stream, Runnable forget) {
        forget.run();
        stream.close();
    }

    private HttpCall call(Duration toHead) {
        HttpCall call = HttpCall.of(method, address.uri()).within(toHead).with("accept-encoding", "gzip, deflate");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        if (token.isPresent()) {
            call = call.with("authorization", "Bearer " + token.get().secret().reveal());
        }
        if (content instanceof Content.Bytes bytes) {
            return call.withBody(bytes.bytes());
        }
        return content instanceof Content.Stream stream
                ? call.withBody(new HttpCall.Upload(stream.length(), stream.bytes()))
                : call;
    }

    /** No answer came, or none to its end. */
    private Step broken(IOException why) {
        if (!permit.isInForce()) {
            unknown |= writes;
            return new Step.Over(ended());
        }
        boolean wasSent = !(why instanceof NetworkException known)
                || known.reason() == NetworkException.Reason.BROKEN
                || known.reason() == NetworkException.Reason.TOO_LATE
                || known.reason() == NetworkException.Reason.TOO_LARGE;
        unknown |= writes && wasSent;
        String sentence = sentence(why);
        if (!wasSent || !isIdempotent() || why instanceof Bodies.TooLarge) {
            return over(sentence);
        }
        return new Step.Later(Optional.empty(), sentence, failed(sentence));
    }

    private String sentence(IOException why) {
        return why instanceof NetworkException || why instanceof Bodies.TooLarge
                ? String.valueOf(why.getMessage())
                : "The answer of " + address.host() + " broke off or could not be read.";
    }

    private Step answered(HttpAnswer head, HttpStream stream, Runnable forget) throws InterruptedException {
        int status = head.status();
        if (status == 429 || status == 503) {
            // Not read: a new connection leads to another server, perhaps one with less to do.
            end(stream, forget);
            String asks = address.host() + (status == 429 ? " asks to slow down." : " is not ready for requests.");
            return new Step.Later(
                    RetryTimes.wanted(head, line.time().now()),
                    asks,
                    failed(asks
                            + (isRepeatable()
                                    ? " It was asked " + tries + " times. Try again later."
                                    : " What was sent cannot be sent again by itself.")));
        }
        if (status == 502 || status == 504) {
            String sentence = address.host() + " got no answer from the server behind it (" + status + ").";
            if (isIdempotent() && isRepeatable() && tries < (writes ? TRIES_TO_WRITE : TRIES)) {
                end(stream, forget);
                unknown |= writes;
                return new Step.Later(RetryTimes.wanted(head, line.time().now()), sentence, failed(sentence));
            }
            if (writes) {
                end(stream, forget);
                unknown = true;
                return over(sentence);
            }
        }
        if (status == 401 && token.isPresent() && !renewed && isRepeatable()) {
            end(stream, forget);
            renewed = true;
            Optional<Reply> none = took(line.tokens()
                    .renew(
                            permit.connection().orElseThrow(),
                            resource.orElseThrow(),
                            token.get().secret(),
                            Challenges.claims(head.headers("WWW-Authenticate"))));
            return none.<Step>map(Step.Over::new).orElseGet(Step.Again::new);
        }
        if (unknown && (method.equals("DELETE") ? GONE : SUPERSEDED).contains(status)) {
            end(stream, forget);
            return over(afterTheFirst(status));
        }
        Optional<String> location = head.header("Location").filter(text -> !text.isBlank());
        if (REDIRECTING.contains(status) && location.isPresent()) {
            Optional<Step> step = redirected(status, location.get());
            if (step.isPresent()) {
                end(stream, forget);
                return step.get();
            }
        }
        return handedOn(head, stream, forget);
    }

    /** What a service's refusal means of a write that was sent before, and may have been done then. */
    private String afterTheFirst(int status) {
        if (method.equals("DELETE")) {
            // What was wanted holds, whichever it was.
            unknown = false;
            return "The answer to the first request was lost, and the second one found nothing to delete at "
                    + address.host() + " (" + status + "): it was deleted by the first one, or was not there before.";
        }
        return "The answer to the first request was lost, and " + address.host() + " refused the second one (" + status
                + "), perhaps since the first one was done.";
    }

    /** Follows a redirect, or says why not; empty if it is an answer like others. */
    private Optional<Step> redirected(int status, String location) throws InterruptedException {
        Addresses read = address.resolve(location);
        boolean isFollowed = method.equals("GET") || method.equals("HEAD");
        boolean leaves = !(read instanceof Address to && to.host().equals(address.host()));
        if (!isFollowed) {
            return (status == 307 || status == 308) && leaves
                    ? Optional.of(over(
                            address.host() + " wants what was sent to be sent to another host, which is not done."))
                    : Optional.empty();
        }
        if (!(read instanceof Address to)) {
            return Optional.of(over(address.host() + " leads to an address that is not called. "
                    + ((Addresses.Unusable) read).reason()));
        }
        redirects++;
        if (redirects > REDIRECTS) {
            return Optional.of(over(address.host() + " leads on more than " + REDIRECTS + " times."));
        }
        if (leaves) {
            boolean byService = !(destination instanceof Destination.Other);
            Destination next = hosts.of(permit.connection(), to);
            boolean mayGo = byService
                    || next instanceof Destination.Own
                    || next instanceof Destination.Open
                    || permit.answers().mayCall(to.host());
            if (!mayGo) {
                return Optional.of(over(
                        address.host() + " leads to " + to.host() + ", and nobody has allowed it to be" + " called."));
            }
            // What was meant for the first host is for no other, and not for itself either once another was asked.
            headers = new HashMap<>(Map.of("user-agent", USER_AGENT));
            content = Content.None.NONE;
            token = Optional.empty();
            resource = Optional.empty();
            destination = byService ? new Destination.Open() : next;
        }
        address = to;
        tries = 0;
        return Optional.of(new Step.Again());
    }

    private Optional<Refusal> refusal(int status) {
        return status >= 400 && status < 500
                ? Optional.of(new Refusal(status, address.host(), address.toString(), token.map(AccessToken::identity)))
                : Optional.empty();
    }

    private Step handedOn(HttpAnswer head, HttpStream stream, Runnable forget) throws InterruptedException {
        permit.note(refusal(head.status()));
        boolean isPage = isPage(head);
        boolean isError = head.status() >= 400;
        try {
            InputStream sent = stream.body(IDLE, isPage || isError ? FOR_A_PAGE : FOR_A_FILE);
            InputStream plain =
                    Bodies.decoded(sent, head.header("Content-Encoding").orElse(""));
            if (isPage || isError) {
                plain = Bodies.limited(plain, isError ? Bodies.LARGEST_ERROR : Bodies.LARGEST_PAGE);
            }
            if (destination instanceof Destination.Own) {
                head.header("Location").ifPresent(this::handOut);
                plain = isPage ? permit.handedOut().reading(plain) : plain;
            }
            if (isPage || isError) {
                byte[] begin = plain.readNBytes(AT_ONCE);
                if (begin.length < AT_ONCE) {
                    end(stream, forget);
                    return new Step.Over(reply(head, new ByteArrayInputStream(begin)));
                }
                plain = new SequenceInputStream(new ByteArrayInputStream(begin), plain);
            }
            return new Step.Over(reply(head, new AnswerBody(plain, () -> end(stream, forget))));
        } catch (IOException e) {
            end(stream, forget);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while an answer was read");
            }
            return broken(e);
        }
    }

    private void handOut(String location) {
        if (address.resolve(location) instanceof Address to) {
            permit.handedOut().add(to.text());
        }
    }

    /** Whether an answer is read by programs, and not a file for somebody. */
    private boolean isPage(HttpAnswer head) {
        String type = head.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String path = address.path().toLowerCase(Locale.ROOT);
        boolean isFile =
                head.header("Content-Disposition").isPresent() || path.endsWith("/$value") || path.endsWith("/content");
        return !isFile && (type.contains("json") || type.contains("xml") || type.startsWith("multipart/mixed"));
    }

    private static Reply reply(HttpAnswer head, InputStream body) {
        Map<String, List<String>> headers = new HashMap<>();
        head.headers().forEach((name, values) -> {
            String small = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_WAY.contains(small)) {
                headers.put(small, values);
            }
        });
        return new Reply.Answered(head.status(), headers, body);
    }
}
