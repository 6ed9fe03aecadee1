package m365ls.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code m365} in a terminal of the editor. Its start is most of the time that a call takes, so it goes without lambdas,
 * whose first loads a hundred classes of the runtime, and loads nothing but this class and its frames.
 */
public final class TerminalClient {

    /** Variable that tells where the server listens. */
    public static final String ADDRESS = "M365LS_TERMINAL";

    /** Variable that tells the terminal's secret. */
    public static final String SECRET = "M365LS_TERMINAL_SECRET";

    /** The server sends much less in one frame. */
    private static final int LIMIT = 1 << 20;

    private static final int FAILED = 1;

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final Supplier<Optional<String>> secretLine;

    /**
     * @param in read only for answers, and no further than the line's end: what follows is another program's
     * @param secretLine a line that is typed unseen; empty if there is no terminal to type it in
     */
    public TerminalClient(InputStream in, OutputStream out, OutputStream err, Supplier<Optional<String>> secretLine) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.secretLine = secretLine;
    }

    /**
     * Has the server run {@code arguments}.
     *
     * @param folder the working folder, absolute
     * @return the exit code; 1 if there is no server
     */
    public int run(Map<String, String> environment, String folder, List<String> arguments) throws IOException {
        String address = environment.getOrDefault(ADDRESS, "");
        String secret = environment.getOrDefault(SECRET, "");
        if (address.isEmpty() || secret.isEmpty()) {
            return fail("this m365 works only in a terminal 'Microsoft 365' of the editor.");
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Frames frames = new Frames(channel)) {
            channel.connect(UnixDomainSocketAddress.of(address));
            frames.write(Frame.Kind.HELLO, secret);
            StringBuilder fields = new StringBuilder(folder).append('\0');
            for (String argument : arguments) {
                fields.append(argument).append('\0');
            }
            frames.write(Frame.Kind.RUN, fields.toString());
            return follow(frames);
        } catch (IOException e) {
            return fail("the editor's server has ended, or has closed this terminal. Open a new one.");
        }
    }

    private int follow(Frames frames) throws IOException {
        while (true) {
            Optional<Frame> next = frames.read(LIMIT);
            if (next.isEmpty()) {
                throw new IOException("no exit code");
            }
            Frame frame = next.get();
            switch (frame.kind()) {
                case OUT -> print(out, frame.text());
                case ERR -> print(err, frame.text());
                case ASK -> answer(frames, frame.text(), false);
                case ASK_SECRET -> answer(frames, frame.text(), true);
                case EXIT -> {
                    return Integer.parseInt(frame.text());
                }
                default -> throw new IOException("not a frame of a server");
            }
        }
    }

    private void answer(Frames frames, String question, boolean isSecret) throws IOException {
        print(err, question);
        Optional<String> answer = isSecret ? secretLine.get() : Optional.empty();
        if (answer.isEmpty()) {
            answer = line();
        }
        frames.write(answer.isPresent() ? Frame.Kind.ANSWER : Frame.Kind.NO_ANSWER, answer.orElse(""));
    }

    /** A line of standard input; empty at its end. */
    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private int fail(String reason) throws IOException {
        print(err, "m365: ".concat(reason).concat("\n"));
        return FAILED;
    }

    private static void print(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }
}
