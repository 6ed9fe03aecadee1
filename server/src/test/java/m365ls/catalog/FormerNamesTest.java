package m365ls.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the built-in names against the package's own list of commands. */
class FormerNamesTest {

    private static final Path COMMANDS = Path.of(System.getProperty("repository.root", "."))
            .resolve("server")
            .resolve("cli-host")
            .resolve("node_modules")
            .resolve("@pnp")
            .resolve("cli-microsoft365")
            .resolve("allCommandsFull.json");

    private static final FormerNames NAMES = FormerNames.builtIn();

    /** Current names of commands to their options' long and short names. */
    private static final Map<String, Set<String>> LONG_NAMES = new HashMap<>();

    private static final Map<String, Set<String>> SHORT_NAMES = new HashMap<>();
    private static final Set<String> ALIASES = new HashSet<>();

    @BeforeAll
    static void readThePackagesCommands() throws IOException {
        try (Reader reader = Files.newBufferedReader(COMMANDS, StandardCharsets.UTF_8)) {
            for (JsonElement command : JsonParser.parseReader(reader).getAsJsonArray()) {
                String name = command.getAsJsonObject().get("name").getAsString();
                JsonElement aliases = command.getAsJsonObject().get("aliases");
                if (aliases != null) {
                    aliases.getAsJsonArray().forEach(alias -> ALIASES.add(alias.getAsString()));
                }
                for (JsonElement option : command.getAsJsonObject().getAsJsonArray("options")) {
                    JsonElement shortName = option.getAsJsonObject().get("short");
                    LONG_NAMES
                            .computeIfAbsent(name, n -> new HashSet<>())
                            .add(option.getAsJsonObject().get("name").getAsString());
                    if (shortName != null) {
                        SHORT_NAMES.computeIfAbsent(name, n -> new HashSet<>()).add(shortName.getAsString());
                    }
                }
            }
        }
        assertTrue(LONG_NAMES.size() > 800, "all commands of the package");
    }

    @Test
    void everySuccessorOfACommandExists() {
        assertEquals(
                List.of(),
                NAMES.commands().stream()
                        .filter(c -> !c.current().isEmpty() && !LONG_NAMES.containsKey(c.current()))
                        .toList());
    }

    @Test
    void noFormerCommandIsStillAccepted() {
        assertEquals(
                List.of(),
                NAMES.commands().stream()
                        .filter(c -> LONG_NAMES.containsKey(c.name()) || ALIASES.contains(c.name()))
                        .toList());
    }

    @Test
    void everySuccessorOfAnOptionExistsAndTheFormerNameDoesNot() throws IOException {
        Set<String> commands = commandsWithFormerOptions();
        assertTrue(commands.size() > 300);
        for (String command : commands) {
            Set<String> longNames = LONG_NAMES.getOrDefault(command, Set.of());
            assertFalse(longNames.isEmpty(), command + " is not a current command");
            for (FormerOption option : NAMES.options(command)) {
                assertTrue(
                        option.current().isEmpty() || longNames.contains(option.current()),
                        () -> command + " has no --" + option.current());
                assertFalse(
                        longNames.contains(option.name())
                                || SHORT_NAMES.getOrDefault(command, Set.of()).contains(option.name()),
                        () -> command + " still accepts " + option.name());
            }
        }
    }

    @Test
    void saysWhatToDoWhereNoNameOfferedIsSafe() throws IOException {
        Stream<FormerOption> options = commandsWithFormerOptions().stream().flatMap(c -> NAMES.options(c).stream());
        assertEquals(
                List.of(), options.filter(o -> !o.safe() && o.note().isEmpty()).toList());
        assertEquals(
                List.of(),
                NAMES.commands().stream()
                        .filter(c -> !c.safe() && c.note().isEmpty())
                        .toList());
        assertTrue(
                NAMES.commands().stream().noneMatch(c -> c.safe() && c.current().isEmpty()));
    }

    @Test
    void theDocumentationListsWhatNoSafeChangeBringsUpToDate() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| former name | now | since | what to do |", "|---|---|---|---|"));
        Map<List<String>, Set<String>> options = new TreeMap<>(Comparator.comparing(key -> String.join("\t", key)));
        Set<String> commands = new TreeSet<>();
        for (String line : lines()) {
            String[] f = line.split("\t", -1);
            if (f[0].equals("option") && f[5].equals("unsafe")) {
                options.computeIfAbsent(List.of(f[2], f[3], f[4], f[6]), k -> new TreeSet<>())
                        .add("`" + f[1] + "`");
            } else if (f[0].equals("command") && f[4].equals("unsafe")) {
                String current = f[2].isEmpty() ? "-" : "`" + f[2] + "`";
                commands.add(
                        "| `" + f[1] + "` | " + current + " | " + (f[3].isEmpty() ? "-" : f[3]) + " | " + f[5] + " |");
            }
        }
        rows.addAll(commands);
        options.forEach((key, names) -> {
            String current = key.get(1).isEmpty() ? "-" : "`" + dashed(key.get(1)) + "`";
            String since = key.get(2).isEmpty() ? "-" : key.get(2);
            rows.add("| `" + dashed(key.get(0)) + "` of " + String.join(", ", names) + " | " + current + " | " + since
                    + " | " + key.get(3) + " |");
        });
        Path page = Path.of(System.getProperty("repository.root", "."), "docs", "former-names.md");
        String table = String.join("\n", rows);
        assertTrue(Files.readString(page).replace("\r\n", "\n").endsWith("\n" + table + "\n"), () -> table);
    }

    private static String dashed(String name) {
        return (name.length() == 1 ? "-" : "--") + name;
    }

    @Test
    void namesEachFormerNameOnce() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String line : lines()) {
            String[] fields = line.split("\t", -1);
            String key = fields[0].equals("option") ? "option " + fields[1] + "\t" + fields[2] : "command " + fields[1];
            assertTrue(seen.add(key), key);
        }
        assertTrue(seen.size() > 850);
    }

    @Test
    void tellsWhatReviewHasChangedInTheRawFacts() {
        assertEquals("status", current("spo status"));
        assertEquals("status", current("azmgmt status"));
        assertEquals("entra m365group user list", current("aad o365group user list"));
        assertTrue(NAMES.command("spo web alert list").isEmpty(), "an alias that still works");
        FormerOption owners = NAMES.option("entra m365group set", "owners").orElseThrow();
        assertFalse(owners.safe(), "owners were added, and are replaced now");
        assertTrue(NAMES.option("spo listitem add", "fields").isEmpty(), "never an option of its own");
    }

    @Test
    void knowsThatConfirmBecameForceWhereForceAvoidsAQuestion() {
        assertEquals(
                new FormerOption("confirm", "force", "7.0.0", true, ""),
                NAMES.option("spo site remove", "confirm").orElseThrow());
        assertTrue(NAMES.option("spo feature enable", "confirm").isEmpty(), "its --force overwrites");
        long commands = LONG_NAMES.keySet().stream()
                .filter(c ->
                        NAMES.option(c, "confirm").filter(FormerOption::safe).isPresent())
                .count();
        long withForce =
                LONG_NAMES.values().stream().filter(o -> o.contains("force")).count();
        assertEquals(withForce - 6, commands);
    }

    @Test
    void knowsFormerShortNames() {
        assertEquals("webUrl", NAMES.option("spo file get", "w").orElseThrow().current());
        assertEquals(
                "asAdmin", NAMES.option("pp solution list", "a").orElseThrow().current());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "",
                "command\tspo x\tspo y\t1.0.0\tsafe",
                "command\tspo x\tspo y\t1.0.0\tperhaps\t",
                "option\tspo y\tx\ty\t1.0.0\tsafe\t\t"
            })
    void refusesADamagedFile(String line) {
        CatalogException refused = assertThrows(
                CatalogException.class, () -> FormerNamesFile.read(new StringReader("# head\n" + line + "\n")));
        assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
    }

    private static String current(String former) {
        return NAMES.command(former).map(FormerCommand::current).orElse("");
    }

    private static Set<String> commandsWithFormerOptions() throws IOException {
        Set<String> commands = new HashSet<>();
        for (String line : lines()) {
            if (line.startsWith("option\t")) {
                commands.add(line.split("\t", -1)[1]);
            }
        }
        return commands;
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = FormerNames.class.getResourceAsStream("former-names.tsv")) {
            assertTrue(file != null, "the file is built in");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
