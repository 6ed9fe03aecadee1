package m365ls.run;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The calls of the CLI's documented examples, and the files that they want to be there. */
final class DocumentedCalls {

    /**
     * A call.
     *
     * @param name the command and the number of the example, {@code spo web get#1}
     * @param words what stands behind {@code m365}
     */
    record Example(String name, List<String> words) {
        Example {
            words = List.copyOf(words);
        }

        String command() {
            return name.substring(0, name.lastIndexOf('#'));
        }
    }

    /** Options that name a file or a folder on the machine. */
    private static final Set<String> PATHS = Set.of(
            "--path",
            "--filePath",
            "--folder",
            "--folderPath",
            "--outputFile",
            "--manifestPath",
            "--manifest",
            "--logFile",
            "--targetFolder",
            "--certificateFile",
            "--attachment",
            "--schemaPath",
            "--templatePath",
            "--image",
            "--file",
            "--imagePath",
            "--logoPath",
            "--sourceFile",
            "--localFilePath",
            "--csvFilePath",
            "--bodyContentsFilePath",
            "--photoPath",
            "--thumbnailPath",
            "--packagePath",
            "--idsFile",
            "--input",
            "--filePaths",
            "--iconPath",
            "--fontFile",
            "-p",
            "-f");

    private static final Map<String, String> CONTENTS = Map.of(
            "json", "{}",
            "xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?><Configuration/>",
            "csv", "Title,Id\nOne,1\n",
            "html", "<p>Hello</p>",
            "svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

    private DocumentedCalls() {}

    /** All of them, as the program that makes the catalogue reads them. */
    static List<Example> all(Path cliHost) throws IOException {
        Process node = new ProcessBuilder(
                        "node", cliHost.resolve("test/documented-calls.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Example> all = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject example = JsonParser.parseString(line).getAsJsonObject();
                all.add(new Example(
                        example.get("name").getAsString(),
                        example.getAsJsonArray("words").asList().stream()
                                .map(JsonElement::getAsString)
                                .toList()));
            }
        } finally {
            node.destroy();
        }
        return all;
    }

    /** The words of an example, with each path below {@code room}, where it is made to be. */
    static List<String> furnished(List<String> words, Path room) throws IOException {
        List<String> furnished = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean isPath = i > 0 && PATHS.contains(words.get(i - 1)) && !word.matches("(https?:|\\$|--|@).*");
            if (word.matches("@.*\\.\\w+")) {
                furnished.add("@" + file(room, word.substring(1)));
            } else if (isPath && !word.isEmpty()) {
                furnished.add(file(room, word).toString());
            } else {
                furnished.add(word);
            }
        }
        return furnished;
    }

    private static Path file(Path room, String written) throws IOException {
        Path file = room;
        for (String step :
                written.replaceFirst("^~", "").replaceFirst("^[A-Za-z]:", "").split("[/\\\\]+")) {
            if (!step.isEmpty() && !step.equals("..") && !step.equals(".")) {
                file = file.resolve(step.replaceAll("[^\\p{Alnum}. _-]", "_"));
            }
        }
        String name = file.getFileName().toString();
        if (name.indexOf('.') > 0) {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, CONTENTS.getOrDefault(name.replaceFirst(".*\\.", ""), "text"));
        } else {
            Files.createDirectories(file);
        }
        return file;
    }

    /** What is in a folder: each path with its content. */
    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                files.put(
                        folder.relativize(each).toString(),
                        Files.isDirectory(each) ? "a folder" : Files.readString(each, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** Empties a folder. */
    static void empty(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(folder)) {
                    Files.delete(each);
                }
            }
        }
    }
}
