package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import m365ls.catalog.OptionType;
import m365ls.script.OptionTable.Entry;
import m365ls.script.ParsedOptions.Positional;
import m365ls.text.JavaScriptNumbers;
import org.junit.jupiter.api.Test;

/**
 * Compares the option parser with the real yargs-parser package: command lines made by chance, with the options of all
 * real commands and of made-up ones.
 *
 * <p>{@code -Doptions.seed} and {@code -Doptions.cases} choose other command lines, and more of them.
 */
class OptionParserAgreementTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root", "."));
    private static final Path CLI_HOST = ROOT.resolve("server").resolve("cli-host");
    private static final Path COMMANDS = CLI_HOST.resolve("node_modules")
            .resolve("@pnp")
            .resolve("cli-microsoft365")
            .resolve("allCommandsFull.json");

    private static final List<OptionType> TYPES = List.of(OptionType.values());

    private static final String[] WORDS = {
        "spo",
        "site",
        "get",
        "list",
        "web",
        "login",
        "help",
        "h",
        "x",
        "a b",
        "",
        "-",
        "--",
        "---",
        "---x",
        "----",
        "---=1",
        "true",
        "false",
        "TRUE",
        "yes",
        "no",
        "On",
        "off",
        "1",
        "0",
        "2",
        "maybe",
        "5",
        "-5",
        "-1.5",
        "-.5",
        "-5x",
        "0x10",
        "0XfF",
        "0x",
        "1e5",
        "1E5",
        "1e-7",
        "5.0",
        ".5",
        "5.",
        "0123",
        "00",
        "0.10",
        "+5",
        "9007199254740991",
        "9007199254740992",
        "-9007199254740993",
        "0x1fffffffffffffffff",
        "1e400",
        "-0",
        "0e1",
        "-01",
        "123456789.123456789",
        "1.7976931348623157",
        "http://x/y?a=b",
        "https://contoso.sharepoint.com",
        "-uhttps://x",
        "'q'",
        "\"q\"",
        "'",
        "\"\"",
        "a=b",
        "=",
        "=x",
        "@file",
        "é",
        "𝒳",
        "-é",
        "a\nb",
        "-a\nb",
        "--a\nb=c",
        "--a=b\nc",
        "-\n",
        "--\n",
        "--\nx=1",
        "-a.b",
        "-a.b=c",
        "-a.=b=c",
        "-=.x=5",
        "-=x",
        "-.5x",
        "-5.x",
        "-a-",
        "-a-b",
        "-abc5",
        "-n5",
        "-n-5",
        "-n5.",
        "-n1.5e3",
        "-n1e-3",
        "-a=b",
        "-ab=c",
        "-u=",
        "-a:b",
        "--=",
        "--=a",
        "--=a=b",
        "--no-",
        "--no-x",
        "--no-help",
        "--no-h",
        "--help",
        "-h",
        "--h",
        "--help=",
        "--help=0",
        "---help",
        "--help-",
        "---H",
        "--HELP-",
        "--h.x",
        "--h-.y=1",
        "-h-",
        "-h0",
        "--constructor",
        "--toString=1",
        "--a.b",
        "--a.b=c",
        "--a-b",
        "--a_b-c",
        "-5=3",
        "-0",
        "--5",
        "--5=5",
        "-1",
        "-1=2",
    };

    @Test
    void readsEveryCommandLineLikeTheRealPackage() throws IOException, InterruptedException {
        long seed = Long.getLong("options.seed", 365);
        int count = Integer.getInteger("options.cases", 50_000);
        Random random = new Random(seed);
        List<TableOfCase> tables = tables(random);
        JsonArray cases = new JsonArray();
        for (int i = 0; i < count; i++) {
            int table = random.nextInt(tables.size());
            cases.add(oneCase(table, tables.get(table), arguments(random, tables.get(table))));
        }
        JsonObject all = new JsonObject();
        JsonArray described = new JsonArray();
        tables.forEach(table -> described.add(table.describe()));
        all.add("tables", described);
        all.add("cases", cases);
        Path file = ROOT.resolve("server").resolve("target").resolve("option-cases.json");
        Files.writeString(file, new Gson().toJson(all));

        JsonObject verdict = judge(file);
        assertEquals(count, verdict.get("judged").getAsInt(), "command lines judged");
        assertTrue(verdict.getAsJsonArray("differences").isEmpty(), () -> "seed " + seed + ": " + verdict);
    }

    @Test
    void readsTheSameBehindAReadingWithoutOptions() throws IOException {
        long seed = Long.getLong("options.seed", 365);
        Random random = new Random(seed);
        List<TableOfCase> tables = tables(random);
        for (int i = 0; i < 30_000; i++) {
            TableOfCase described = tables.get(random.nextInt(tables.size()));
            List<Value> values = arguments(random, described).stream()
                    .map(text -> random.nextInt(4) == 0 ? partly(text, random) : Value.known(text))
                    .toList();
            OptionTable table = new OptionTable(described.options(), described.zod());
            OptionParser.Arguments ready = new OptionParser.Arguments(values);
            ParsedOptions untyped = OptionParser.parse(ready, OptionTable.NONE);
            assertEquals(
                    OptionParser.parse(ready, table),
                    OptionParser.parse(ready, untyped, table),
                    () -> "seed " + seed + ": " + values + " of " + described);
        }
    }

    /** A value of which the text is known up to some place. */
    private static Value partly(String text, Random random) {
        String known = text.substring(0, random.nextInt(text.length() + 1));
        Value.Part hole = new Value.Part.Hole();
        return new Value(
                known.isEmpty() ? List.of(hole) : List.of(new Value.Part.Text(known), hole), random.nextBoolean());
    }

    private static JsonObject judge(Path cases) throws IOException, InterruptedException {
        Path answer = cases.resolveSibling("option-verdict.json");
        Process judge = new ProcessBuilder(
                        "node",
                        CLI_HOST.resolve("test").resolve("yargs-judge.mjs").toString(),
                        cases.toString())
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        int exit = judge.waitFor();
        String said = Files.readString(answer);
        assertEquals(0, exit, said);
        return JsonParser.parseString(said).getAsJsonObject();
    }

    /** The options of a command, or of none. */
    private record TableOfCase(List<Entry> options, boolean zod) {

        JsonObject describe() {
            JsonArray entries = new JsonArray();
            for (Entry option : options) {
                JsonObject entry = new JsonObject();
                entry.addProperty("name", option.name());
                entry.addProperty("short", option.shortName());
                entry.addProperty("type", option.type().name().toLowerCase(Locale.ROOT));
                entries.add(entry);
            }
            JsonObject table = new JsonObject();
            table.addProperty("zod", zod);
            table.add("options", entries);
            return table;
        }
    }

    /** All real commands with their names of options, types by chance; then tables in which everything is by chance. */
    private static List<TableOfCase> tables(Random random) throws IOException {
        List<TableOfCase> tables = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(COMMANDS, StandardCharsets.UTF_8)) {
            for (JsonElement command : JsonParser.parseReader(reader).getAsJsonArray()) {
                List<Entry> options = new ArrayList<>();
                for (JsonElement option : command.getAsJsonObject().getAsJsonArray("options")) {
                    JsonElement shortName = option.getAsJsonObject().get("short");
                    options.add(new Entry(
                            option.getAsJsonObject().get("name").getAsString(),
                            shortName == null ? "" : shortName.getAsString(),
                            type(random)));
                }
                tables.add(new TableOfCase(options, random.nextBoolean()));
            }
        }
        assertTrue(tables.size() > 800, "all commands of the package");
        String letters = "abcdhnux05é.-";
        for (int i = 0; i < 200; i++) {
            List<Entry> options = new ArrayList<>();
            for (int at = random.nextInt(letters.length()); at < letters.length(); at += 1 + random.nextInt(3)) {
                String name = List.of("opt", "no-o", "a.b", "Flag", "x-y").get(random.nextInt(5)) + at;
                options.add(new Entry(name, letters.substring(at, at + 1), type(random)));
            }
            tables.add(new TableOfCase(options, random.nextBoolean()));
        }
        return tables;
    }

    private static OptionType type(Random random) {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    private static List<String> arguments(Random random, TableOfCase table) {
        List<String> arguments = new ArrayList<>();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            arguments.add(argument(random, table));
        }
        return arguments;
    }

    private static String argument(Random random, TableOfCase table) {
        String word = WORDS[random.nextInt(WORDS.length)];
        if (table.options().isEmpty() || random.nextInt(3) == 0) {
            return word;
        }
        Entry option = table.options().get(random.nextInt(table.options().size()));
        // Few different names, so that options are repeated.
        Entry often =
                table.options().get(random.nextInt(Math.min(3, table.options().size())));
        String name = random.nextBoolean() ? option.name() : often.name();
        String letter = option.shortName().isEmpty() ? "z" : option.shortName();
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> "--" + name;
            case 3 -> "--" + name + "=" + word;
            case 4 -> "--no-" + name;
            case 5, 6 -> "-" + letter;
            case 7 -> "-" + letter + "=" + word;
            case 8 -> "-" + letter + word;
            case 9 -> "-" + name;
            default -> "-" + letter + "abcxyz019.-=: é".charAt(random.nextInt(15)) + letter + word;
        };
    }

    private static JsonObject oneCase(int index, TableOfCase described, List<String> arguments) {
        List<Value> values = arguments.stream().map(Value::known).toList();
        ParsedOptions first = OptionParser.parse(values, OptionTable.NONE);
        OptionTable table = new OptionTable(described.options(), described.zod());
        ParsedOptions second = OptionParser.parse(values, table);
        assertTrue(first.complete() && second.complete(), arguments::toString);

        JsonObject one = new JsonObject();
        one.addProperty("table", index);
        JsonArray args = new JsonArray();
        arguments.forEach(args::add);
        one.add("args", args);
        JsonArray positionals = new JsonArray();
        for (Positional positional : first.positionals()) {
            positionals.add(json(positional.value()));
        }
        one.add("positionals", positionals);
        one.addProperty(
                "help", first.isTruthyBeforeTheCommandIsKnown("h") || first.isTruthyBeforeTheCommandIsKnown("help"));
        boolean refused = !second.notBoolean().isEmpty();
        one.addProperty("refused", refused);
        JsonObject options = new JsonObject();
        if (!refused) {
            second.values(table).forEach((name, value) -> options.add(name, json(value)));
        }
        one.add("values", options);
        return one;
    }

    private static JsonElement json(OptionValue value) {
        if (value instanceof OptionValue.Text text) {
            return new JsonPrimitive(text.text());
        }
        if (value instanceof OptionValue.Bool bool) {
            return new JsonPrimitive(bool.value());
        }
        JsonObject special = new JsonObject();
        if (value instanceof OptionValue.Numeric numeric) {
            double number = numeric.number();
            if (!Double.isNaN(number) && !Double.isInfinite(number)) {
                return new JsonPrimitive(number);
            }
            special.addProperty("number", JavaScriptNumbers.text(number));
            return special;
        }
        if (value instanceof OptionValue.Several several) {
            JsonArray array = new JsonArray();
            several.values().forEach(v -> array.add(json(v)));
            return array;
        }
        assertTrue(value instanceof OptionValue.Missing, "all arguments are known");
        special.addProperty("undefined", true);
        return special;
    }
}
