package m365ls.tap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A program between a client and the server: {@code Tap FOLDER COMMAND...} starts the server, passes on what either says,
 * and writes it down before it does, so that no answer is written down before its question. Ends as the server ends.
 *
 * <p>Each start writes a file of its own into the folder: a line for each message, {@code >} for the client's and {@code <}
 * for the server's. The file {@code server.pid} has the server's process id, for those who want to end it.
 */
public final class Tap {

    private Tap() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Process server = new ProcessBuilder(List.of(arguments).subList(1, arguments.length))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path named = folder.resolve("server.pid.new");
        Files.writeString(named, Long.toString(server.pid()));
        Files.move(
                named,
                folder.resolve("server.pid"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        Path file = Files.createTempFile(folder, "conversation-", ".txt");
        try (OutputStream record = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            Thread client =
                    new Thread(() -> pass('>', System.in, server.getOutputStream(), record), "client to server");
            client.setDaemon(true);
            client.start();
            pass('<', server.getInputStream(), System.out, record);
            System.exit(server.waitFor());
        }
    }

    private static void pass(char who, InputStream from, OutputStream to, OutputStream record) {
        try (to) {
            InputStream in = new BufferedInputStream(from);
            for (byte[] header = header(in); header.length > 0; header = header(in)) {
                byte[] body = in.readNBytes(length(header));
                write(record, who, body);
                to.write(header);
                to.write(body);
                to.flush();
            }
        } catch (IOException e) {
            // One of them is gone; the other one sees its stream end.
        }
    }

    private static void write(OutputStream record, char who, byte[] body) throws IOException {
        // JSON may hold line ends between its parts, where a blank is as good.
        String line = who
                + new String(body, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ') + "\n";
        synchronized (record) {
            record.write(line.getBytes(StandardCharsets.UTF_8));
            record.flush();
        }
    }

    /** All bytes up to the empty line and that; none at the end. */
    private static byte[] header(InputStream in) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int b = in.read();
            if (b < 0) {
                return new byte[0];
            }
            header.write(b);
            ends = b == "\r\n\r\n".charAt(ends) ? ends + 1 : b == '\r' ? 1 : 0;
        }
        return header.toByteArray();
    }

    private static int length(byte[] header) throws IOException {
        for (String line : new String(header, StandardCharsets.US_ASCII).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase("Content-Length")) {
                return Integer.parseInt(line.substring(colon + 1).strip());
            }
        }
        throw new IOException("a header without a length");
    }
}
