package m365ls.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import m365ls.gateway.Reply;

/** Files that commands write. */
public final class Downloads {

    private Downloads() {}

    /**
     * Writes the answer to a request into a file, as it comes; a part of one does not stay.
     *
     * @param name path from the run's folder
     */
    public static void save(CommandRun run, Request request, String name) throws Stop, InterruptedException {
        run.mayWriteFile(name);
        Path file = run.work().folder().resolve(name);
        Reply.Answered answered = run.open(request);
        try (var body = answered.body();
                var out = Files.newOutputStream(file)) {
            body.transferTo(out);
        } catch (IOException e) {
            discard(file);
            throw Stop.failure("The file " + name + " could not be written: " + e.getMessage());
        }
    }

    private static void discard(Path file) throws Stop {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Stop.failure("A part of the file " + file + " was written, and could not be deleted again.");
        }
    }
}
