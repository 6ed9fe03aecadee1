package m365ls.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import m365ls.output.JsonText;

/** The file in which a project keeps what its calls have in common, in the run's folder. */
public final class RcFile {

    /** Its name. */
    public static final String NAME = ".m365rc.json";

    private RcFile() {}

    private static Path path(CommandRun run) {
        return run.work().folder().resolve(NAME);
    }

    /**
     * What is in it; nothing if there is none, or it is empty.
     *
     * @throws IOException if it cannot be read, or holds something else than an object
     */
    public static JsonObject read(CommandRun run) throws IOException {
        String text = Files.exists(path(run)) ? Files.readString(path(run)) : "";
        Optional<JsonElement> read = text.isEmpty() ? Optional.of(new JsonObject()) : Json.parse(text);
        if (read.isPresent() && read.get() instanceof JsonObject file) {
            return file;
        }
        throw new IOException("It is no object of JSON");
    }

    /** Writes it anew. */
    public static void write(CommandRun run, JsonObject file) throws IOException, Stop {
        run.mayWriteFile(NAME);
        Files.writeString(path(run), JsonText.indented(file));
    }

    /** Deletes it. */
    public static void delete(CommandRun run) throws IOException, Stop {
        run.mayWriteFile(NAME);
        Files.delete(path(run));
    }
}
