package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    private static Frames frames(String input) {
        return new Frames(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(String input) throws IOException, Frames.Broken {
        Frames frames = frames(input);
        List<String> bodies = new ArrayList<>();
        for (Optional<Frames.Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            StringWriter body = new StringWriter();
            try (Reader reader = frame.get().text()) {
                reader.transferTo(body);
            }
            bodies.add(body.toString());
        }
        return bodies;
    }

    @Test
    void readsBodiesOneAfterTheOther() throws Exception {
        assertEquals(
                List.of("{}", "", "\u00e9\uD83D\uDE00"),
                read(
                        "Content-Length: 2\r\n\r\n{}Content-Length: 0\r\n\r\nContent-Length: 6\r\n\r\n\u00e9\uD83D\uDE00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 2\r\n\r\n{}",
                "CONTENT-LENGTH:2\r\n\r\n{}",
                "Content-Length:   2   \r\n\r\n{}",
                "X-Other: 1\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 2\n\n{}",
                "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}"
            })
    void readsHeadersInEverySpelling(String input) throws Exception {
        assertEquals(List.of("{}"), read(input));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n{}",
                "X-Other: 1\r\n\r\n{}",
                "Content-Length\r\n\r\n{}",
                "Content-Length: -5\r\n\r\n{}",
                "Content-Length: +2\r\n\r\n{}",
                "Content-Length: abc\r\n\r\n{}",
                "Content-Length: \r\n\r\n{}",
                "Content-Length: 2.0\r\n\r\n{}",
                "Content-Length: 99999999999\r\n\r\n{}",
                "Content-Length: 2147483647\r\n\r\n{}",
                "Content-Length: 33554433\r\n\r\n{}",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Content-Length: 9\r\n\r\n{}",
                "Content-Length: 2\r\n",
                "Content-Le"
            })
    void refusesHeadersThatDoNotTellTheLength(String input) {
        assertThrows(Frames.Broken.class, () -> read(input));
    }

    @Test
    void refusesAHeaderWithoutEnd() {
        assertThrows(Frames.Broken.class, () -> read("X: " + "y".repeat(Frames.LINE_CAP) + "\r\n\r\n"));
        assertThrows(Frames.Broken.class, () -> read("X: y\r\n".repeat(1000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-8", "utf8", "\"utf-8\""})
    void knowsTheProtocolsCharset(String charset) throws Exception {
        assertTrue(frames("Content-Type: x; charset=" + charset + "\r\nContent-Length: 2\r\n\r\n{}")
                .next()
                .orElseThrow()
                .isReadable());
    }

    @Test
    void tellsOtherCharsetsApartAndGoesOn() throws Exception {
        Frames frames =
                frames("Content-Type: x; charset=latin1\r\nContent-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\n{}");
        assertFalse(frames.next().orElseThrow().isReadable());
        assertTrue(frames.next().orElseThrow().isReadable());
        assertEquals(Optional.empty(), frames.next());
    }
}
