package m365ls.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.installation.Machine;
import picocli.CommandLine;

/** Writes pieces of script to a file and reads back which of them {@code m365ls check --format json} finds errors in. */
final class CheckedLines {

    private static final CatalogFile CATALOG = CatalogFile.builtIn();

    private final Path file;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> starts = new ArrayList<>();
    private int lines;

    /** @param file whose name tells the language */
    CheckedLines(Path file) {
        this.file = file;
    }

    /** Whether a file can hold {@code text}: none can hold half a character. */
    static boolean canHold(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Adds a piece that begins and ends on lines of its own. */
    void add(String piece) {
        starts.add(lines);
        text.append(piece).append('\n');
        lines += 1 + (int) piece.chars().filter(c -> c == '\n').count();
    }

    /** What errors say, for each piece. */
    List<List<String>> errors() throws IOException {
        Files.writeString(file, text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(InputStream.nullInputStream(), new PrintStream(out), System.err, false);
        Catalogs catalogs = new Catalogs(CATALOG, Machine.current(), console);
        int exitCode = new CommandLine(new CheckCommand(catalogs, FormerNames.builtIn(), console))
                .execute("--format", "json", "--cli-version", CATALOG.catalog().version(), file.toString());
        assertTrue(exitCode < 2, "check ends with " + exitCode);
        List<List<String>> errors = new ArrayList<>();
        starts.forEach(start -> errors.add(new ArrayList<>()));
        for (JsonElement element :
                JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonArray()) {
            JsonObject finding = element.getAsJsonObject();
            if (finding.get("severity").getAsString().equals("error")) {
                int at = Collections.binarySearch(starts, finding.get("line").getAsInt() - 1);
                errors.get(at < 0 ? -at - 2 : at)
                        .add(finding.get("rule").getAsString() + ": "
                                + finding.get("message").getAsString());
            }
        }
        return errors;
    }
}
