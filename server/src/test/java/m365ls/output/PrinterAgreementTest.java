package m365ls.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.query.Answer;
import m365ls.query.Query;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares what is printed with what the real command line tool prints, to the byte: values made by chance, with the
 * commands, options and settings made by chance too.
 *
 * <p>{@code -Doutput.seed} and {@code -Doutput.cases} choose other values, and more of them; the exhaustive test compares
 * six times as many.
 */
class PrinterAgreementTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root", "."));
    private static final String DATE = "20.11.2026";
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** The modes, those that take more to lay out more often. */
    private static final List<OutputMode> MODES = List.of(
            OutputMode.JSON,
            OutputMode.JSON,
            OutputMode.TEXT,
            OutputMode.TEXT,
            OutputMode.TEXT,
            OutputMode.TEXT,
            OutputMode.CSV,
            OutputMode.CSV,
            OutputMode.CSV,
            OutputMode.MD,
            OutputMode.MD,
            OutputMode.NONE,
            OutputMode.TOUR);

    /** Queries that look into what a command hands out, and at what is undefined in it. */
    private static final List<String> QUERIES = List.of(
            "@",
            "[0]",
            "[-1]",
            "[*]",
            "[]",
            "*",
            "[*].id",
            "[].{id: id, a: a}",
            "{id: id, a: a, none: none}",
            "[?id]",
            "[?id == null]",
            "[?a != `1`] | [0]",
            "[*].not_null(id, Id, title)",
            "id",
            "keys(@)",
            "values(@)",
            "length(@)",
            "to_string(@)",
            "to_array(@)",
            "[*].values(@)",
            "[*].type(id)",
            "merge(@, `{\"id\": 1}`)",
            "reverse(@)",
            "avg(`[]`)",
            "`[]`",
            "max_by(`[]`, &id)",
            "[max_by(`[]`, &id)]");

    /** Commands that lay their Markdown out themselves, and hand it out as one text. */
    private static final List<String> REPORTS =
            List.of("spfx project doctor", "spfx project externalize", "spfx project upgrade");

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final List<CommandSpec> COMMANDS = CATALOG.commands();

    @Test
    void printsEveryValueLikeTheRealTool() throws IOException, InterruptedException {
        agree(Long.getLong("output.seed", 365), Integer.getInteger("output.cases", 20_000));
    }

    @Test
    @Tag("exhaustive")
    void printsManyMoreValuesLikeTheRealTool() throws IOException, InterruptedException {
        long seed = Long.getLong("output.seed", 365);
        for (int part = 1; part <= 6; part++) {
            agree(seed + part, Integer.getInteger("output.cases", 25_000));
        }
    }

    private static void agree(long seed, int count) throws IOException, InterruptedException {
        Random random = new Random(seed);
        GeneratedValues values = new GeneratedValues(random);
        List<CommandSpec> withDefaults = COMMANDS.stream()
                .filter(command -> !defaultProperties(command).isEmpty())
                .toList();
        JsonArray prints = new JsonArray();
        for (int i = 0; i < count; i++) {
            CommandSpec command = random.nextInt(50) == 0
                    ? CATALOG.find("external connection doctor").orElseThrow()
                    : values.pick(random.nextBoolean() ? withDefaults : COMMANDS);
            prints.add(print(values, random, command));
        }
        JsonArray errors = new JsonArray();
        for (int i = 0; i < count / 20; i++) {
            errors.add(error(values, random));
        }
        JsonObject verdict = judge(prints, errors, "output-cases-" + seed + ".json");
        assertEquals(prints.size() + errors.size(), verdict.get("judged").getAsInt());
        assertTrue(verdict.getAsJsonArray("differences").isEmpty(), () -> "seed " + seed + ": " + verdict);
        assertTrue(verdict.get("failed").getAsInt() > count / 100, "some values the tool fails to print");
    }

    @Test
    void knowsTheDefaultPropertiesAndTheHeadingOfEveryCommand() throws IOException, InterruptedException {
        GeneratedValues values = new GeneratedValues(new Random(365));
        JsonArray prints = new JsonArray();
        for (CommandSpec command : COMMANDS) {
            JsonObject row = new JsonObject();
            row.addProperty("first", 1);
            List<String> properties = defaultProperties(command);
            properties.forEach(name -> row.add(name, values.value(1)));
            row.addProperty("last", 1);
            JsonArray rows = new JsonArray();
            rows.add(row);
            rows.add(row);
            JsonObject options = new JsonObject();
            options.addProperty("debug", false);
            for (OutputMode mode : List.of(OutputMode.TEXT, OutputMode.MD)) {
                JsonElement raw = isReport(command, mode) ? new JsonPrimitive("# Report") : rows;
                prints.add(print(command, Result.whole(raw), "", options, mode, CsvSettings.DEFAULT));
            }
        }
        JsonObject verdict = judge(prints, new JsonArray(), "output-commands.json");
        assertEquals(2 * COMMANDS.size(), verdict.get("judged").getAsInt());
        assertTrue(COMMANDS.size() > 800, "all commands");
        assertTrue(verdict.getAsJsonArray("differences").isEmpty(), verdict::toString);
    }

    private static JsonObject print(GeneratedValues values, Random random, CommandSpec command) {
        OutputMode mode = values.pick(MODES);
        JsonElement raw =
                isReport(command, mode) ? new JsonPrimitive(values.text()) : values.answer(defaultProperties(command));
        JsonObject options = values.object(List.of(), 1);
        options.remove("query");
        String query = "";
        Result result = Result.whole(raw);
        if (random.nextInt(3) == 0 && !isReport(command, mode)) {
            String picked = values.pick(QUERIES);
            Answer answer = ((Query) Query.parse(picked)).apply(raw);
            // A query that cannot be answered has words of its own here.
            if (!(answer instanceof m365ls.query.Problem)) {
                query = picked;
                JsonElement left = answer instanceof Answer.Found found ? found.value() : Undefined.VALUE;
                result = Undefined.is(raw) ? result : Result.queried(raw, left);
            }
        }
        CsvSettings csv = random.nextInt(3) > 0
                ? CsvSettings.DEFAULT
                : new CsvSettings(
                        random.nextBoolean(),
                        values.pick(List.of("\"", "\\", "", "'", "ab", "\n")),
                        values.pick(List.of("\"", "'", "", "|", "ab")),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        false);
        return print(command, result, query, options, mode, csv.withGuard(false));
    }

    private static JsonObject print(
            CommandSpec command, Result result, String query, JsonObject given, OutputMode mode, CsvSettings csv) {
        JsonObject options = new JsonObject();
        if (!query.isEmpty()) {
            options.addProperty("query", query);
        }
        given.asMap().forEach(options::add);
        options.addProperty("output", mode.optionValue());
        Format format = new Format(
                mode,
                command.name(),
                defaultProperties(command),
                new LinkedHashMap<>(options.asMap()),
                JsonForm.TOOL,
                csv,
                DATE,
                System.lineSeparator(),
                NO_LIMIT);
        JsonObject one = new JsonObject();
        one.addProperty("command", command.name());
        one.add("options", encode(options));
        one.add("raw", encode(result.raw()));
        one.add("settings", settings(csv));
        one.addProperty("date", DATE);
        Printed printed = Printer.print(result, format);
        if (printed instanceof Printed.Text text) {
            one.addProperty("text", text.text());
        } else if (printed instanceof Printed.Unprintable unprintable) {
            one.addProperty("message", unprintable.message());
        }
        return one;
    }

    private static JsonObject settings(CsvSettings csv) {
        JsonObject settings = new JsonObject();
        settings.addProperty("csvHeader", csv.header());
        settings.addProperty("csvEscape", csv.escape());
        settings.addProperty("csvQuote", csv.quote());
        settings.addProperty("csvQuoted", csv.quoted());
        settings.addProperty("csvQuotedEmpty", csv.quotedEmpty());
        return settings;
    }

    private static JsonObject error(GeneratedValues values, Random random) {
        OutputMode mode = values.pick(MODES);
        boolean call = random.nextBoolean();
        JsonElement message = random.nextInt(4) == 0 ? values.value(2) : new JsonPrimitive(values.text());
        ErrorSettings settings = new ErrorSettings(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
        CommandSpec command = values.pick(COMMANDS);
        JsonObject one = new JsonObject();
        one.addProperty("command", command.name());
        one.add("message", encode(message));
        one.addProperty("output", mode.optionValue());
        one.addProperty("call", call);
        JsonObject given = new JsonObject();
        given.addProperty("printErrorsAsPlainText", settings.plainText());
        given.addProperty("showHelpOnFailure", settings.helpNamed());
        one.add("settings", given);
        one.addProperty("coloured", settings.coloured());
        one.addProperty(
                "text",
                call ? Errors.ofCall(message, command.name(), mode, settings) : Errors.ofRun(message, mode, settings));
        return one;
    }

    private static boolean isReport(CommandSpec command, OutputMode mode) {
        return mode == OutputMode.MD && REPORTS.contains(command.name());
    }

    private static List<String> defaultProperties(CommandSpec command) {
        return CATALOG.text(command).defaultProperties();
    }

    private static JsonElement encode(JsonElement value) {
        if (value instanceof JsonArray array) {
            JsonArray encoded = new JsonArray();
            array.forEach(element -> encoded.add(encode(element)));
            return encoded;
        }
        if (value instanceof JsonObject object) {
            JsonObject encoded = new JsonObject();
            object.asMap().forEach((name, element) -> encoded.add(name, encode(element)));
            return encoded;
        }
        if (Undefined.is(value)) {
            JsonObject undefined = new JsonObject();
            undefined.addProperty("undefined", true);
            return undefined;
        }
        return value;
    }

    /** Asks the judge; the file is kept, to look at what differs. */
    private static JsonObject judge(JsonArray prints, JsonArray errors, String name)
            throws IOException, InterruptedException {
        JsonObject cases = new JsonObject();
        cases.add("prints", prints);
        cases.add("errors", errors);
        Path file = Files.createDirectories(ROOT.resolve("server").resolve("target"))
                .resolve(name);
        Files.writeString(file, ascii(cases.toString()));
        Path verdict = file.resolveSibling(name.replace(".json", "-verdict.json"));
        Process judge = new ProcessBuilder(
                        "node",
                        ROOT.resolve("server/cli-host/test/output-judge.mjs").toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(verdict.toFile())
                .start();
        int exit = judge.waitFor();
        String said = Files.readString(verdict);
        assertEquals(0, exit, said);
        return JsonParser.parseString(said).getAsJsonObject();
    }

    /** Escapes what is not ASCII: files hold no halves of surrogate pairs, and the values do. */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            ascii.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return ascii.toString();
    }
}
