package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import m365ls.gateway.Lab.Served;
import m365ls.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits, repetitions and ends, in virtual time. */
final class ResilienceTest {

    private static final String THINGS = "https://graph.microsoft.com/v1.0/things";
    private static final int FAULTS = 10_000;

    private static Ask ask(String method) {
        boolean hasBody = !List.of("GET", "HEAD", "DELETE").contains(method);
        return new Ask(
                method, THINGS, Map.of(), hasBody ? new Content.Bytes(new byte[] {1}) : Content.None.NONE, false, "");
    }

    private static Served status(int status, String... headers) {
        Map<String, List<String>> all = new HashMap<>(Map.of("Content-Type", List.of("application/json")));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return Served.of(status, all, "{\"a\":1}");
    }

    /** A reply, and how long it took until its body was read, in virtual time. */
    private record Came(Lab lab, Reply reply, Duration took) {}

    private static Came came(String method, Served... served) throws InterruptedException {
        Lab lab = new Lab();
        lab.serve(call -> served[Math.min(served.length, lab.seen.size()) - 1]);
        Reply reply = lab.send(Permit.Extent.WRITE, ask(method));
        if (reply instanceof Reply.Answered answered) {
            try (InputStream body = answered.body()) {
                body.readAllBytes();
            } catch (IOException e) {
                assertFalse(String.valueOf(e.getMessage()).isEmpty());
            }
        }
        return new Came(lab, reply, Duration.ofNanos(lab.time.nanos()));
    }

    // ---- waiting ----

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "5!5000",
                "2.128!2128",
                "0.5!500",
                "31,120!120000",
                " 7 !7000",
                "Thu, 01 Jan 2026 00:00:30 GMT!30000",
                "Thursday, 01-Jan-26 00:00:30 GMT!30000",
                "Thu Jan  1 00:00:30 2026!30000",
                "299!299000"
            })
    void waitsAsLongAsTheServiceAsks(String retryAfter, long millis) throws InterruptedException {
        for (int status : new int[] {429, 503}) {
            Came came = came("POST", status(status, "Retry-After", retryAfter), status(201));
            assertEquals(
                    201, assertInstanceOf(Reply.Answered.class, came.reply()).status());
            assertEquals(List.of(Duration.ofMillis(millis)), came.lab().time.pauses());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "garbage", "", "1e9", "Thu, 01 Jan 2015 00:00:30 GMT", "NaN", "0x10"})
    void waitsByItselfIfTheServiceAsksForNothingSensible(String retryAfter) throws InterruptedException {
        Came came = came("GET", status(429, "Retry-After", retryAfter), status(429), status(200));
        // Half of a second and of the next one, by the chance of these tests.
        assertEquals(
                List.of(Duration.ofMillis(250), Duration.ofMillis(500)),
                came.lab().time.pauses());
    }

    @Test
    void keepsTheGreaterOfRetryAfterAndRateLimitReset() throws InterruptedException {
        assertEquals(
                List.of(Duration.ofSeconds(20)),
                came("GET", status(429, "Retry-After", "5", "RateLimit-Reset", "20"), status(200))
                        .lab()
                        .time
                        .pauses());
        assertEquals(
                List.of(Duration.ofSeconds(50)),
                came("GET", status(429, "Retry-After", "50", "RateLimit-Reset", "20"), status(200))
                        .lab()
                        .time
                        .pauses());
    }

    @Test
    void isNotTooEarlyByTheServicesClockEither() throws InterruptedException {
        Served late =
                status(503, "Date", "Wed, 31 Dec 2025 23:00:00 GMT", "Retry-After", "Wed, 31 Dec 2025 23:00:40 GMT");
        assertEquals(
                List.of(Duration.ofSeconds(40)),
                came("GET", late, status(200)).lab().time.pauses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "100000", "999999999999999999", "Sat, 01 Jan 2028 00:00:00 GMT"})
    void stopsAtOnceAndTellsTheTimeIfTheWaitIsTooLong(String retryAfter) throws InterruptedException {
        Came came = came("GET", status(429, "Retry-After", retryAfter));
        Reply.Failed failed = assertInstanceOf(Reply.Failed.class, came.reply());
        assertTrue(failed.message().contains("wants to be left alone for"), failed.message());
        assertFalse(failed.outcomeUnknown());
        assertEquals(List.of(), came.lab().time.pauses());
        assertEquals(1, came.lab().seen.size());
    }

    @Test
    void spreadsRequestsWhenFewAreLeft() throws InterruptedException {
        Lab lab = new Lab();
        lab.serve(call -> status(200, "RateLimit-Limit", "100", "RateLimit-Remaining", "5", "RateLimit-Reset", "10"));
        for (int i = 0; i < 4; i++) {
            lab.send(Permit.Extent.READ, ask("GET"));
        }
        assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2)), lab.time.pauses());
        lab.serve(call -> status(200));
        lab.send(Permit.Extent.READ, ask("GET"));
        lab.send(Permit.Extent.READ, ask("GET"));
        assertEquals(4, lab.time.pauses().size());
    }

    @Test
    void tellsOfTheWaitAndEndsItWithTheRun() throws InterruptedException {
        Lab lab = new Lab();
        List<String> told = new ArrayList<>();
        lab.serve(call -> status(429, "Retry-After", "30"));
        Permit[] permit = new Permit[1];
        Watcher watcher = new Watcher() {
            @Override
            public void waiting(Duration time, String reason) {
                told.add(time.toSeconds() + " " + reason);
                permit[0].close();
            }
        };
        permit[0] = Permit.signedIn(lab.connection, Permit.Extent.WRITE, Approver.NOBODY, watcher);
        Reply.Failed failed = assertInstanceOf(Reply.Failed.class, lab.gateway.send(permit[0], ask("POST")));
        assertFalse(failed.outcomeUnknown());
        assertEquals(List.of("30 graph.microsoft.com asks to slow down."), told);
        assertEquals(1, lab.seen.size());
    }

    // ---- repeating ----

    @ParameterizedTest
    @CsvSource({
        "GET, 5, false",
        "HEAD, 5, false",
        "PUT, 3, true",
        "DELETE, 3, true",
        "POST, 1, true",
        "PATCH, 1, true",
        "MERGE, 1, true"
    })
    void repeatsAfterABrokenLineOnlyWhatHasTheSameEffectTwice(String method, int times, boolean unknown)
            throws InterruptedException {
        for (Served bad : List.of(Served.broken(), status(200).after(Duration.ofSeconds(101)))) {
            Came came = came(method, bad);
            assertEquals(
                    unknown, assertInstanceOf(Reply.Failed.class, came.reply()).outcomeUnknown());
            if (bad.status() == 0) {
                assertEquals(times, came.lab().seen.size());
            } else {
                assertTrue(came.lab().seen.size() <= times);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void saysThatARepeatedDeleteFoundNothing(int status) throws InterruptedException {
        for (Served lost : List.of(Served.broken(), status(502), status(504))) {
            Reply.Failed failed = assertInstanceOf(
                    Reply.Failed.class, came("DELETE", lost, status(status)).reply());
            assertTrue(failed.message().contains("deleted by the first one, or was not there"), failed.message());
            assertFalse(failed.outcomeUnknown());
        }
        // Nothing was lost: it is an answer like others, also behind a service that was not ready.
        for (Served[] served :
                List.of(new Served[] {status(status)}, new Served[] {status(503), status(status)}, new Served[] {
                    status(429), status(status)
                })) {
            Reply reply = came("DELETE", served).reply();
            assertEquals(status, assertInstanceOf(Reply.Answered.class, reply).status());
        }
        Reply read = came("GET", Served.broken(), status(status)).reply();
        assertEquals(status, assertInstanceOf(Reply.Answered.class, read).status());
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 412})
    void doesNotKnowWhetherTheFirstOfTwoWritesWasDoneIfTheSecondIsRefused(int status) throws InterruptedException {
        Reply.Failed failed = assertInstanceOf(
                Reply.Failed.class, came("PUT", Served.broken(), status(status)).reply());
        assertTrue(failed.outcomeUnknown());
        assertTrue(failed.message().contains("(" + status + ")"), failed.message());
        Reply alone = came("PUT", status(status)).reply();
        assertEquals(status, assertInstanceOf(Reply.Answered.class, alone).status());
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void doesNotKnowWhatBecameOfAWriteBehindAGateway(int status) throws InterruptedException {
        for (String method : List.of("POST", "PATCH", "PUT", "DELETE")) {
            Came came = came(method, status(status));
            assertTrue(assertInstanceOf(Reply.Failed.class, came.reply()).outcomeUnknown(), method);
        }
        Came read = came("GET", status(status));
        assertEquals(
                status, assertInstanceOf(Reply.Answered.class, read.reply()).status());
        assertEquals(5, read.lab().seen.size());
    }

    @Test
    void doesNotRepeatWhatNeverCameOutOfThisMachine() throws InterruptedException {
        Came came = came("POST", Served.of(-1, Map.of(), ""));
        assertFalse(assertInstanceOf(Reply.Failed.class, came.reply()).outcomeUnknown());
        assertEquals(1, came.lab().seen.size());
    }

    @Test
    void neverHandsOnThatAServiceIsThrottling() throws InterruptedException {
        Reply.Failed failed = assertInstanceOf(
                Reply.Failed.class,
                came("GET", status(429, "request-id", "abc")).reply());
        assertEquals("abc", failed.requestId());
        assertTrue(failed.message().contains("asked 5 times"), failed.message());
    }

    @Test
    void doesNotRepeatABodyThatIsGone() throws InterruptedException {
        Lab lab = new Lab();
        lab.serve(call -> status(429));
        Content large = new Content.Stream(5_000_000, new ByteArrayInputStream(new byte[5_000_000]));
        assertInstanceOf(
                Reply.Failed.class, lab.send(Permit.Extent.WRITE, new Ask("PUT", THINGS, Map.of(), large, false, "")));
        assertEquals(1, lab.seen.size());
        Content small = new Content.Stream(-1, new ByteArrayInputStream(new byte[100]));
        lab.send(Permit.Extent.WRITE, new Ask("PUT", THINGS, Map.of(), small, false, ""));
        assertEquals(1 + Exchange.TRIES_TO_WRITE, lab.seen.size());
    }

    @Test
    void aThirdOfThrottledAnswersSpoilsLessThanOneReadInAHundred() throws InterruptedException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int good = 0;
        for (int i = 0; i < 5_000; i++) {
            Lab lab = new Lab();
            lab.serve(call -> random.nextInt(3) == 0 ? status(429) : status(200));
            good += lab.send(Permit.Extent.READ, ask("GET")) instanceof Reply.Answered ? 1 : 0;
        }
        assertTrue(good >= 4_950, "seed " + seed + ": " + good);
    }

    // ---- 401 ----

    @Test
    void renewsATokenOnceAndEndsTheLoop() throws InterruptedException {
        Came came = came("POST", status(401));
        assertEquals(401, assertInstanceOf(Reply.Answered.class, came.reply()).status());
        assertEquals(1, came.lab().renewals());
        assertEquals(2, came.lab().seen.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer claims=\"%s\", error=\"insufficient_claims\"",
                "Bearer error=\"insufficient_claims\", claims=\"%s\"",
                "Bearer realm=\"\", authorization_uri=\"https://a/b?x=1,2\", error_description=\"say \\\"no\\\", claims=no\","
                        + " claims=\"%s\"",
                "PoP x=\"1\", Bearer claims=\"%s\"",
                "Bearer claims=%s",
                "Bearer CLAIMS = \"%s\""
            })
    void readsTheClaimsOfAChallengeWhereverTheyStand(String form) {
        String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\u00ff?~\"}}}";
        byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(
                Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding())) {
            String value = String.format(form, encoder.encodeToString(bytes));
            assertEquals(claims, Challenges.claims(List.of("Negotiate", value)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer claims=\"\"", "Bearer claims=\"%%%\"", "Bearer claims=\"YWJj\""})
    void readsNoClaimsWhereThereAreNone(String value) {
        assertEquals("", Challenges.claims(List.of(value)));
    }

    // ---- everything at once ----

    private static Served fault(Random random) {
        int[] statuses = {
            200, 200, 201, 204, 400, 401, 403, 404, 409, 412, 429, 429, 429, 500, 502, 503, 503, 504, 302, 0, 0
        };
        String[] waits = {"0", "1", "3.5", "20", "100", "400", "-1", "x", "7,9", "Thu, 01 Jan 2026 00:02:00 GMT"};
        int status = statuses[random.nextInt(statuses.length)];
        List<String> headers = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            headers.addAll(List.of("Retry-After", waits[random.nextInt(waits.length)]));
        }
        if (random.nextInt(4) == 0) {
            headers.addAll(List.of("RateLimit-Limit", "100", "RateLimit-Remaining", "" + random.nextInt(30)));
            headers.addAll(List.of("RateLimit-Reset", "" + random.nextInt(90)));
        }
        if (status == 302) {
            headers.addAll(List.of("Location", random.nextBoolean() ? "/v1.0/others" : "https://other.example.com/x"));
        }
        if (status == 401 && random.nextBoolean()) {
            headers.addAll(List.of("WWW-Authenticate", "Bearer claims=\"e30=\""));
        }
        Served served = status(status, headers.toArray(new String[0]));
        served = random.nextInt(10) == 0 ? served.after(Duration.ofSeconds(random.nextInt(200))) : served;
        served = random.nextInt(10) == 0 ? served.dripping(Duration.ofSeconds(random.nextInt(100))) : served;
        return random.nextInt(10) == 0 ? served.cut(random.nextInt(7)) : served;
    }

    private static boolean isFault(Served served) {
        return served.status() < 200
                || served.status() > 204
                || served.cutAt() >= 0
                || !served.after().isZero()
                || !served.perByte().isZero();
    }

    /** Whether the service may have done what was asked. */
    private static boolean mayHaveHadItsEffect(Served served) {
        return served.status() < 300
                || served.status() == 502
                || served.status() == 504
                || served.after().toSeconds() > 0;
    }

    /** What the service said to a request: the last of all to every further one. */
    private static Served served(Served[] served, int request) {
        return served[Math.min(request, served.length - 1)];
    }

    @Test
    void neitherHurriesNorRepeatsAnEffectNorHangsWhateverHappens() throws InterruptedException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] methods = {"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"};
        int faults = 0;
        while (faults < FAULTS) {
            Served[] served = new Served[12];
            for (int i = 0; i < served.length; i++) {
                served[i] = fault(random);
            }
            String method = methods[random.nextInt(methods.length)];
            Came came = came(method, served);
            List<Lab.Seen> seen = came.lab().seen;
            String hint =
                    "seed " + seed + " " + method + " " + List.of(served) + ", " + seen.size() + " " + came.reply();
            boolean isWrite = !method.equals("GET") && !method.equals("HEAD");
            for (int i = 0; i < seen.size(); i++) {
                faults += isFault(served(served, i)) ? 1 : 0;
            }

            for (int i = 0; i + 1 < seen.size(); i++) {
                Served last = served(served, i);
                boolean throttles = (last.status() == 429 || last.status() == 503)
                        && last.after().compareTo(Exchange.TO_HEAD) <= 0;
                if (throttles) {
                    Optional<Duration> asked = RetryTimes.wanted(
                            new HttpAnswer(last.status(), last.headers(), new byte[0]),
                            Instant.parse("2026-01-01T00:00:00Z")
                                    .plusNanos(seen.get(i).at())
                                    .plus(last.after()));
                    long waited = seen.get(i + 1).at()
                            - seen.get(i).at()
                            - last.after().toNanos();
                    assertTrue(waited >= asked.orElse(Duration.ZERO).toNanos(), hint);
                }
                if (method.equals("POST") || method.equals("PATCH")) {
                    boolean isRefusal =
                            throttles || (last.status() == 401 && last.after().compareTo(Exchange.TO_HEAD) <= 0);
                    assertTrue(isRefusal || !mayHaveHadItsEffect(last), hint);
                }
            }
            int most = (isWrite ? Exchange.TRIES_TO_WRITE : Exchange.TRIES) + 1;
            assertTrue(seen.size() <= (isWrite ? most : most * (Exchange.REDIRECTS + 1)), hint);
            // The tries, the last head, and the body; courtesy is in it.
            Duration longest = Exchange.BUDGET
                    .plus(Exchange.TO_HEAD)
                    .plus(Exchange.FOR_A_PAGE)
                    .plusMinutes(2);
            assertTrue(came.took().compareTo(longest) <= 0, hint + " " + came.took());
            if (came.reply() instanceof Reply.Answered answered) {
                assertTrue(answered.status() != 429 && answered.status() != 503, hint);
            }
        }
        assertTrue(faults >= FAULTS);
    }
}
