package m365ls.run.walk;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A documented example of the CLI.
 *
 * @param name the command and the number of the example, {@code spo web get#1}
 * @param words the argument list; paths lie below {@link #ROOM}
 * @param application whether an application has to be signed in, and no user
 * @param things what has to be in the folder in which it runs
 */
record Example(String name, String command, List<String> words, boolean application, List<Thing> things) {

    /** Stands for the folder in which an example runs. */
    static final String ROOM = "/room-of-the-walk";

    /**
     * A file or folder below {@link #ROOM}.
     *
     * @param content empty for a folder
     */
    record Thing(String place, Optional<String> content) {}

    /** All examples of all commands, in the order of the package, those of a command together. */
    static List<Example> all(Path repository) throws IOException, InterruptedException {
        Path program = repository.resolve("server/cli-host/test/list-documented-examples.mjs");
        Process node = new ProcessBuilder("node", program.toString(), ROOM)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Example> examples = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                examples.add(of(JsonParser.parseString(line).getAsJsonObject()));
            }
        }
        if (node.waitFor() != 0) {
            throw new IOException("The examples cannot be listed.");
        }
        return examples;
    }

    private static Example of(JsonObject listed) {
        return new Example(
                listed.get("name").getAsString(),
                listed.get("command").getAsString(),
                listed.getAsJsonArray("words").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList(),
                listed.get("identity").getAsString().equals("application"),
                listed.getAsJsonArray("files").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(file -> new Thing(
                                file.get("place").getAsString(),
                                Optional.ofNullable(file.get("content")).map(JsonElement::getAsString)))
                        .toList());
    }

    /** The argument list in a folder. */
    List<String> words(Path room) {
        return words.stream().map(word -> in(room, word)).toList();
    }

    /** Puts into an empty folder what the example needs. */
    void furnish(Path room) throws IOException {
        for (Thing thing : things) {
            Path place = Path.of(in(room, thing.place()));
            if (thing.content().isEmpty()) {
                Files.createDirectories(place);
            } else {
                Files.createDirectories(place.resolveSibling(""));
                Files.writeString(place, thing.content().get());
            }
        }
    }

    private static String in(Path room, String word) {
        return word.startsWith(ROOM) ? room + word.substring(ROOM.length()) : word;
    }
}
