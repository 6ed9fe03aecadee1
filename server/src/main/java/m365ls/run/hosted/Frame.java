package m365ls.run.hosted;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message over the pipe to a process. It is written as the length of the payload (4 bytes), the type (1), the run (4)
 * and the exchange (4), numbers in network order, and then the payload.
 */
final class Frame {

    /** How many bytes of a body may be under way before the receiver has granted more. */
    static final int WINDOW = 256 * 1024;

    /** The largest piece of a body in one frame. */
    static final int PIECE = 64 * 1024;

    /** Addresses and headers are the longest that comes but pieces. */
    private static final int LARGEST_RECEIVED = 4 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final Type type;
    private final int run;
    private final int exchange;
    private final byte[] payload;

    /**
     * @param run number of the run it is about; 0 for the process
     * @param exchange number of the request or question within the run; 0 for the run itself
     * @param payload JSON or UTF-8 text or bytes, as the type says; not changed after
     */
    Frame(Type type, int run, int exchange, byte[] payload) {
        this.type = type;
        this.run = run;
        this.exchange = exchange;
        this.payload = payload;
    }

    /** What a frame is about. The meanings are those of docs/hosted-cli.md. */
    enum Type {
        INSTALLATION(1),
        READY(2),
        TROUBLE(3),
        PING(4),
        PONG(5),
        START(10),
        CANCEL(11),
        OUT(12),
        ERR(13),
        VALUE(14),
        HELD_FILE(15),
        LEARNT(16),
        DONE(17),
        SETTING(18),
        QUESTION(20),
        REPLY(21),
        REQUEST(30),
        ANSWER(31),
        CHUNK(32),
        END(33),
        FAIL(34),
        CREDIT(35),
        DROP(36);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Type of(int code) throws IOException {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IOException("A frame of the unknown type " + code + ".");
        }
    }

    static Frame of(Type type, int run, int exchange) {
        return new Frame(type, run, exchange, NOTHING);
    }

    static Frame of(Type type, int run, int exchange, String text) {
        return new Frame(type, run, exchange, text.getBytes(StandardCharsets.UTF_8));
    }

    static Frame credit(int run, int exchange, int bytes) {
        return new Frame(
                Type.CREDIT,
                run,
                exchange,
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array());
    }

    Type type() {
        return type;
    }

    int run() {
        return run;
    }

    int exchange() {
        return exchange;
    }

    /** JSON or UTF-8 text or bytes; not a copy, and not changed. */
    byte[] payload() {
        return payload;
    }

    /** The payload as text. */
    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The payload as a count of bytes. */
    int count() {
        return payload.length == Integer.BYTES ? ByteBuffer.wrap(payload).getInt() : 0;
    }

    /**
     * Reads the next frame.
     *
     * @throws EOFException if the other end has closed the pipe
     * @throws IOException if what comes is no frame
     */
    static Frame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST_RECEIVED) {
            throw new IOException("A frame of " + length + " bytes.");
        }
        Type type = Type.of(in.readUnsignedByte());
        int run = in.readInt();
        int exchange = in.readInt();
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, run, exchange, payload);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(payload.length);
        out.writeByte(type.code());
        out.writeInt(run);
        out.writeInt(exchange);
        out.write(payload);
    }
}
