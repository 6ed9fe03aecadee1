package m365ls.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.feature.RuleSamples;
import m365ls.feature.RuleSamples.Sample;
import m365ls.installation.Machine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** On the command line each rule obeys the project file and the comments in a script. */
class CheckObeysSettingsTest {

    private static final CatalogFile CATALOG = CatalogFile.builtIn();

    @TempDir
    Path folder;

    static Set<String> rules() {
        return RuleSamples.rules();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void reportsARuleAsTheProjectFileAndTheCommentsSay(String rule) throws IOException {
        Sample sample = RuleSamples.of(rule);
        Path script = folder.resolve(sample.powershell() ? "a.ps1" : "a.sh");
        Files.writeString(script, sample.text());
        for (String severity : List.of("error", "warning", "information")) {
            Files.writeString(folder.resolve(".m365ls.json"), "{\"rules\": {\"" + rule + "\": \"" + severity + "\"}}");
            List<String> severities = severities(script, rule);
            assertTrue(!severities.isEmpty() && severities.stream().allMatch(severity::equals), severities.toString());
        }
        Files.writeString(folder.resolve(".m365ls.json"), "{\"rules\": {\"" + rule + "\": \"off\"}}");
        assertEquals(List.of(), severities(script, rule));
        Files.delete(folder.resolve(".m365ls.json"));
        Files.writeString(script, "# m365ls-disable " + rule + "\n" + sample.text());
        assertEquals(List.of(), severities(script, rule));
    }

    private static List<String> severities(Path script, String rule) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                false);
        CheckCommand command =
                new CheckCommand(new Catalogs(CATALOG, Machine.current(), console), FormerNames.builtIn(), console);
        new CommandLine(command)
                .execute("--cli-version", CATALOG.catalog().version(), "--format", "json", script.toString());
        return StreamSupport.stream(
                        JsonParser.parseString(out.toString(StandardCharsets.UTF_8))
                                .getAsJsonArray()
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .filter(finding -> finding.get("rule").getAsString().equals(rule))
                .map((JsonObject finding) -> finding.get("severity").getAsString())
                .toList();
    }
}
