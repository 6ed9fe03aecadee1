package m365ls.run.hosted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.installation.CliProgram;
import m365ls.run.CommandLibrary.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that hang, fall, eat memory and are in the way. */
@Timeout(60)
class HostProcessTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aCancelledRunLeavesItsProcessToOthers() throws Exception {
        try (Rig rig = rig()) {
            hello(rig);
            HostProcess process = rig.library.pool().processes().get(0);
            Started hanging = new Started(rig, rig.folder, "askThenHang", "https://a");
            hanging.awaitRequest();

            hanging.cancel();
            hello(rig);
            assertEquals(List.of(process), rig.library.pool().processes());
        }
    }

    @Test
    void aRunThatDoesNotListenIsEndedWithItsProcess() throws Exception {
        try (Rig rig = rig()) {
            hello(rig);
            HostProcess process = rig.library.pool().processes().get(0);
            Started spinning = new Started(rig, rig.folder, "spin");
            rig.awaitPrinted("spinning");

            spinning.cancel();
            process.handle().onExit().get(30, TimeUnit.SECONDS);
            hello(rig);
        }
    }

    @Test
    void aProcessThatHangsIsNoticedAndEnded() throws Exception {
        HostRun.Patience briefly = new HostRun.Patience(Duration.ofSeconds(30), Duration.ofMillis(100), 20);
        try (Rig rig = Rig.misbehaving(asked -> Rig.json("{}"), LONG, briefly)) {
            Result.Stopped stopped = assertInstanceOf(Result.Stopped.class, rig.run("spin"));
            Reply.Failed failed = assertInstanceOf(Reply.Failed.class, stopped.cause());
            assertEquals(
                    "The process of CLI for Microsoft 365 did not answer any more, and was ended.", failed.message());
            hello(rig);
        }
    }

    @Test
    void aRunGetsAProcessThatAnswersThoughAnotherHangs() throws Exception {
        try (Rig rig = rig()) {
            Started spinning = new Started(rig, rig.folder, "spin");
            rig.awaitPrinted("spinning");
            HostProcess process = rig.library.pool().processes().get(0);

            hello(rig);
            assertFalse(process.isDead());
            spinning.cancel();
            process.handle().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aProcessThatHangsAfterItsRunIsReplaced() throws Exception {
        try (Rig rig = rig()) {
            assertEquals("left", done(rig.run("leaveThenSpin")).out());
            HostProcess process = rig.library.pool().processes().get(0);

            hello(rig);
            process.handle().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aDownloadThatStallsIsCancelled() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Rig rig = Rig.misbehaving(asked -> new Reply.Answered(200, Map.of(), new Stalling(closed)), LONG)) {
            Started stalling = new Started(rig, rig.folder, "ask", "https://a");
            stalling.awaitRequest();

            stalling.cancel();
            assertTrue(closed.await(30, TimeUnit.SECONDS));
            hello(rig);
        }
    }

    @Test
    void aProcessThatFallsIsReplaced() throws Exception {
        try (Rig rig = rig()) {
            Result.Stopped stopped = assertInstanceOf(Result.Stopped.class, rig.run("askThenDie", "https://a"));
            Reply.Failed failed = assertInstanceOf(Reply.Failed.class, stopped.cause());
            assertEquals("The process of CLI for Microsoft 365 has ended before the command did.", failed.message());
            hello(rig);
        }
    }

    @Test
    void aProcessThatWasEndedWhileNothingRanIsReplacedUnseen() throws Exception {
        try (Rig rig = rig()) {
            hello(rig);
            ProcessHandle process = rig.library.pool().processes().get(0).handle();
            process.destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
            hello(rig);
        }
    }

    @Test
    void aRunThatEatsMemoryEndsItsProcessAlone() throws Exception {
        try (Rig rig = Rig.misbehaving(asked -> Rig.json("{}"), LONG, "--max-old-space-size=40")) {
            assertInstanceOf(Result.Stopped.class, rig.run("grow"));
            hello(rig);
        }
    }

    @Test
    void aProcessEndsWhenNothingRuns() throws Exception {
        try (Rig rig = Rig.misbehaving(asked -> Rig.json("{}"), Duration.ofMillis(1))) {
            hello(rig);
            for (HostProcess process : rig.library.pool().processes()) {
                process.handle().onExit().get(30, TimeUnit.SECONDS);
            }
            hello(rig);
        }
    }

    @Test
    void nothingIsLeftOfAProcess() throws Exception {
        List<Path> folders = new ArrayList<>();
        try (Rig rig = rig()) {
            hello(rig);
            rig.library.pool().processes().forEach(process -> folders.add(process.folder()));
            assertTrue(Files.isDirectory(folders.get(0)));
        }
        assertFalse(Files.exists(folders.get(0)));
    }

    @Test
    void aProcessKnowsNothingOfTheUser() throws Exception {
        try (Rig rig = rig()) {
            JsonObject seen =
                    JsonParser.parseString(done(rig.run("home")).out()).getAsJsonObject();

            Set<String> names = new TreeSet<>();
            seen.getAsJsonArray("names").forEach(name -> names.add(name.getAsString()));
            names.removeAll(Set.of("SystemRoot", "SystemDrive"));
            assertEquals(
                    Set.of(
                            "APPDATA",
                            "CLIMICROSOFT365_NOUPDATE",
                            "HOME",
                            "LOCALAPPDATA",
                            "PATH",
                            "TEMP",
                            "TMP",
                            "TMPDIR",
                            "USERPROFILE"),
                    names);
            Path home = Path.of(seen.get("home").getAsString());
            assertEquals(
                    rig.library.pool().processes().get(0).folder().toRealPath(),
                    home.toRealPath().getParent());
            for (JsonElement word : seen.getAsJsonArray("words")) {
                assertFalse(word.getAsString().contains(Rig.GUID));
                assertFalse(word.getAsString().contains(Rig.CANARY));
            }
        }
    }

    @Test
    void runsInDifferentFoldersDoNotShareAProcess() throws Exception {
        try (Rig rig = rig()) {
            Path other = Files.createTempDirectory("other");
            Started hanging = new Started(rig, rig.folder, "askThenHang", "https://a");
            hanging.awaitRequest();

            assertEquals(other.toRealPath().toString(), out(rig, other, "folder"));
            assertEquals(rig.folder.toRealPath().toString(), out(rig, rig.folder, "folder"));
            assertEquals(2, rig.library.pool().processes().size());
            hanging.cancel();
        }
    }

    @Test
    void aRunWaitsWhileAllProcessesAreInOtherFolders() throws Exception {
        try (Rig rig = rig()) {
            List<Started> hanging = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                hanging.add(new Started(rig, Files.createTempDirectory("folder"), "askThenHang", "https://a"));
                hanging.get(i).awaitRequest();
            }
            Path fourth = Files.createTempDirectory("fourth");
            Started waiting = new Started(rig, fourth, "folder");

            hanging.get(1).cancel();
            assertEquals(fourth.toRealPath().toString(), done(waiting.result()).out());
            hanging.get(0).cancel();
            hanging.get(2).cancel();
        }
    }

    @Test
    void aStopThatIsSwallowedStaysAStop() throws Exception {
        try (Rig rig = Rig.misbehaving(asked -> new Reply.Refused("no"), LONG)) {
            Path file = rig.folder.resolve("afterwards.txt");
            Result stopped = new Result.Stopped(new Reply.Refused("no"));

            assertEquals(stopped, rig.run("askAgainAndAgain", "https://a"));
            assertEquals(stopped, rig.run("writeAfterwards", "https://a", file.toString()));
            hello(rig);
            assertFalse(Files.exists(file));
            assertEquals(2, rig.asked.size());
        }
    }

    @Test
    void anAnswerThatBreaksOffEndsTheRun() throws Exception {
        try (Rig rig = Rig.misbehaving(asked -> new Reply.Answered(200, Map.of(), new BreakingStream()), LONG)) {
            Result.Stopped stopped = assertInstanceOf(Result.Stopped.class, rig.run("ask", "https://a"));
            Reply.Failed failed = assertInstanceOf(Reply.Failed.class, stopped.cause());
            assertTrue(failed.message().startsWith("The answer broke off"), failed.message());
        }
    }

    @Test
    void saysThatTheInstallationCannotBeLoaded() throws Exception {
        try (Rig rig = rig()) {
            CliProgram real = rig.program.orElseThrow();
            Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
            rig.program = Optional.of(new CliProgram(java, real.installation()));

            Result.Unable unable = assertInstanceOf(Result.Unable.class, rig.run("hello"));
            assertTrue(unable.reason().contains("could not be loaded"), unable.reason());
        }
    }

    @Test
    void saysThatTheFolderIsNotThere() throws Exception {
        try (Rig rig = rig();
                Permit permit = rig.permit(Permit.Extent.READ)) {
            Path gone = rig.folder.resolve("gone");
            assertInstanceOf(Result.Unable.class, rig.library.run(rig.work(permit, gone, "hello")));
        }
    }

    private static Rig rig() throws IOException {
        return Rig.misbehaving(asked -> Rig.json("{}"), LONG);
    }

    private static void hello(Rig rig) throws InterruptedException {
        assertEquals("hello", done(rig.run("hello")).out());
    }

    private static String out(Rig rig, Path folder, String... words) throws InterruptedException {
        try (Permit permit = rig.permit(Permit.Extent.READ)) {
            return done(rig.library.run(rig.work(permit, folder, words))).out();
        }
    }

    private static Result.Done done(Result result) {
        return assertInstanceOf(Result.Done.class, result);
    }

    /** A run on a thread of its own. */
    private static final class Started {
        private final Rig rig;
        private final int before;
        private final FutureTask<Result> task;
        private final Thread thread;

        Started(Rig rig, Path folder, String... words) {
            this.rig = rig;
            before = rig.addresses().size();
            task = new FutureTask<>(() -> {
                try (Permit permit = rig.permit(Permit.Extent.WRITE)) {
                    return rig.library.run(rig.work(permit, folder, words));
                }
            });
            thread = new Thread(task);
            thread.start();
        }

        void awaitRequest() throws InterruptedException {
            synchronized (rig.asked) {
                while (rig.asked.size() <= before) {
                    rig.asked.wait();
                }
            }
        }

        Result result() throws Exception {
            return task.get(30, TimeUnit.SECONDS);
        }

        void cancel() {
            thread.interrupt();
            ExecutionException ended = assertThrows(ExecutionException.class, () -> task.get(30, TimeUnit.SECONDS));
            assertInstanceOf(InterruptedException.class, ended.getCause());
        }
    }

    /** Sends a little, and then nothing more until it is closed. */
    private static final class Stalling extends InputStream {
        private final CountDownLatch closed;
        private boolean begun;

        Stalling(CountDownLatch closed) {
            this.closed = closed;
        }

        @Override
        public int read() throws IOException {
            if (!begun) {
                begun = true;
                return 'a';
            }
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
            return -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int first = read();
            if (first < 0) {
                return -1;
            }
            into[offset] = (byte) first;
            return 1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
