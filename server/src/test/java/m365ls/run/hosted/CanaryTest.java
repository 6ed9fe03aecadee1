package m365ls.run.hosted;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import m365ls.run.CommandLibrary.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens do not get into the process, nor out of it. */
class CanaryTest {

    @TempDir
    private Path temp;

    @Test
    void noTokenIsInTheProcessNorInWhatItPrintsAndWrites() throws Exception {
        Path snapshot = temp.toRealPath().resolve("heap.heapsnapshot");
        String atExit = "import v8 from 'node:v8';process.on('exit',()=>v8.writeHeapSnapshot(" + "decodeURIComponent('"
                + encoded(snapshot) + "')))";
        StringBuilder told = new StringBuilder();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch opened = new CountDownLatch(1);
        try (Rig rig = new Rig(
                asked -> {
                    if (asked.ask().address().endsWith("second-page")) {
                        held.countDown();
                        opened.await();
                    }
                    return Rig.json(
                            "{\"id\":\"1\",\"webUrl\":\"https://contoso.sharepoint.com\",\"value\":[{\"id\":"
                                    + "\"seen-in-the-answer\"}],\"@odata.nextLink\":\"https://graph.microsoft.com/second-page\"}");
                },
                Duration.ofMinutes(1),
                HostRun.Patience.DEFAULT,
                "--import=data:text/javascript," + encoded(atExit))) {
            for (List<String> words : List.of(
                    List.of("entra", "user", "get", "--id", Rig.GUID, "--debug"),
                    List.of("spo", "web", "get", "--url", "https://contoso.sharepoint.com", "--verbose"),
                    List.of("spo", "tenant", "settings", "list", "--debug"),
                    List.of("request", "--url", "https://graph.microsoft.com/v1.0/me", "--filePath", "me.json"),
                    List.of("cli", "doctor"))) {
                Result.Done done =
                        assertInstanceOf(Result.Done.class, rig.run(words.toArray(new String[0])), words::toString);
                told.append(done.out()).append(done.err()).append(done.result());
            }
            assertFalse(rig.asked.isEmpty());
            rig.asked.forEach(asked ->
                    told.append(asked.ask().headers()).append(asked.ask().address()));

            // One run is under way, with what it has got so far in memory.
            CompletableFuture<Result> open = CompletableFuture.supplyAsync(() -> {
                try {
                    return rig.run("entra", "user", "list");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            held.await();
            HostProcess process = rig.library.pool().processes().get(0);
            process.end();
            process.handle().onExit().get(60, TimeUnit.SECONDS);
            opened.countDown();
            assertInstanceOf(Result.Stopped.class, open.get(60, TimeUnit.SECONDS));
            told.append(textsBelow(rig.folder)).append(textsBelow(temp));
        }
        assertTrue(Files.size(snapshot) > 1_000_000);
        assertTrue(told.indexOf("seen-in-the-answer") >= 0, "what a command has read is in its memory");
        assertFalse(told.indexOf(Rig.CANARY) >= 0);
    }

    private static String textsBelow(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
