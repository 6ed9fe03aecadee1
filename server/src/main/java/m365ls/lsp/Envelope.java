package m365ls.lsp;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * What can be told of a message that could not be read as what it should be.
 *
 * @param shape what it looks like
 * @param id the id of the request; empty if there is none
 * @param method empty if there is none
 */
record Envelope(Shape shape, Optional<Either<String, Number>> id, String method) {

    /** What a message looks like. */
    enum Shape {
        /** Not JSON. */
        MALFORMED,
        /** A JSON array: several messages at once, which the protocol does not have. */
        BATCH,
        /** A request or notification. */
        CALL,
        /** An answer to a request of ours. */
        ANSWER,
        /** Other JSON. */
        OTHER
    }

    private static final Envelope MALFORMED = new Envelope(Shape.MALFORMED, Optional.empty(), "");

    /** Looks at a message, which may be anything. */
    static Envelope of(Reader message) {
        JsonReader in = new JsonReader(message);
        in.setStrictness(Strictness.STRICT);
        try {
            Envelope envelope = read(in);
            return in.peek() == JsonToken.END_DOCUMENT ? envelope : MALFORMED;
        } catch (IOException | IllegalStateException e) {
            return MALFORMED;
        }
    }

    private static Envelope read(JsonReader in) throws IOException {
        JsonToken first = in.peek();
        if (first != JsonToken.BEGIN_OBJECT) {
            in.skipValue();
            return new Envelope(first == JsonToken.BEGIN_ARRAY ? Shape.BATCH : Shape.OTHER, Optional.empty(), "");
        }
        Optional<Either<String, Number>> id = Optional.empty();
        String method = "";
        boolean answers = false;
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            JsonToken next = in.peek();
            if (name.equals("id") && (next == JsonToken.NUMBER || next == JsonToken.STRING)) {
                id = Optional.of(
                        next == JsonToken.STRING ? Either.forLeft(in.nextString()) : Either.forRight(number(in)));
            } else if (name.equals("method") && next == JsonToken.STRING) {
                method = in.nextString();
            } else {
                answers |= name.equals("result") || name.equals("error");
                in.skipValue();
            }
        }
        in.endObject();
        if (!method.isEmpty()) {
            return new Envelope(Shape.CALL, id, method);
        }
        return new Envelope(answers ? Shape.ANSWER : Shape.OTHER, id, "");
    }

    /** A number to be sent back as it came, as far as a number of 64 bits can. */
    private static Number number(JsonReader in) throws IOException {
        String written = in.nextString();
        try {
            return Long.valueOf(written);
        } catch (NumberFormatException notWhole) {
            return Double.valueOf(written);
        }
    }
}
