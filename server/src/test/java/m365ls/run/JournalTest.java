package m365ls.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonNull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import m365ls.gateway.Ask;
import m365ls.gateway.Content;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.run.CommandLibrary.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {

    private static final String SITE = "https://contoso.sharepoint.com/_api/web?sig=canary#canary";

    @TempDir
    private Path folder;

    private static final Reply ANSWER = new Reply.Answered(200, Map.of(), InputStream.nullInputStream());

    private Journal journal() {
        return new Journal(folder, Desk.clock());
    }

    private static Ask ask(String method) {
        return new Ask(method, SITE, Map.of(), Content.None.NONE, false, "");
    }

    private static Permit permit(Permit.Extent extent) {
        return Permit.signedIn(Desk.ANNA, extent, desk(), desk());
    }

    private static Desk desk() {
        return new Desk(Path.of("."));
    }

    /** What another process finds after this one has crashed: locks are gone, files are not. */
    private List<Journal.Write> afterACrash() throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Journal next = new Journal(copy, Desk.clock());
        List<Journal.Write> lost = next.lost();
        assertEquals(List.of(), next.lost());
        return lost;
    }

    @Test
    void tellsWhichWriteACrashHasLeft() throws Exception {
        try (Journal journal = journal()) {
            Permit permit = permit(Permit.Extent.WRITE);
            journal.open(permit.id(), "spo web set");
            Gateway gateway = new JournallingGateway(
                    (same, ask) -> {
                        try {
                            assertEquals(
                                    List.of(new Journal.Write(
                                            "spo web set",
                                            "POST",
                                            "https://contoso.sharepoint.com/_api/web",
                                            Instant.parse("2026-01-02T03:04:05Z"))),
                                    afterACrash());
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                        return ANSWER;
                    },
                    journal);
            assertEquals(ANSWER, gateway.send(permit, ask("POST")));
            assertEquals(List.of(), afterACrash());
            assertFalse(journal.close(permit.id()));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void takesNoNoteOfWhatChangesNothing() throws Exception {
        try (Journal journal = journal()) {
            Gateway gateway = new JournallingGateway(
                    (permit, ask) -> {
                        try {
                            assertEquals(List.of(), afterACrash());
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                        return ANSWER;
                    },
                    journal);
            gateway.send(permit(Permit.Extent.WRITE), ask("GET"));
            gateway.send(permit(Permit.Extent.READ), ask("POST"));
            gateway.send(permit(Permit.Extent.WHAT_IF), ask("POST"));
        }
    }

    @Test
    void aWriteWithoutAnAnswerIsUnknownToItsRun() throws Exception {
        try (Journal journal = journal()) {
            Permit permit = permit(Permit.Extent.WRITE);
            Gateway gateway = new JournallingGateway((same, ask) -> new Reply.Failed("?", true, "id"), journal);
            gateway.send(permit, ask("PATCH"));
            assertTrue(journal.close(permit.id()));
            assertFalse(journal.close(permit.id()));
            assertEquals(List.of(), afterACrash());
        }
    }

    @Test
    void aLineThatACrashHasCutOffIsPassedOver() throws Exception {
        try (Journal journal = journal()) {
            journal.begin("run", "POST", SITE);
            try (Stream<Path> files = Files.list(folder)) {
                Path file = files.findFirst().orElseThrow();
                Files.writeString(file, "{\"begin\": \"x\", \"comm", StandardOpenOption.APPEND);
            }
            assertEquals(1, afterACrash().size());
            assertTrue(journal.close("run"));
        }
    }

    @Test
    void whatIsUnderWayInThisProcessIsNotLost() {
        try (Journal journal = journal()) {
            journal.begin("run", "POST", SITE);
            assertEquals(List.of(), journal().lost());
            assertTrue(journal.close("run"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerCanReadIt() throws IOException {
        try (Journal journal = new Journal(folder.resolve("new"), Desk.clock())) {
            journal.begin("run", "POST", SITE);
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))));
            try (Stream<Path> files = Files.list(folder.resolve("new"))) {
                Path file = files.findFirst().orElseThrow();
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                assertFalse(Files.readString(file).contains("canary"));
            }
            journal.close("run");
        }
    }

    @Test
    void aRunThatIsCancelledWhileItWritesHasAnUnknownOutcome() throws InterruptedException {
        CountDownLatch sent = new CountDownLatch(1);
        Desk desk = new Desk(folder).agreeing();
        Journal journal = journal();
        Gateway gateway = new JournallingGateway(
                (permit, ask) -> {
                    sent.countDown();
                    new CountDownLatch(1).await();
                    return ANSWER;
                },
                journal);
        desk.library(work -> {
            gateway.send(work.permit(), ask("POST"));
            return new Result.GivenUp();
        });
        Runner runner = new Runner(new Runner.Surroundings(
                () -> Desk.CATALOG,
                (name, workspace) -> Optional.of(Desk.ANNA),
                List.of(desk.library("fake")),
                journal,
                desk.history(),
                Desk.clock()));
        Outcome[] outcome = new Outcome[1];
        Thread thread = new Thread(() -> outcome[0] = runner.run(
                desk.order("spo", "web", "set", "--url", "https://contoso.sharepoint.com", "--title", "x"), desk));
        thread.start();
        sent.await();
        thread.interrupt();
        thread.join();
        assertTrue(assertInstanceOf(Outcome.Cancelled.class, outcome[0]).outcomeUnknown());
        journal.close();
    }

    @Test
    void runsThatWriteWithTheSameConnectionWaitForEachOther() throws InterruptedException {
        CountDownLatch firstIsIn = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Desk desk = new Desk(folder).agreeing();
        desk.library(work -> {
            String name = work.command().name();
            order.add("in " + name);
            if (name.equals("spo web set")) {
                firstIsIn.countDown();
                goOn.await();
            }
            order.add("out " + name);
            return new Result.Done(JsonNull.INSTANCE, "", "", 0);
        });
        Runner runner = desk.runner(desk.library("fake"));
        Thread first = new Thread(() -> runner.run(
                desk.order("spo", "web", "set", "--url", "https://contoso.sharepoint.com", "--title", "x"), desk));
        first.start();
        firstIsIn.await();
        Thread second = new Thread(
                () -> runner.run(desk.order("spo", "web", "remove", "--url", "https://contoso.sharepoint.com"), desk));
        second.start();
        runner.run(desk.order("spo", "web", "get", "--url", "https://contoso.sharepoint.com"), desk);
        goOn.countDown();
        first.join();
        second.join();
        assertEquals(
                List.of(
                        "in spo web set",
                        "in spo web get",
                        "out spo web get",
                        "out spo web set",
                        "in spo web remove",
                        "out spo web remove"),
                order);
    }
}
