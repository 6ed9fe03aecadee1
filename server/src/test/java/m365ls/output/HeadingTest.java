package m365ls.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandRules;
import m365ls.catalog.CommandRules.Field;
import m365ls.catalog.CommandRules.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the heading in Markdown says: options and date. */
class HeadingTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root", "."));

    /** Every valid example of the documentation, as the real tool reads it before and after its schema. */
    @Test
    void namesOptionsInTheOrderOfTheSchemaWithItsDefaults() throws IOException, InterruptedException {
        Catalog catalog = CatalogFile.builtIn().catalog();
        List<String> calls = callsOfExamples();
        assertTrue(calls.size() > 900, "examples of commands with a schema: " + calls.size());
        for (String line : calls) {
            JsonObject call = JsonParser.parseString(line).getAsJsonObject();
            List<String> schema = new ArrayList<>();
            Map<String, JsonElement> defaults = new LinkedHashMap<>();
            String command = call.get("command").getAsString();
            for (Field option : schema(catalog, command)) {
                schema.add(option.name());
                addDefault(option, defaults);
            }
            Map<String, JsonElement> expected = options(call, "final");
            Map<String, JsonElement> given = options(call, "given");
            // A few options change as they are checked; the heading names what the check leaves.
            given.replaceAll((name, value) -> expected.getOrDefault(name, value));
            Map<String, JsonElement> named = HeadingOptions.ofSchema(schema, defaults, given);
            assertEquals(List.copyOf(expected.entrySet()), List.copyOf(named.entrySet()), command);
        }
    }

    private static List<Field> schema(Catalog catalog, String command) {
        CommandRules rules = catalog.rules(catalog.find(command).orElseThrow());
        assertEquals("zod", rules.schema(), command);
        return fields(field(fields(rules.tree()), "options"));
    }

    private static void addDefault(Field option, Map<String, JsonElement> defaults) {
        List<Field> rule = fields(option.value());
        if (field(rule, "kind").equals(new Tree.Text("default"))) {
            defaults.put(option.name(), JsonParser.parseString(json(field(rule, "value"))));
        }
    }

    private static String json(Tree value) {
        if (value instanceof Tree.Bool bool) {
            return Boolean.toString(bool.value());
        }
        if (value instanceof Tree.Num number) {
            return Double.toString(number.value()).replaceAll("\\.0$", "");
        }
        return '"' + ((Tree.Text) value).value() + '"';
    }

    private static List<Field> fields(Tree tree) {
        return ((Tree.Fields) tree).fields();
    }

    private static Tree field(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, JsonElement> options(JsonObject call, String when) {
        Map<String, JsonElement> options = new LinkedHashMap<>();
        for (JsonElement entry : call.getAsJsonArray(when)) {
            options.put(
                    entry.getAsJsonArray().get(0).getAsString(),
                    entry.getAsJsonArray().get(1));
        }
        return options;
    }

    private static List<String> callsOfExamples() throws IOException, InterruptedException {
        Path target = ROOT.resolve("server").resolve("target");
        Path calls = target.resolve("heading-calls.txt");
        Process judge = new ProcessBuilder(
                        "node",
                        ROOT.resolve("server/cli-host/test/heading-judge.mjs").toString(),
                        target.resolve("catalogue").resolve("model.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(calls.toFile())
                .start();
        int exit = judge.waitFor();
        assertEquals(0, exit, () -> "see " + calls);
        return Files.readAllLines(calls);
    }

    @Test
    void keepsOptionsThatTheSchemaDoesNotName() {
        Map<String, JsonElement> given = new LinkedHashMap<>();
        given.put("department", JsonParser.parseString("5"));
        given.put("id", JsonParser.parseString("1"));
        assertEquals(
                List.of("id", "department"),
                List.copyOf(HeadingOptions.ofSchema(List.of("debug", "id"), Map.of(), given)
                        .keySet()));
    }

    /** What Node 20 with CLDR 48 prints for {@code new Date(2026, 2, 5)}. */
    @ParameterizedTest
    @CsvSource({
        "en-US, 3/5/2026",
        "en-GB, 05/03/2026",
        "en-CA, 2026-03-05",
        "en, 3/5/2026",
        "de-DE, 5.3.2026",
        "de-CH, 5.3.2026",
        "fr-FR, 05/03/2026",
        "fr-CH, 05.03.2026",
        "nl-NL, 5-3-2026",
        "es-ES, 5/3/2026",
        "pt-BR, 05/03/2026",
        "sv-SE, 2026-03-05",
        "nb-NO, 5.3.2026",
        "pl-PL, 5.03.2026",
        "cs-CZ, 5. 3. 2026",
        "hu-HU, 2026. 03. 05.",
        "he-IL, 5.3.2026",
        "ja-JP, 2026/3/5",
        "zh-CN, 2026/3/5",
        "ko-KR, 2026. 3. 5.",
        "th-TH, 2026-03-05",
        "eo, 2026-03-05",
    })
    void writesTheDateAsTheUserDoes(String locale, String text) {
        assertEquals(text, HeadingDate.text(LocalDate.of(2026, 3, 5), Locale.forLanguageTag(locale)));
    }

    @Test
    void writesDaysAndMonthsOfTwoDigits() {
        assertEquals("25/12/2026", HeadingDate.text(LocalDate.of(2026, 12, 25), Locale.UK));
        assertEquals("25.12.2026", HeadingDate.text(LocalDate.of(2026, 12, 25), Locale.GERMANY));
    }
}
