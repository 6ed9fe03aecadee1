package m365ls.query;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the package that the command line tool uses for its answers to queries. */
final class RealJmespath {

    private RealJmespath() {}

    /** What stands in documents and answers for a value that is undefined. */
    static final String UNDEFINED = "{\"undefined\":true}";

    /**
     * A query to be judged.
     *
     * @param document index of the document
     */
    record Case(int document, String query) {}

    /** The answers to {@code cases}, in their order, as the program describes them. */
    static List<JsonObject> judge(List<String> documents, List<Case> cases) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("repository.root"), "server/cli-host/test/jmespath-judge.mjs");
        Process process = new ProcessBuilder("node", program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = new Thread(() -> write(process, documents, cases));
        writer.start();
        List<JsonObject> answers = new ArrayList<>(cases.size());
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                answers.add(JsonParser.parseString(line).getAsJsonObject());
            }
        }
        writer.join();
        int exit = process.waitFor();
        if (exit != 0 || answers.size() != cases.size()) {
            throw new IOException(
                    "The judge ended with " + exit + " after " + answers.size() + " of " + cases.size() + " answers.");
        }
        return answers;
    }

    private static void write(Process process, List<String> documents, List<Case> cases) {
        Gson gson = new Gson();
        try (Writer out = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            out.write('[' + String.join(",", documents) + "]\n");
            for (Case one : cases) {
                JsonArray line = new JsonArray();
                line.add(one.document());
                line.add(one.query());
                out.write(gson.toJson(line) + '\n');
            }
        } catch (IOException e) {
            // The reader then sees too few answers.
            process.destroy();
        }
    }
}
