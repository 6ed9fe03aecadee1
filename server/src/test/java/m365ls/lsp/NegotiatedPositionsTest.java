package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import m365ls.text.Lines;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two clients at the same scripts, one that counts as Java does and one that counts otherwise: all that they are answered is
 * the same, but for the columns, and those are where they belong.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NegotiatedPositionsTest {

    private static final String URI = "file:///scripts/a.sh";

    private static final List<String> STRANGE = List.of(
            "\u00e9",
            "e\u0301",
            "\u4e2d\u6587",
            "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69",
            "\uD83D",
            "\uDE00",
            "\u00a0x",
            "");

    /** Statements, with a tilde where something strange is put. */
    private static final List<String> STATEMENTS = List.of(
            "m365 spo site get --url 'https://contoso.sharepoint.com/sites/~' --outptu json",
            "~x=$(m365 spo web get --weburl 'https://contoso.sharepoint.com/~' | jq '.~')",
            "echo '~'; m365 spo site gte --url '~'; m365 entra user get --userName '~' -o text",
            "m365 entra user get --userName '~' \\\n  --id '~' --outptu '~'",
            "# ~ m365 status",
            "echo \"~ $(m365 spo site get --url '~' --xyz)\" '~'",
            "m365 planner task get --title '~' --~");

    private static final List<String> ENDS = List.of("\n", "\r\n", "\r");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private static String strange(Random random, String statement) {
        StringBuilder text = new StringBuilder();
        statement.chars().forEach(c -> text.append(c == '~' ? STRANGE.get(random.nextInt(STRANGE.size())) : (char) c));
        return text.toString();
    }

    /** A client and what it counts in. */
    private record Counting(Editor editor, PositionEncoding encoding) {

        static Counting in(PositionEncoding encoding) {
            Editor editor = Editor.inProcess(new CompletableFuture<>());
            JsonObject offer = editor.ask("initialize", """
                            {"processId": null, "rootUri": null, "initializationOptions": {"trusted": true},
                             "capabilities": {
                               "general": {"positionEncodings": ["utf-7", "%s", "utf-16"]},
                               "experimental": {"m365": {"commands": ["m365.run", "m365.openDocumentation"]}},
                               "textDocument": {
                                 "completion": {"completionItem": {"snippetSupport": true}},
                                 "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
                                 "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                                 "semanticTokens": {}, "diagnostic": {}}}}
                            """.formatted(encoding.wireName()))
                    .getAsJsonObject("result")
                    .getAsJsonObject("capabilities");
            assertEquals(encoding.wireName(), offer.get("positionEncoding").getAsString());
            editor.tell("initialized", "{}");
            return new Counting(editor, encoding);
        }

        int column(String text, int offset) {
            Lines lines = Lines.of(text);
            return NaivePlaces.units(encoding, text.substring(lines.startOf(lines.lineAt(offset)), offset));
        }

        String place(String text, int offset) {
            return "{\"line\":" + Lines.of(text).lineAt(offset) + ",\"character\":" + column(text, offset) + "}";
        }

        String range(String text, int start, int end) {
            return "{\"start\":" + place(text, start) + ",\"end\":" + place(text, end) + "}";
        }

        void change(int version, String text, int start, int end, String by) {
            editor.tell(
                    "textDocument/didChange",
                    "{\"textDocument\":{\"uri\":\"" + URI + "\",\"version\":" + version
                            + "},\"contentChanges\":[{\"range\":" + range(text, start, end) + ",\"text\":"
                            + Editor.quoted(by) + "}]}");
        }

        /** An answer, with columns in UTF-16 units. */
        JsonElement ask(String method, String params, String text) {
            JsonElement result = editor.ask(method, params).get("result");
            if (method.equals("textDocument/semanticTokens/full")) {
                return tokens(result.getAsJsonObject().getAsJsonArray("data"), text);
            }
            return inUnits(result, text);
        }

        private int unitColumn(String text, int line, int column) {
            Lines lines = Lines.of(text);
            String rest = text.substring(lines.startOf(line), lines.endOf(line));
            int offset = NaivePlaces.offset(encoding, rest, column);
            assertEquals(column, NaivePlaces.units(encoding, rest.substring(0, offset)), "a column that is none");
            return offset;
        }

        private JsonElement inUnits(JsonElement element, String text) {
            if (element instanceof JsonArray array) {
                JsonArray converted = new JsonArray();
                array.forEach(each -> converted.add(inUnits(each, text)));
                return converted;
            }
            if (!(element instanceof JsonObject object)) {
                return element;
            }
            JsonObject converted = new JsonObject();
            object.entrySet().forEach(each -> converted.add(each.getKey(), inUnits(each.getValue(), text)));
            for (String[] pair :
                    new String[][] {{"line", "character"}, {"startLine", "startCharacter"}, {"endLine", "endCharacter"}
                    }) {
                if (object.has(pair[1])) {
                    int column = object.get(pair[1]).getAsInt();
                    converted.add(
                            pair[1],
                            new JsonPrimitive(
                                    unitColumn(text, object.get(pair[0]).getAsInt(), column)));
                }
            }
            return converted;
        }

        /** Tokens as line, first and last column and type. */
        private JsonElement tokens(JsonArray data, String text) {
            JsonArray tokens = new JsonArray();
            int line = 0;
            int column = 0;
            for (int i = 0; i < data.size(); i += 5) {
                int down = data.get(i).getAsInt();
                line += down;
                column = (down == 0 ? column : 0) + data.get(i + 1).getAsInt();
                tokens.add(line);
                tokens.add(unitColumn(text, line, column));
                tokens.add(unitColumn(text, line, column + data.get(i + 2).getAsInt()));
                tokens.add(data.get(i + 3));
            }
            return tokens;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UTF_16")
    void answersTheSameWhateverTheClientCountsIn(PositionEncoding encoding) throws IOException {
        Counting usual = Counting.in(PositionEncoding.UTF_16);
        Counting other = Counting.in(encoding);
        try (Editor first = usual.editor();
                Editor second = other.editor()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(strange(random, STATEMENTS.get(random.nextInt(STATEMENTS.size()))))
                        .append(ENDS.get(random.nextInt(ENDS.size())));
            }
            first.open(URI, "shellscript", 1, text.toString());
            second.open(URI, "shellscript", 1, text.toString());
            for (int version = 2; version < 60; version++) {
                String before = text.toString();
                int start = place(before);
                int end = Math.max(start, place(before, Math.min(before.length(), start + random.nextInt(10))));
                String by = strange(
                        random,
                        List.of("~", " --outptu ~", "\n", "\r", "m365 spo ~site get --~")
                                .get(random.nextInt(5)));
                usual.change(version, before, start, end, by);
                other.change(version, before, start, end, by);
                text.replace(start, end, by);
                compare(usual, other, text.toString());
            }
        }
    }

    private int place(String text) {
        return place(text, random.nextInt(text.length() + 1));
    }

    /** The last offset up to {@code at} where a character starts, and no line's end is parted. */
    private static int place(String text, int at) {
        int offset = NaivePlaces.characterStart(PositionEncoding.UTF_32, text, at);
        Lines lines = Lines.of(text);
        return Math.min(offset, lines.endOf(lines.lineAt(offset)));
    }

    private void compare(Counting usual, Counting other, String text) {
        String document = "\"textDocument\":{\"uri\":\"" + URI + "\"}";
        for (String method : List.of(
                "textDocument/diagnostic",
                "textDocument/documentSymbol",
                "textDocument/foldingRange",
                "textDocument/documentLink",
                "textDocument/codeLens",
                "textDocument/semanticTokens/full")) {
            same(method, "{" + document + "}", "{" + document + "}", usual, other, text);
        }
        for (int i = 0; i < 3; i++) {
            int at = place(text);
            for (String method :
                    List.of("textDocument/completion", "textDocument/hover", "textDocument/signatureHelp")) {
                String params = "{" + document + ",\"position\":";
                same(
                        method,
                        params + usual.place(text, at) + "}",
                        params + other.place(text, at) + "}",
                        usual,
                        other,
                        text);
            }
            int end = Math.max(at, place(text));
            String asked = "{" + document + ",\"context\":{\"diagnostics\":[]},\"range\":";
            same(
                    "textDocument/codeAction",
                    asked + usual.range(text, at, end) + "}",
                    asked + other.range(text, at, end) + "}",
                    usual,
                    other,
                    text);
            String option = "{\"document\":\"" + URI + "\",\"option\":\"query\",\"value\":\"[0]\",\"position\":";
            same(
                    "m365/script/setOption",
                    option + usual.place(text, at) + "}",
                    option + other.place(text, at) + "}",
                    usual,
                    other,
                    text);
        }
    }

    private void same(String method, String params, String others, Counting usual, Counting other, String text) {
        assertEquals(
                usual.ask(method, params, text),
                other.ask(method, others, text),
                () -> "seed " + seed + ", " + method + " " + others + " of " + Editor.quoted(text));
    }
}
