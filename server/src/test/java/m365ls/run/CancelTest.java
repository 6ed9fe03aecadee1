package m365ls.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.TenantOptions;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Stall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is given up ends, wherever it waits, and so does its connection to the service. */
@Timeout(120)
final class CancelTest {

    private static final String HOST = "graph.microsoft.com";
    private static final List<String> READ = List.of("request", "--url", "https://" + HOST + "/v1.0/organization");
    private static final Match ORGANIZATION = Match.path(HOST, "/v1.0/organization");

    /** More than the buffers of both ends of a line take in. */
    private static final int LARGE = 24 << 20;

    private static final StandInTenant TENANT =
            StandInTenant.start(TenantOptions.standard().withObligingServices());
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @TempDir
    private static Path machine;

    private static Optional<SignedInRunner> signedIn = Optional.empty();

    @BeforeAll
    static void signIn() throws Exception {
        signedIn = Optional.of(new SignedInRunner(TENANT, machine));
    }

    @AfterAll
    static void close() throws Exception {
        signedIn.orElseThrow().close();
        THREADS.shutdownNow();
        TENANT.close();
    }

    @AfterEach
    void clear() {
        TENANT.clearFaults();
    }

    /** A run on a thread of its own, which is given up as editors do: by an interrupt. */
    private static final class Running {
        private final AtomicReference<Thread> thread = new AtomicReference<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final Future<Outcome> outcome;

        Running(Order.Library library, Dialogue dialogue, List<String> words) {
            outcome = THREADS.submit(() -> {
                thread.set(Thread.currentThread());
                begun.countDown();
                return signedIn.orElseThrow().run(library, false, dialogue, words);
            });
        }

        Outcome.Cancelled giveUp() throws Exception {
            begun.await();
            Objects.requireNonNull(thread.get()).interrupt();
            return assertInstanceOf(Outcome.Cancelled.class, outcome.get());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "HOSTED"})
    void endsBeforeTheHeadOfAnAnswer(Order.Library library) throws Exception {
        Stall stall = TENANT.stall(ORGANIZATION);
        Running run = new Running(library, new Consenting(), READ);
        stall.awaitSilence();
        assertEquals(false, run.giveUp().outcomeUnknown());
        stall.awaitHangUp();
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "HOSTED"})
    void endsInTheMiddleOfABody(Order.Library library) throws Exception {
        Stall stall = TENANT.stallWithin(ORGANIZATION, 10);
        Running run = new Running(library, new Consenting(), READ);
        stall.awaitSilence();
        run.giveUp();
        stall.awaitHangUp();
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "HOSTED"})
    void endsADownloadAndLeavesNoPartOfTheFile(Order.Library library) throws Exception {
        Stall stall = TENANT.stallWithin(ORGANIZATION, 10);
        Path file = signedIn.orElseThrow().folder().resolve("download-" + library);
        Running run = new Running(
                library,
                new Consenting(),
                List.of("request", "--url", "https://" + HOST + "/v1.0/organization", "--filePath", file.toString()));
        stall.awaitSilence();
        run.giveUp();
        stall.awaitHangUp();
        assertTrue(Files.notExists(file));
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "HOSTED"})
    void endsAWriteWhoseAnswerDoesNotComeAndDoesNotKnowWhatBecameOfIt(Order.Library library) throws Exception {
        Stall stall = TENANT.stall(ORGANIZATION);
        Running run = new Running(
                library,
                new Consenting(),
                List.of(
                        "request",
                        "--url",
                        "https://" + HOST + "/v1.0/organization",
                        "--method",
                        "patch",
                        "--body",
                        "{}",
                        "--content-type",
                        "application/json"));
        stall.awaitSilence();
        assertTrue(run.giveUp().outcomeUnknown());
        stall.awaitHangUp();
    }

    @Test
    void endsWithinAnUpload() throws Exception {
        Stall stall = TENANT.stallUpload(request -> request.path().contains("/Files/Add("));
        Running run = new Running(Order.Library.HOSTED, new Consenting(), upload());
        stall.awaitSilence();
        assertTrue(run.giveUp().outcomeUnknown());
        stall.awaitHangUp();
    }

    private static List<String> upload() throws IOException {
        Path file = signedIn.orElseThrow().folder().resolve("large.bin");
        Files.write(file, new byte[LARGE]);
        return List.of(
                "spo",
                "file",
                "add",
                "--webUrl",
                "https://contoso.sharepoint.com",
                "--folder",
                "Shared Documents",
                "--path",
                file.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "HOSTED"})
    void endsWhileItWaitsToTryAgain(Order.Library library) throws Exception {
        TENANT.failNext(ORGANIZATION, 1, Answer.text(429, "text/plain", "busy").with("Retry-After", "200"));
        CountDownLatch waiting = new CountDownLatch(1);
        Dialogue dialogue = new Consenting() {
            @Override
            public void waiting(Duration time, String reason) {
                waiting.countDown();
            }
        };
        Running run = new Running(library, dialogue, READ);
        waiting.await();
        assertEquals(false, run.giveUp().outcomeUnknown());
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "HOSTED"})
    void endsWhileItAsks(Order.Library library) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Dialogue dialogue = new Consenting() {
            @Override
            public boolean confirm(Confirmation confirmation) throws InterruptedException {
                asked.countDown();
                new CountDownLatch(1).await();
                return true;
            }
        };
        Running run = new Running(
                library,
                dialogue,
                List.of("request", "--url", "https://" + HOST + "/v1.0/organization", "--method", "delete"));
        asked.await();
        assertEquals(0, run.giveUp().spent().requests());
    }
}
