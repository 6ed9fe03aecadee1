package m365ls.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Frames on a socket: a byte that tells the kind, four that tell the length of the rest (the most significant first), the
 * rest in UTF-8. One thread may read while others write.
 *
 * <p>Not over the JDK's streams of a channel: up to Java 18 a read that waits holds up each write there.
 */
final class Frames implements Closeable {

    private static final int HEADER = 5;
    private static final int BUFFER = 16 << 10;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER).flip();

    Frames(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * The next frame; empty at the end.
     *
     * @param limit of its rest in bytes, so that nothing larger is kept in memory
     * @throws IOException if it is longer, of no known kind, or cut off
     */
    Optional<Frame> read(int limit) throws IOException {
        byte[] header = new byte[HEADER];
        int count = read(header);
        if (count == 0) {
            return Optional.empty();
        }
        ByteBuffer start = ByteBuffer.wrap(header);
        byte mark = start.get();
        int length = start.getInt();
        if (count < HEADER || length < 0 || length > limit) {
            throw new IOException("not a frame");
        }
        byte[] rest = new byte[length];
        if (read(rest) < length) {
            throw new IOException("half a frame");
        }
        for (Frame.Kind kind : Frame.Kind.values()) {
            if (kind.mark() == mark) {
                return Optional.of(new Frame(kind, new String(rest, StandardCharsets.UTF_8)));
            }
        }
        throw new IOException("a frame of no known kind");
    }

    /** Fills {@code bytes} as far as the other side sends; how far. */
    private int read(byte[] bytes) throws IOException {
        int count = 0;
        while (count < bytes.length) {
            if (!received.hasRemaining()) {
                received.clear();
                int more = channel.read(received);
                received.flip();
                if (more < 0) {
                    return count;
                }
            }
            int next = Math.min(received.remaining(), bytes.length - count);
            received.get(bytes, count, next);
            count += next;
        }
        return count;
    }

    /** Sends a frame; waits while the other side does not read. */
    synchronized void write(Frame.Kind kind, String text) throws IOException {
        byte[] rest = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(HEADER + rest.length);
        frame.put(kind.mark()).putInt(rest.length).put(rest).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** Ends what waits to be read or written on any thread. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
