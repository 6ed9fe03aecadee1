package m365ls.command.sharepoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import m365ls.command.CommandRun;
import m365ls.command.Request;
import m365ls.command.Stop;

/**
 * A file of this machine that is sent. What is not small is read as it is sent, and so is sent once.
 *
 * @param file where it is
 * @param size bytes that it has
 */
record Upload(Path file, long size) {

    /** Bytes that are kept, so that they can be sent again if the service has no time. */
    private static final long SMALL = 4L * 1024 * 1024;

    /** What the CLI calls bytes. */
    private static final String TYPE = "application/x-www-form-urlencoded";

    /**
     * The file at a path from the run's folder.
     *
     * @throws Stop if it cannot be read
     */
    static Upload of(CommandRun run, String path) throws Stop {
        try {
            Path file = run.file(path);
            return new Upload(file, Files.size(file));
        } catch (IOException | InvalidPathException e) {
            throw Stop.failure("The file " + path + " could not be read: " + e.getMessage());
        }
    }

    /** The name of the file, without its folder. */
    String name() {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** A request with the whole file. */
    Request in(Request request) throws Stop {
        return in(request, 0, size);
    }

    /**
     * A request with a part of the file.
     *
     * @param from bytes before it
     * @param length its bytes
     */
    Request in(Request request, long from, long length) throws Stop {
        try {
            SeekableByteChannel channel = Files.newByteChannel(file).position(from);
            InputStream part = new Part(new BufferedInputStream(Channels.newInputStream(channel)), length);
            if (length > SMALL) {
                return request.body(part, length, TYPE);
            }
            try (part) {
                return request.body(part.readAllBytes(), TYPE);
            }
        } catch (IOException e) {
            throw Stop.failure("The file " + file + " could not be read: " + e.getMessage());
        }
    }

    /** The beginning of a stream. */
    private static final class Part extends InputStream {
        private final InputStream whole;
        private long left;

        Part(InputStream whole, long length) {
            this.whole = whole;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = whole.read();
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return length == 0 ? 0 : -1;
            }
            int read = whole.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }
}
