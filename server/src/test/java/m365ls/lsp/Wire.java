package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages as bytes, for tests. */
final class Wire {

    private Wire() {}

    /** A message with this body. */
    static byte[] frame(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return join(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII), bytes);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A request. */
    static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** A notification. */
    static String notification(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** The messages that {@code bytes} hold, which must be whole. */
    static List<JsonObject> messages(byte[] bytes) {
        List<JsonObject> messages = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(bytes);
        try {
            for (Optional<JsonObject> m = read(in); m.isPresent(); m = read(in)) {
                messages.add(m.get());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return messages;
    }

    /** The next message; empty at the end. */
    static Optional<JsonObject> read(InputStream in) throws IOException {
        String header = line(in);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(header.substring("Content-Length: ".length()));
        if (!line(in).isEmpty()) {
            throw new AssertionError("another header");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new AssertionError("a body that ends too soon");
        }
        return Optional.of(
                JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** The answer to the request {@code id}. */
    static JsonObject answer(List<JsonObject> messages, int id) {
        List<JsonObject> found = messages.stream()
                .filter(m -> !m.has("method") && m.get("id").toString().equals(String.valueOf(id)))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " answers to " + id + " in " + messages);
        }
        return found.get(0);
    }

    /** The code of the error that {@code answer} is; 0 if it is none. */
    static int code(JsonObject answer) {
        JsonElement error = answer.get("error");
        return error == null ? 0 : error.getAsJsonObject().get("code").getAsInt();
    }
}
