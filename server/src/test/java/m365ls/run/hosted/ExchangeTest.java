package m365ls.run.hosted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the pipe, and how much of it. */
@Timeout(60)
class ExchangeTest {

    @Test
    void framesComeOutAsTheyWentIn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Frame> frames = List.of(
                Frame.of(Frame.Type.OUT, 7, 0, "grüße"),
                Frame.of(Frame.Type.END, 1, Integer.MAX_VALUE),
                Frame.credit(2, 3, 70_000));
        for (Frame frame : frames) {
            frame.write(new DataOutputStream(bytes));
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        for (Frame frame : frames) {
            Frame read = Frame.read(in);
            assertEquals(frame.type(), read.type());
            assertEquals(frame.run(), read.run());
            assertEquals(frame.exchange(), read.exchange());
            assertArrayEquals(frame.payload(), read.payload());
        }
        assertThrows(EOFException.class, () -> Frame.read(in));
    }

    @Test
    void whatIsNoFrameIsRefused() {
        byte[] huge = {127, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] unknown = {0, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0, 0};
        for (byte[] bytes : List.of(huge, unknown)) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            assertThrows(IOException.class, () -> Frame.read(in));
        }
    }

    @Test
    void anAnswerIsReadNoFasterThanTheProcessTakesIt() throws Exception {
        AtomicInteger read = new AtomicInteger();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'a';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                read.addAndGet(length);
                return length;
            }
        };
        try (Rig rig = new Rig(asked -> new Reply.Answered(200, Map.of(), endless));
                Permit permit = rig.permit(Permit.Extent.READ)) {
            CountingRun run = new CountingRun(permit, rig);
            run.awaitWaiting();

            assertTrue(read.get() >= Frame.WINDOW, read::toString);
            assertTrue(read.get() <= Frame.WINDOW + Frame.PIECE, read::toString);
            run.exchange.end();
        }
    }

    @Test
    void aRequestsBodyIsHeldUpToTheWindowAndNoFurther() throws IOException {
        AtomicInteger granted = new AtomicInteger();
        try (RequestBody body = new RequestBody(granted::addAndGet)) {
            for (int sent = 0; sent < Frame.WINDOW; sent += Frame.PIECE) {
                body.accept(new byte[Frame.PIECE]);
            }
            assertThrows(IOException.class, () -> body.accept(new byte[1]));
            assertEquals(0, granted.get());
            assertEquals(100, body.read(new byte[100], 0, 100));
            assertEquals(100, granted.get());
        }
    }

    @Test
    void aRequestsBodyIsWhatWasSent() throws Exception {
        byte[] content = new byte[1_000_000];
        new Random(3).nextBytes(content);
        Credit credit = new Credit();
        try (RequestBody body = new RequestBody(credit::grant)) {
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return body.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int at = 0; at < content.length; ) {
                int size = credit.take(Math.min(Frame.PIECE, content.length - at));
                body.accept(Arrays.copyOfRange(content, at, at + size));
                at += size;
            }
            body.end();
            assertArrayEquals(content, read.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aBodyThatBreaksOffIsNoWholeBody() throws IOException {
        try (RequestBody body = new RequestBody(bytes -> {})) {
            body.accept(new byte[10]);
            body.breakOff();
            assertThrows(IOException.class, body::readAllBytes);
        }
    }

    @Test
    void textIsPutTogetherAcrossPieces() {
        byte[] bytes = "a€😀ü".getBytes(StandardCharsets.UTF_8);
        TextPieces text = new TextPieces();
        StringBuilder told = new StringBuilder();
        for (byte one : bytes) {
            told.append(text.add(new byte[] {one}));
        }
        assertEquals("a€😀ü", text.all());
        assertEquals("a€😀ü", told.toString());
    }

    /** A run that takes nothing of an answer. */
    private static final class CountingRun implements Exchange.Surroundings {
        private final Exchange exchange;
        private int bytes;

        CountingRun(Permit permit, Rig rig) {
            JsonObject request = JsonParser.parseString(
                            "{\"method\":\"GET\",\"address\":\"https://a\",\"headers\":{},\"anonymous\":true,"
                                    + "\"resource\":\"\",\"hasBody\":false,\"isWhole\":false,\"length\":0}")
                    .getAsJsonObject();
            exchange = new Exchange(
                    Frame.of(Frame.Type.REQUEST, 1, 1), request, permit, rig.gateway(), this, rig.threads());
            exchange.begin();
        }

        /** Waits until all that was granted is sent, and the sender waits for more. */
        synchronized void awaitWaiting() throws InterruptedException {
            while (bytes < Frame.WINDOW) {
                wait();
            }
        }

        @Override
        public synchronized void send(Frame frame) {
            if (frame.type() == Frame.Type.CHUNK) {
                bytes += frame.payload().length;
                notifyAll();
            }
        }

        @Override
        public void stop(Reply reply) {}

        @Override
        public void forget(int number) {}
    }
}
