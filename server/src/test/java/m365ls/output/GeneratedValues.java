package m365ls.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Random;

/** Values made by chance that are hard to print: every kind of row, name, text and number. */
final class GeneratedValues {

    private static final List<String> NAMES = List.of(
            "id",
            "Id",
            "ID",
            "title",
            "Title",
            "displayName",
            "DisplayName",
            "name",
            "Name",
            "url",
            "Url",
            "URL",
            "uniqueId",
            "UniqueId",
            "objectId",
            "ObjectId",
            "StringValue",
            "value",
            "odata",
            "type",
            "odata.type",
            "@odata.context",
            "a",
            "b",
            "a.b",
            "a.length",
            ".a",
            "a[0]",
            "a[1].b",
            "a['b']",
            "a[\"b\"]",
            "[\"a\\\"\"]",
            "a[ 0 ]",
            "a[",
            "a]",
            "a..b",
            "a[]",
            "length",
            "",
            "0",
            "1",
            "10",
            "2",
            "01",
            "-1",
            "1.5",
            "4294967294",
            "4294967295",
            "99999999999",
            "with blank",
            "a,b",
            "a\"b",
            "a'b",
            "a;b",
            "a|b",
            "a_b*c~d`e",
            "a\nb",
            "=1",
            "Zoë",
            "ä",
            "日本",
            "😀",
            "text",
            "status",
            "errorMessage");

    private static final List<String> PATH_PIECES =
            List.of("a", "b", "id", ".", "[", "]", "[0]", "['b']", "[\"", "\"]", "'", "\\", "0", " ", "\n", "é");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "Contoso",
            "a,b",
            "a;b",
            "a\"b",
            "\"",
            "\"\"",
            "'",
            "a'b",
            "\\",
            "\\n",
            "\\\n",
            "\n",
            "\n\n",
            "\n\n\n",
            "a\nb",
            "a\n\nb\nc",
            "a\r\nb",
            "\r",
            "\r\n",
            "\t",
            "\0",
            "\b\f\u000b\u007f\u0085\u009f",
            "\u0001\u001f",
            "a|b_c*d~e`f",
            "<b>x</b>",
            "[x](y)",
            "# x",
            "$1 $& $$",
            "%s %d %%",
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\uFF1D1",
            "'=1",
            "Zoë",
            "Zoe\u0308",
            "日本語",
            "한국어",
            "\u1100\u1160\u11a8",
            "ｆｕｌｌ",
            "עברית",
            "\u200b\u200d\ufeff",
            "\u00ad",
            "\u00a0",
            "\u2028\u2029",
            "😀",
            "👨‍👩‍👧",
            "\ud800",
            "a\udc00b",
            "\ud83d",
            "\u001B[31mred\u001B[39m",
            "\u001B]8;;https://x\u0007x\u001B]8;;\u0007",
            "\u001B[",
            "\u001B[1;",
            "\u009B1;2;3m",
            "\u001B[12345m",
            "\u001B(B",
            "null",
            "undefined",
            "true",
            "0",
            "1e5",
            "2026-11-20T10:00:00Z",
            "/Date(2026,10,20)/",
            "ends in blanks \u00a0\n ");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "0.0",
            "-0.0",
            "1",
            "-1",
            "7",
            "10",
            "1.0",
            "1.50",
            "0.1",
            "-0.25",
            "0.30000000000000004",
            "1e5",
            "1E+5",
            "1e21",
            "999999999999999999999",
            "1e20",
            "123456789012345680000",
            "1e-6",
            "1e-7",
            "0.000001",
            "0.0000012345",
            "1.5e300",
            "1e400",
            "-1e400",
            "5e-324",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "-9007199254740993",
            "12345678901234567890",
            "1234567890123456",
            "5.684341886080802e-14",
            "4.35",
            "2e23",
            "1.7e-323",
            "63678926464273.12345678901234567890");

    private final Random random;

    GeneratedValues(Random random) {
        this.random = random;
    }

    /** What a command hands out: mostly objects and lists of them, also nothing, single values, mixed lists. */
    JsonElement answer(List<String> defaultProperties) {
        return switch (random.nextInt(12)) {
            case 0 -> value(3);
            case 1 -> scalar();
            case 2, 3 -> object(defaultProperties, 3);
            case 4 -> array(6, () -> value(2));
            case 5 -> array(6, this::scalar);
            case 6 -> mixed(defaultProperties);
            default -> rows(defaultProperties);
        };
    }

    /** Rows alike, as services answer, of which some lack a property or have one more. */
    private JsonElement rows(List<String> defaultProperties) {
        JsonObject model = object(defaultProperties, 2);
        JsonArray rows = new JsonArray();
        for (int i = random.nextInt(6); i >= 0; i--) {
            JsonObject row = new JsonObject();
            for (String name : model.keySet()) {
                if (random.nextInt(12) > 0) {
                    row.add(name, value(2));
                }
            }
            if (random.nextInt(6) == 0) {
                row.add(name(defaultProperties), value(2));
            }
            rows.add(row);
        }
        return rows;
    }

    private JsonElement mixed(List<String> defaultProperties) {
        return array(5, () -> random.nextInt(3) == 0 ? value(2) : object(defaultProperties, 2));
    }

    private interface Source {
        JsonElement next();
    }

    private JsonArray array(int most, Source source) {
        JsonArray array = new JsonArray();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            array.add(source.next());
        }
        return array;
    }

    JsonObject object(List<String> defaultProperties, int depth) {
        JsonObject object = new JsonObject();
        for (int i = random.nextInt(8); i > 0; i--) {
            object.add(name(defaultProperties), value(depth));
        }
        return object;
    }

    private String name(List<String> defaultProperties) {
        if (random.nextInt(10) == 0) {
            return path();
        }
        boolean known = !defaultProperties.isEmpty() && random.nextInt(3) == 0;
        return pick(known ? defaultProperties : NAMES);
    }

    /** A name that may be taken for a path to other properties. */
    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            path.append(pick(PATH_PIECES));
        }
        return path.toString();
    }

    JsonElement value(int depth) {
        int kind = random.nextInt(depth > 0 ? 14 : 12);
        if (kind == 12) {
            return array(3, () -> value(depth - 1));
        }
        return kind == 13 ? object(List.of(), depth - 1) : scalar();
    }

    private JsonElement scalar() {
        return switch (random.nextInt(10)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> Undefined.VALUE;
            case 2 -> new JsonPrimitive(random.nextBoolean());
            case 3, 4 -> number();
            default -> new JsonPrimitive(text());
        };
    }

    private JsonElement number() {
        return switch (random.nextInt(6)) {
            case 0 -> new JsonPrimitive(random.nextInt(100));
            case 1 -> new JsonPrimitive(random.nextLong());
            case 2 -> new JsonPrimitive(finite(Double.longBitsToDouble(random.nextLong())));
            // Powers of two, where doubles lie unevenly.
            case 3 -> new JsonPrimitive(Math.scalb(1.0, random.nextInt(2098) - 1074));
            default -> JsonParser.parseString(pick(NUMBERS));
        };
    }

    private static double finite(double number) {
        return Double.isNaN(number) || Double.isInfinite(number) ? 0.5 : number;
    }

    String text() {
        int kind = random.nextInt(8);
        if (kind < 5) {
            return pick(TEXTS);
        }
        if (kind < 7) {
            return pick(TEXTS) + pick(TEXTS) + pick(TEXTS);
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append((char) random.nextInt(0x10000));
        }
        return text.toString();
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
