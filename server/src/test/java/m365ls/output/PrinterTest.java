package m365ls.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import m365ls.output.Printed.Text;
import m365ls.output.Printed.TooLong;
import m365ls.output.Printed.Unprintable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the comparison with the real tool cannot show: where we differ from it on purpose, and limits. */
class PrinterTest {

    private static final int ENOUGH = 1_000_000;

    private static Format format(OutputMode mode, JsonForm json, CsvSettings csv, int limit) {
        return new Format(mode, "spo site list", List.of(), Map.of(), json, csv, "1/2/2026", "\n", limit);
    }

    private static Printed print(String json, OutputMode mode, int limit) {
        Format format = format(mode, JsonForm.FAITHFUL, CsvSettings.DEFAULT, limit);
        return Printer.print(Result.whole(JsonParser.parseString(json)), format);
    }

    private static void check(OutputMode mode, String json, String printed) {
        assertEquals(new Text(printed), print(json, mode, ENOUGH));
    }

    private static String text(Printed printed) {
        return assertInstanceOf(Text.class, printed).text();
    }

    @Test
    void printsLineEndsAsTheyAre() {
        check(OutputMode.JSON, "[\"a\\nb\\n\\nc\"]", "[\n  \"a\\nb\\n\\nc\"\n]\n");
        Format tool = format(OutputMode.JSON, JsonForm.TOOL, CsvSettings.DEFAULT, ENOUGH);
        assertEquals(
                new Text("[\n  \"a\\\\\\nb\\\\\\n\\nc\"\n]\n"),
                Printer.print(Result.whole(JsonParser.parseString("[\"a\\nb\\n\\nc\"]")), tool));
    }

    @Test
    void keepsEveryDigitOfLongNumbers() {
        check(OutputMode.JSON, "12345678901234567890", "12345678901234567890\n");
        check(OutputMode.JSON, "-9007199254740993", "-9007199254740993\n");
        check(OutputMode.JSON, "1e400", "1e400\n");
        check(OutputMode.JSON, "-1.5E-99999999999", "-1.5E-99999999999\n");
        check(OutputMode.JSON, "0.12345678901234567890123", "0.12345678901234567890123\n");
        String veryLong = "12345".repeat(100);
        check(OutputMode.JSON, veryLong, veryLong + "\n");
    }

    @Test
    void writesOtherNumbersAsTheToolDoes() {
        check(
                OutputMode.JSON,
                "[1.0, 1E2, 0.1000000000000000, -0.0, 0e-99999999999]",
                "[\n  1,\n  100,\n  0.1,\n  0,\n  0\n]\n");
        check(OutputMode.TEXT, "12345678901234567890", "12345678901234567000\n");
        JsonArray odd = new JsonArray();
        odd.add(new JsonPrimitive(Double.NaN));
        odd.add(new JsonPrimitive(Double.NEGATIVE_INFINITY));
        Format format = format(OutputMode.JSON, JsonForm.FAITHFUL, CsvSettings.DEFAULT, ENOUGH);
        assertEquals(new Text("[\n  null,\n  null\n]\n"), Printer.print(Result.whole(odd), format));
    }

    @Test
    void printsJsonThatIsReadAsTheSameValue() {
        long seed = 365;
        GeneratedValues values = new GeneratedValues(new Random(seed));
        Format format = format(OutputMode.JSON, JsonForm.FAITHFUL, CsvSettings.DEFAULT, ENOUGH);
        for (int i = 0; i < 5_000; i++) {
            JsonElement value = withoutUndefined(values.value(4));
            String printed = text(Printer.print(Result.whole(value), format));
            assertEquals(value, JsonParser.parseString(printed), () -> "seed " + seed + ": " + printed);
        }
    }

    private static JsonElement withoutUndefined(JsonElement value) {
        if (value instanceof JsonObject object) {
            object.asMap().values().removeIf(Undefined::is);
            object.asMap().replaceAll((name, property) -> withoutUndefined(property));
        }
        if (value instanceof JsonArray array) {
            array.asList().removeIf(Undefined::is);
            array.asList().replaceAll(PrinterTest::withoutUndefined);
        }
        return Undefined.is(value) ? new JsonPrimitive(true) : value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x", "\uFF1Dx", "\uFF0B1", "\uFF0D1", "\uFF20x"
            })
    void putsAnApostropheBeforeFormulas(String formula) {
        JsonObject row = new JsonObject();
        row.addProperty(formula, formula + "\",;\"" + formula);
        row.addProperty("safe", "a" + formula);
        String csv = text(Printer.print(
                Result.whole(row), format(OutputMode.CSV, JsonForm.FAITHFUL, CsvSettings.DEFAULT, ENOUGH)));
        List<List<String>> cells = readCsv(csv);
        assertEquals(
                List.of(
                        List.of("'" + formula, "safe"),
                        List.of("'" + formula + "\",;\"" + formula, "a" + formula),
                        List.of("")),
                cells);
    }

    @Test
    void leavesNumbersAndOtherTextsUnguarded() {
        check(
                OutputMode.CSV,
                "[{\"n\": -1, \"e\": \"\", \"t\": \"a=b\", \"q\": \"'x\", \"b\": true}]",
                "n,e,t,q,b\n-1,,a=b,'x,1\n\n");
    }

    @Test
    void guardsPlainValuesToo() {
        check(OutputMode.CSV, "[\"=1\", [\"@a\", 2], -3]", "'=1\n'@a,2\n-3\n");
        check(OutputMode.TEXT, "[\"=1\"]", "=1\n");
    }

    @Test
    void guardsOnlyWhereItIsAsked() {
        Format plain = format(OutputMode.CSV, JsonForm.FAITHFUL, CsvSettings.DEFAULT.withGuard(false), ENOUGH);
        JsonElement row = JsonParser.parseString("{\"=a\": \"=1\"}");
        assertEquals(new Text("=a\n=1\n\n"), Printer.print(Result.whole(row), plain));
    }

    /** Reads CSV as RFC 4180 has it; lines end with LF. */
    private static List<List<String>> readCsv(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
            if (doubled) {
                i++;
                cell.append(c);
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        assertFalse(quoted);
        return lines;
    }

    @Test
    void printsNothingAtAllWhereNothingIsWanted() {
        check(OutputMode.NONE, "{\"a\": 1}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "TEXT", "CSV", "MD"})
    void stopsAtTheLimit(String mode) {
        JsonArray rows = new JsonArray();
        for (int i = 0; i < 1_000; i++) {
            JsonObject row = new JsonObject();
            row.addProperty("name", "row " + i);
            rows.add(row);
        }
        OutputMode output = OutputMode.valueOf(mode);
        String whole = text(print(rows.toString(), output, ENOUGH));
        assertEquals(new TooLong(whole.substring(0, 500)), print(rows.toString(), output, 500));
        int length = whole.length() - 1 + (output == OutputMode.MD ? 2 : 0);
        assertEquals(new Text(whole), print(rows.toString(), output, length));
        assertInstanceOf(TooLong.class, print(rows.toString(), output, length - 1));
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertEquals(new TooLong("a"), print("\"a😀\"", OutputMode.TEXT, 2));
    }

    /** Each of 2,000 rows has a column of its own and one is wide: 4,000,000 cells and a gigabyte of blanks, if printed. */
    @Test
    void printsNoMoreOfAHugeTableThanTheLimit() {
        JsonArray rows = new JsonArray();
        for (int i = 0; i < 2_000; i++) {
            JsonObject row = new JsonObject();
            row.addProperty("column " + i, i);
            rows.add(row);
        }
        rows.get(0).getAsJsonObject().addProperty("wide", "x".repeat(500_000));
        Printed printed = print(rows.toString(), OutputMode.TEXT, ENOUGH);
        assertEquals(
                ENOUGH, assertInstanceOf(TooLong.class, printed).beginning().length());
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        for (OutputMode mode : List.of(OutputMode.JSON, OutputMode.TEXT, OutputMode.CSV, OutputMode.MD)) {
            Format format = format(mode, JsonForm.FAITHFUL, CsvSettings.DEFAULT, Integer.MAX_VALUE);
            assertInstanceOf(Text.class, Printer.print(Result.whole(nested(Printer.DEEPEST)), format));
            assertInstanceOf(Unprintable.class, Printer.print(Result.whole(nested(Printer.DEEPEST + 1)), format));
            assertInstanceOf(Unprintable.class, Printer.print(Result.whole(nested(200_000)), format));
        }
    }

    private static JsonElement nested(int depth) {
        JsonElement value = new JsonArray();
        for (int i = 1; i < depth; i++) {
            JsonArray outer = new JsonArray();
            outer.add(value);
            value = outer;
        }
        return value;
    }

    @Test
    void leavesTheValueAsItWas() {
        String json = "[{\"b\":{\"c\":1},\"a\":\"=1\",\"1\":[2]},{\"b\":2}]";
        JsonElement value = JsonParser.parseString(json);
        for (OutputMode mode : OutputMode.values()) {
            Printer.print(Result.whole(value), format(mode, JsonForm.FAITHFUL, CsvSettings.DEFAULT, ENOUGH));
        }
        assertEquals(json, value.toString());
    }

    @Test
    void refusesToWriteUndefinedAsJsonBehindOurBack() {
        JsonArray array = new JsonArray();
        array.add(Undefined.VALUE);
        assertTrue(Undefined.is(array.get(0).deepCopy()));
        assertFalse(Undefined.is(new JsonPrimitive("undefined")));
        assertThrows(IllegalArgumentException.class, () -> new Gson().toJson(array));
    }

    @Test
    void knowsTheModesByTheirNamesOnTheCommandLine() {
        for (OutputMode mode : OutputMode.values()) {
            assertEquals(mode, OutputMode.of(mode.optionValue()).orElseThrow());
        }
        assertTrue(OutputMode.of("JSON").isEmpty());
        assertTrue(OutputMode.of("xml").isEmpty());
    }

    @Test
    void saysWhyAQueryFails() {
        assertEquals(
                "JMESPath query error. Reason. See https://jmespath.org/specification.html for more information",
                Errors.queryMessage("Reason"));
    }

    @Test
    void needsALimit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> format(OutputMode.JSON, JsonForm.FAITHFUL, CsvSettings.DEFAULT, 0));
    }
}
