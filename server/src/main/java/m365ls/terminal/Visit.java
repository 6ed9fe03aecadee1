package m365ls.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One connection: a call of a terminal's {@code m365}, from its first byte to its exit code. */
final class Visit implements Runnable {

    /** A secret takes less. In bytes. */
    private static final int HELLO_LIMIT = 256;

    /** More than the arguments of a process may take on Linux (2 MB), macOS (1 MB) and Windows (64 KB). In bytes. */
    private static final int RUN_LIMIT = 4 << 20;

    /** Of an answer, in bytes. */
    private static final int ANSWER_LIMIT = 1 << 20;

    /** Of a frame of output, in UTF-16 units. */
    private static final int CHUNK = 32 << 10;

    /**
     * What serves visits.
     *
     * @param greeting how long a visitor may take to say what it wants, in milliseconds
     */
    record Desk(ExecutorService workers, ScheduledExecutorService timer, long greeting) {}

    private final Frames frames;
    private final Desk desk;
    private final Function<String, Optional<Terminal>> terminals;
    private final TerminalCalls calls;

    Visit(Frames frames, Desk desk, Function<String, Optional<Terminal>> terminals, TerminalCalls calls) {
        this.frames = frames;
        this.desk = desk;
        this.terminals = terminals;
        this.calls = calls;
    }

    /** Serves the visitor on the calling thread, until it has its exit code or is gone. */
    @Override
    public void run() {
        try (frames) {
            serve();
        } catch (IOException e) {
            // The visitor is gone, or does not speak our language: there is nobody to be told.
            return;
        }
    }

    /** Sends the visitor away; a run is cancelled. */
    void end() {
        try {
            frames.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve() throws IOException {
        ScheduledFuture<?> late = desk.timer().schedule(this::end, desk.greeting(), TimeUnit.MILLISECONDS);
        Optional<Terminal> known = frames.read(HELLO_LIMIT)
                .filter(frame -> frame.kind() == Frame.Kind.HELLO)
                .flatMap(frame -> terminals.apply(frame.text()));
        // Nothing is said to who does not know a secret, not even that it is wrong.
        if (known.isEmpty()) {
            return;
        }
        Optional<Frame> order = frames.read(RUN_LIMIT).filter(frame -> frame.kind() == Frame.Kind.RUN);
        late.cancel(false);
        Terminal terminal = known.get();
        if (order.isEmpty() || !terminal.enter(this)) {
            return;
        }
        try {
            run(terminal, List.of(order.get().text().split("\0", -1)));
        } finally {
            terminal.leave(this);
        }
    }

    private void run(Terminal terminal, List<String> fields) throws IOException {
        Optional<Path> folder = folder(fields.get(0));
        if (folder.isEmpty()
                || fields.size() < 2
                || !fields.get(fields.size() - 1).isEmpty()) {
            finish(Told.failed("The working folder is not there."));
            return;
        }
        List<String> arguments = fields.subList(1, fields.size() - 1);
        TerminalDialogue dialogue = new TerminalDialogue(frames);
        Future<?> running;
        try {
            running = desk.workers().submit(() -> {
                finish(calls.run(terminal, folder.get(), arguments, dialogue));
                // What was sent is still read, and nobody can keep the place of a call that is over.
                frames.close();
                return Optional.empty();
            });
        } catch (RejectedExecutionException e) {
            throw new IOException(e);
        }
        try {
            listen(dialogue);
        } finally {
            running.cancel(true);
        }
    }

    /** Takes answers until the visitor is gone, which it is when it has its exit code. */
    private void listen(TerminalDialogue dialogue) throws IOException {
        while (true) {
            Optional<Frame> next = frames.read(ANSWER_LIMIT);
            if (next.isEmpty()) {
                return;
            }
            switch (next.get().kind()) {
                case ANSWER -> dialogue.answered(Optional.of(next.get().text()));
                case NO_ANSWER -> dialogue.answered(Optional.empty());
                default -> throw new IOException("not an answer");
            }
        }
    }

    private static Optional<Path> folder(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Sends what came of it, and the exit code last. */
    private void finish(Told told) throws IOException {
        print(Frame.Kind.ERR, told.err());
        print(Frame.Kind.OUT, told.out());
        frames.write(Frame.Kind.EXIT, Integer.toString(told.exitCode()));
    }

    private void print(Frame.Kind kind, String text) throws IOException {
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + CHUNK);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end++;
            }
            frames.write(kind, text.substring(start, end));
            start = end;
        }
    }
}
