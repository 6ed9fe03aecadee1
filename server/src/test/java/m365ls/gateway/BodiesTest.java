package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodiesTest {

    private static byte[] packed(String encoding, byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputStream packing = switch (encoding) {
            case "gzip" -> new GZIPOutputStream(out);
            case "deflate" -> new DeflaterOutputStream(out);
            case "headless" -> new DeflaterOutputStream(out, new Deflater(6, true));
            default -> out;
        };
        packing.write(plain);
        packing.close();
        return out.toByteArray();
    }

    private static InputStream unpacked(String encoding, byte[] packed) throws IOException {
        return Bodies.decoded(new ByteArrayInputStream(packed), encoding.equals("headless") ? "deflate" : encoding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "headless", "identity"})
    void unpacksWhatServicesPack(String encoding) throws IOException {
        byte[] plain = new byte[300_000];
        new Random(1).nextBytes(plain);
        for (byte[] each : new byte[][] {plain, new byte[0], new byte[] {42}}) {
            try (InputStream body = unpacked(encoding, packed(encoding, each))) {
                assertArrayEquals(each, body.readAllBytes());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void anEmptyBodyNeedsNoHead(String encoding) throws IOException {
        assertEquals(-1, unpacked(encoding, new byte[0]).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip"})
    void refusesEncodingsThatWereNotAskedFor(String encoding) {
        assertThrows(IOException.class, () -> unpacked(encoding, new byte[10]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "headless"})
    void givesUpWhatGrowsWithoutMeasure(String encoding) throws IOException {
        byte[] bomb = packed(encoding, new byte[40 * 1024 * 1024]);
        assertThrows(Bodies.TooLarge.class, () -> unpacked(encoding, bomb).transferTo(OutputStream.nullOutputStream()));
    }

    @Test
    void givesUpWhatIsLargerThanAllowed() throws IOException {
        byte[] body = new byte[101];
        assertEquals(101, Bodies.limited(new ByteArrayInputStream(body), 101).readAllBytes().length);
        assertThrows(
                Bodies.TooLarge.class,
                () -> Bodies.limited(new ByteArrayInputStream(body), 100).readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void failsWhenWhatIsPackedIsCutOff(String encoding) throws IOException {
        byte[] plain = new byte[10_000];
        new Random(2).nextBytes(plain);
        byte[] whole = packed(encoding, plain);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThrows(IOException.class, () -> unpacked(encoding, half).readAllBytes());
    }
}
