package m365ls.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.CommandRules.Field;
import m365ls.catalog.CommandRules.Tree;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the built-in catalogue against the model it was packed from, field by field. */
class CatalogFileTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static JsonObject model = new JsonObject();

    @BeforeAll
    static void readModel() throws IOException {
        Path file = Path.of(System.getProperty("repository.root"), "server", "target", "catalogue", "model.json");
        try (Reader in = Files.newBufferedReader(file)) {
            model = JsonParser.parseReader(in).getAsJsonObject();
        }
    }

    @Test
    void holdsAllCommandsOfThePinnedVersion() {
        assertEquals("11.11.0", CATALOG.version());
        assertEquals(878, CATALOG.commands().size());
    }

    @Test
    void tellsWhichProgramMadeIt() {
        assertTrue(CatalogFile.builtIn().stamp().matches("[0-9a-f]{16}"));
    }

    @Test
    void givesEveryFactThatCompletionAndChecksNeed() {
        assertEquals(commands().size(), CATALOG.commands().size());
        for (int i = 0; i < commands().size(); i++) {
            assertEquals(spec(i, commands().get(i)), CATALOG.commands().get(i));
        }
    }

    @Test
    void tellsWhereEachCommandIsDocumented() {
        for (CommandSpec command : CATALOG.commands()) {
            JsonObject text = commands().get(command.index()).getAsJsonObject("text");
            assertEquals(string(text, "documentation"), command.documentation());
        }
        CommandSpec moved = new CommandSpec(
                0,
                "spo get",
                List.of(),
                "spo",
                "",
                Identity.ANY,
                Effect.READ,
                true,
                UnknownOptions.REFUSED,
                List.of(),
                false,
                "https://example.org/moved",
                List.of(),
                List.of());
        assertEquals("https://example.org/moved", moved.documentation());
    }

    @Test
    void givesEveryText() {
        for (CommandSpec command : CATALOG.commands()) {
            assertEquals(text(commands().get(command.index())), CATALOG.text(command), command.name());
        }
    }

    @Test
    void givesEveryRule() {
        for (CommandSpec command : CATALOG.commands()) {
            JsonObject expected = commands().get(command.index());
            assertEquals(
                    new CommandRules(string(expected, "schema"), tree(expected.get("rules"))),
                    CATALOG.rules(command),
                    command.name());
        }
    }

    @Test
    void findsEveryCommandByNameAndAliasAndWordByWord() {
        for (CommandSpec command : CATALOG.commands()) {
            List<String> names = new ArrayList<>(command.aliases());
            names.add(command.name());
            for (String name : names) {
                assertEquals(Optional.of(command), CATALOG.find(name));
                CommandWords level = CATALOG.words();
                for (String word : name.split(" ")) {
                    level = level.behind(word).orElseThrow();
                }
                assertEquals(Optional.of(command), level.command());
            }
        }
        assertEquals(Optional.empty(), CATALOG.find("spo site gett"));
        assertEquals(Optional.empty(), CATALOG.words().behind("nope"));
    }

    @Test
    void findsEveryOptionByItsNames() {
        for (CommandSpec command : CATALOG.commands()) {
            for (OptionSpec option : command.options()) {
                assertEquals(Optional.of(option), command.option(option.name()));
                if (!option.shortName().isEmpty()) {
                    assertEquals(Optional.of(option), command.shortOption(option.shortName()));
                }
            }
            assertEquals(Optional.empty(), command.option(""));
            assertEquals(Optional.empty(), command.shortOption(""));
        }
    }

    @Test
    void putsOwnOptionsBeforeGlobalOnes() {
        for (CommandSpec command : CATALOG.commands()) {
            boolean global = false;
            for (OptionSpec option : command.options()) {
                assertFalse(global && !option.global(), command.name());
                global = option.global();
            }
            assertTrue(global, command.name());
        }
    }

    private static List<JsonObject> commands() {
        return objects(model, "commands");
    }

    private static CommandSpec spec(int index, JsonObject o) {
        List<OptionSpec> options = new ArrayList<>();
        for (JsonObject option : objects(o, "options")) {
            options.add(new OptionSpec(
                    string(option, "name"),
                    string(option, "short"),
                    flag(option, "required"),
                    OptionType.valueOf(constant(option, "type")),
                    strings(option, "values"),
                    flag(option, "caseInsensitive"),
                    flag(option, "valuesFromDocs"),
                    string(option, "default"),
                    string(option, "format"),
                    flag(option, "global"),
                    flag(option, "serverRelative")));
        }
        List<OptionSet> sets = new ArrayList<>();
        for (JsonObject set : objects(o, "optionSets")) {
            sets.add(new OptionSet(
                    strings(set, "options"),
                    flag(set, "conditional"),
                    flag(set, "atLeastOne"),
                    flag(set, "atMostOne")));
        }
        return new CommandSpec(
                index,
                string(o, "name"),
                strings(o, "aliases"),
                string(o, "service"),
                string(o, "resource"),
                Identity.valueOf(constant(o, "identity")),
                Effect.valueOf(constant(o, "effect")),
                string(o, "schema").equals("zod"),
                UnknownOptions.valueOf(constant(o, "unknownOptions")),
                strings(o, "outputs"),
                flag(o, "contextual"),
                "",
                options,
                sets);
    }

    private static CommandText text(JsonObject command) {
        JsonObject o = command.getAsJsonObject("text");
        List<CommandText.Permission> permissions = new ArrayList<>();
        for (JsonObject permission : objects(o, "permissions")) {
            permissions.add(new CommandText.Permission(
                    Identity.valueOf(constant(permission, "identity")),
                    string(permission, "resource"),
                    strings(permission, "names")));
        }
        List<CommandText.Example> examples = new ArrayList<>();
        for (JsonObject example : objects(o, "examples")) {
            examples.add(new CommandText.Example(
                    string(example, "title"),
                    string(example, "code"),
                    string(example, "language"),
                    flag(example, "valid")));
        }
        return new CommandText(
                string(o, "description"),
                map(o.getAsJsonObject("options")),
                permissions,
                examples,
                map(o.getAsJsonObject("responses")),
                strings(o, "defaultProperties"),
                string(o, "remarks"));
    }

    private static Tree tree(JsonElement json) {
        if (json.isJsonNull()) {
            return new Tree.Nothing();
        }
        if (json.isJsonArray()) {
            List<Tree> items = new ArrayList<>();
            json.getAsJsonArray().forEach(item -> items.add(tree(item)));
            return new Tree.Items(items);
        }
        if (json.isJsonObject()) {
            List<Field> fields = new ArrayList<>();
            json.getAsJsonObject().entrySet().forEach(e -> fields.add(new Field(e.getKey(), tree(e.getValue()))));
            return new Tree.Fields(fields);
        }
        if (json.getAsJsonPrimitive().isBoolean()) {
            return new Tree.Bool(json.getAsBoolean());
        }
        return json.getAsJsonPrimitive().isNumber()
                ? new Tree.Num(json.getAsDouble())
                : new Tree.Text(json.getAsString());
    }

    private static String constant(JsonObject o, String name) {
        return string(o, name).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String string(JsonObject o, String name) {
        return o.get(name).getAsString();
    }

    private static boolean flag(JsonObject o, String name) {
        return o.get(name).getAsBoolean();
    }

    private static List<String> strings(JsonObject o, String name) {
        List<String> strings = new ArrayList<>();
        o.getAsJsonArray(name).forEach(e -> strings.add(e.getAsString()));
        return strings;
    }

    private static List<JsonObject> objects(JsonObject o, String name) {
        List<JsonObject> objects = new ArrayList<>();
        JsonArray array = o.getAsJsonArray(name);
        array.forEach(e -> objects.add(e.getAsJsonObject()));
        return objects;
    }

    private static Map<String, String> map(JsonObject o) {
        Map<String, String> map = new HashMap<>();
        o.entrySet().forEach(e -> map.put(e.getKey(), e.getValue().getAsString()));
        return map;
    }
}
