package m365ls.command;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;

/** Files of this machine that commands send. */
public final class Uploads {

    private Uploads() {}

    /**
     * A request's answer, as JSON, or as a text if it is none; the request has a file's bytes for its body, which are sent
     * as they are read.
     *
     * @param name path from the run's folder
     */
    public static JsonElement json(CommandRun run, Request request, String name, String type)
            throws Stop, InterruptedException {
        return send(run, request, name, type, run::json);
    }

    /** The same, with the answer as text. */
    public static String text(CommandRun run, Request request, String name, String type)
            throws Stop, InterruptedException {
        return send(run, request, name, type, run::text);
    }

    private interface Sending<T> {
        T send(Request request) throws Stop, InterruptedException;
    }

    private static <T> T send(CommandRun run, Request request, String name, String type, Sending<T> sending)
            throws Stop, InterruptedException {
        Path file = path(run, name);
        try (var bytes = Files.newInputStream(file)) {
            return sending.send(request.body(bytes, Files.size(file), type));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** A file's bytes as Base64; {@code name} is its path from the run's folder. */
    public static String base64(CommandRun run, String name) throws Stop {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(path(run, name)));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static Path path(CommandRun run, String name) throws Stop {
        try {
            return run.work().folder().resolve(name);
        } catch (InvalidPathException e) {
            throw unreadable(name, e);
        }
    }

    private static Stop unreadable(String name, Exception why) {
        return Stop.failure("The file " + name + " could not be read: " + why.getMessage());
    }
}
