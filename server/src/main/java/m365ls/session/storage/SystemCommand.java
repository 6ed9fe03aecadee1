package m365ls.session.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A command of the operating system, by its whole path, that gets secrets on its standard input: the list of processes
 * shows arguments to everybody.
 *
 * @param program its file
 * @param longest how long it may take; a store may have to ask the user to be unlocked
 */
record SystemCommand(Path program, Duration longest) {

    /** How long a person may take to unlock a store. */
    static final Duration PERSON = Duration.ofMinutes(2);

    private static final int LARGEST_OUTPUT = 64 * 1024;

    /** @param output what it wrote to standard output; {@code errors} to standard error */
    record Result(int exitCode, String output, String errors) {}

    /**
     * Runs it and waits for its end.
     *
     * @throws IOException if it cannot be started, does not end in time, or if this thread is interrupted, which it then
     *     stays; with a sentence that holds nothing of {@code input}
     */
    Result run(List<String> arguments, String input) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(program.toString());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        // Not the current folder: it can be one that somebody else has filled.
        builder.directory(program.resolveSibling("").toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException(program + " cannot be started.", e);
        }
        try {
            CompletableFuture<String> output = text(process.getInputStream());
            CompletableFuture<String> errors = text(process.getErrorStream());
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ends without reading; its exit code and its errors say why.
            }
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(program + " did not end within " + longest.toSeconds() + " seconds.");
            }
            return new Result(process.exitValue(), output.join(), errors.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + program + ".", e);
        } catch (CompletionException e) {
            throw new IOException("The output of " + program + " cannot be read.", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<String> text(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        text.complete(new String(stream.readNBytes(LARGEST_OUTPUT), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.completeExceptionally(new UncheckedIOException(e));
                    }
                },
                "output of a command");
        reader.setDaemon(true);
        reader.start();
        return text;
    }
}
