package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, with the flags that an editor starts it with. Closing kills it. */
final class Launched implements AutoCloseable {

    private final Process process;
    private final Path errors;

    Launched(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("java.options").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "m365ls.Main"));
        command.addAll(List.of(arguments));
        try {
            errors = Files.createTempFile("m365ls-test", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Process process() {
        return process;
    }

    /** A client at its streams. */
    Editor editor() {
        return new Editor(process.getOutputStream(), process.getInputStream());
    }

    /** Writes to its input. False if it has closed its end. */
    boolean write(byte[] bytes) {
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until it has ended. */
    int exitCode() {
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it is still there");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    /** What it has written to standard error. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() throws IOException {
        // On Windows its file can be deleted only when it is gone.
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(errors);
    }
}
