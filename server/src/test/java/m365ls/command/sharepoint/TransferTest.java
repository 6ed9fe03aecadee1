package m365ls.command.sharepoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import m365ls.catalog.CatalogFile;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.Options;
import m365ls.command.Stop;
import m365ls.gateway.Ask;
import m365ls.gateway.Content;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Watcher;
import m365ls.run.Consenting;
import m365ls.run.Work;
import m365ls.script.OptionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large files and long operations, whose parts and waits are counted. */
class TransferTest {

    private static final String WEB = "https://contoso.sharepoint.com/sites/hr";

    @TempDir
    private Path folder;

    private final List<String> sent = new ArrayList<>();
    private final List<Object> printed = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    /** What the service answers to an address. */
    private Function<String, Reply> answers = address -> answer(200, "{\"Name\":\"big.bin\"}");

    @Test
    void sendsALargeFileInParts() throws Exception {
        Files.writeString(folder.resolve("big.bin"), "0123456789abcdefghijKLMNO");
        TransferCommands.add(run(fileAdd()), 10);
        assertEquals(
                List.of(
                        "GET GetFolder ",
                        "POST StartUpload() ",
                        "POST ContinueUpload(0) 0123456789",
                        "POST ContinueUpload(10) abcdefghij",
                        "POST FinishUpload(20) KLMNO"),
                sent);
        assertEquals(List.of(Json.object("Name", "big.bin")), printed);
    }

    @Test
    void sendsAPartAgainThatIsRefused() throws Exception {
        Files.writeString(folder.resolve("big.bin"), "0123456789abc");
        int[] refusals = {2};
        answers = address -> address.contains("ContinueUpload") && refusals[0]-- > 0
                ? answer(409, "{}")
                : answer(200, "{\"Name\":\"big.bin\"}");
        TransferCommands.add(run(fileAdd()), 10);
        assertEquals(
                List.of(
                        "GET GetFolder ",
                        "POST StartUpload() ",
                        "POST ContinueUpload(0) 0123456789",
                        "POST ContinueUpload(0) 0123456789",
                        "POST ContinueUpload(0) 0123456789",
                        "POST FinishUpload(10) abc"),
                sent);
    }

    @Test
    void givesUpAfterFiveRefusalsAndCancelsTheUpload() throws Exception {
        Files.writeString(folder.resolve("big.bin"), "0123456789abc");
        answers = address -> address.contains("ContinueUpload") ? answer(409, "{}") : answer(200, "{}");
        assertThrows(Stop.class, () -> TransferCommands.add(run(fileAdd()), 10));
        assertEquals(8, sent.size(), sent.toString());
        assertEquals("POST cancelupload() ", sent.get(7));
    }

    @Test
    void repeatsNoPartWhoseAnswerIsUnknown() throws Exception {
        Files.writeString(folder.resolve("big.bin"), "0123456789abc");
        answers = address -> address.contains("ContinueUpload")
                ? new Reply.Failed("The connection broke off.", true, "")
                : answer(200, "{}");
        assertThrows(Stop.class, () -> TransferCommands.add(run(fileAdd()), 10));
        assertEquals(1, sent.stream().filter(each -> each.contains("Continue")).count());
    }

    @Test
    void readsALargeFileAsItIsSent() throws Exception {
        long size = 260L * 1024 * 1024;
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("big.bin").toFile(), "rw")) {
            file.setLength(size);
        }
        Upload upload = Upload.of(run(fileAdd()), "big.bin");
        long bytes = 0;
        for (long from : List.of(0L, 250L * 1024 * 1024)) {
            long length = Math.min(250L * 1024 * 1024, size - from);
            Content content = upload.in(m365ls.command.Request.post(WEB, "*/*"), from, length)
                    .content();
            Content.Stream stream = assertInstanceOf(Content.Stream.class, content);
            assertEquals(length, stream.length());
            try (var body = stream.bytes()) {
                bytes += body.transferTo(OutputStream.nullOutputStream());
            }
        }
        assertEquals(size, bytes);
    }

    @Test
    void waitsUntilAnOperationIsDone() throws Exception {
        int[] looks = {0};
        answers = address -> answer(
                200,
                address.endsWith("contextinfo")
                        ? "{\"FormDigestValue\":\"0x1\",\"FormDigestTimeoutSeconds\":1800}"
                        : "[{\"ErrorInfo\":null},7,{\"_ObjectIdentity_\":\"a|b\\nSpoOperation\",\"IsComplete\":"
                                + (++looks[0] == 3) + "}]");
        CommandRun run = run(Map.of());
        JsonElement operation =
                Json.object("IsComplete", false, "PollingInterval", 15_000, "_ObjectIdentity_", "a|b\nSpoOperation");
        SharePoint.await(run, new SharePoint.AdminDigest(run), operation);
        assertEquals(List.of(Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(3)), pauses);
        assertEquals(4, sent.size(), sent.toString());
    }

    @Test
    void asksForANewDigestWhenTheOldOneHasRunOut() throws Exception {
        answers = address ->
                answer(200, "{\"FormDigestValue\":\"0x" + sent.size() + "\",\"FormDigestTimeoutSeconds\":5}");
        SharePoint.AdminDigest digest = new SharePoint.AdminDigest(run(Map.of()));
        assertEquals(
                List.of("0x1", "0x2"),
                IntStream.range(0, 2).mapToObj(i -> value(digest)).toList());
    }

    private static String value(SharePoint.AdminDigest digest) {
        try {
            return digest.value();
        } catch (Stop | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, OptionValue> fileAdd() {
        return Map.of(
                "webUrl", new OptionValue.Text(WEB),
                "folder", new OptionValue.Text("Shared Documents"),
                "path", new OptionValue.Text("big.bin"),
                "overwrite", new OptionValue.Bool(true));
    }

    private CommandRun run(Map<String, OptionValue> options) {
        var command = CatalogFile.builtIn().catalog().find("spo file add").orElseThrow();
        Permit permit = Permit.anonymous(Permit.Extent.WRITE, new Consenting(), Watcher.NONE);
        Gateway gateway = (ignored, ask) -> reply(ask);
        return new CommandRun(
                new Work(command, List.of("spo", "file", "add"), options, folder, permit, new Consenting(), true),
                new Options(options),
                gateway,
                new Prints(),
                pauses::add,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new KnownSite(),
                false);
    }

    private Reply reply(Ask ask) {
        String called = ask.address().replaceAll(".*/([A-Za-z]+)\\((uploadId=guid'[^']*')?(,fileOffset=)?", "$1(");
        sent.add(ask.method() + " " + called.replaceAll("GetFolder.*", "GetFolder") + " " + body(ask.content()));
        return answers.apply(ask.address());
    }

    private static String body(Content content) {
        try {
            return content instanceof Content.Stream stream
                    ? new String(stream.bytes().readAllBytes(), StandardCharsets.UTF_8)
                    : content instanceof Content.Bytes bytes ? new String(bytes.bytes(), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply answer(int status, String body) {
        return new Reply.Answered(status, Map.of(), new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private final class Prints implements CommandRun.Prints {
        @Override
        public void print(JsonElement value) {
            printed.add(value);
        }

        @Override
        public void warn(String text) {
            printed.add(text);
        }
    }

    /** The tenant's site, known from the beginning. */
    private static final class KnownSite implements CommandRun.Site {
        @Override
        public Optional<String> known() {
            return Optional.of("https://contoso.sharepoint.com");
        }

        @Override
        public void learn(String address) {
            throw new IllegalStateException(address);
        }

        @Override
        public Optional<String> tenant() {
            return Optional.empty();
        }

        @Override
        public void learnTenant(String identity) {
            throw new IllegalStateException(identity);
        }
    }
}
