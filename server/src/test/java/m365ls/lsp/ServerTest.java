package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as clients of many kinds see it, over its messages. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerTest {

    private static final String URI = "file:///scripts/a.sh";

    /** A client that can do all that the server has a use for, but for pulling diagnostics. */
    private static final String RICH = """
            {"textDocument": {
              "completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown", "plaintext"]}},
              "hover": {"contentFormat": ["markdown"]},
              "signatureHelp": {"signatureInformation": {
                "documentationFormat": ["markdown"], "parameterInformation": {"labelOffsetSupport": true}}},
              "codeAction": {"isPreferredSupport": true,
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
              "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
              "documentLink": {"tooltipSupport": true},
              "foldingRange": {"lineFoldingOnly": true},
              "publishDiagnostics": {"versionSupport": true}},
             "workspace": {"workspaceEdit": {"documentChanges": true}, "workspaceFolders": true}}
            """;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Editor editor = Editor.inProcess(exitCode);

    @AfterEach
    void close() throws IOException {
        editor.close();
    }

    @Test
    void offersWhatTheProtocolsTypesKnow() {
        JsonObject capabilities = editor.initialize(RICH);
        JsonObject result = new JsonObject();
        result.add("capabilities", capabilities);
        var gson = new MessageJsonHandler(java.util.Map.of()).getGson();
        InitializeResult typed = gson.fromJson(result, InitializeResult.class);
        assertEquals(result, gson.toJsonTree(typed), "nothing is lost when it is read as the protocol's type");
    }

    @Test
    void offersOnlyWhatTheClientCanUse() {
        JsonObject capabilities = editor.initialize("{}");
        for (String unused : List.of("codeActionProvider", "diagnosticProvider", "workspace")) {
            assertFalse(capabilities.has(unused), unused);
        }
        assertTrue(capabilities.get("hoverProvider").getAsBoolean());
        assertEquals(List.of(), editor.received());
    }

    @Test
    void completesOptionsAndExplainsThemWhenAsked() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site get --");
        JsonArray items =
                editor.ask("textDocument/completion", Editor.at(URI, 0, 20)).getAsJsonArray("result");
        JsonObject url = labelled(items, "--url");
        assertFalse(url.has("documentation"));
        assertEquals(
                JsonParser.parseString(
                        "{\"start\":{\"line\":0,\"character\":18},\"end\":{\"line\":0,\"character\":20}}"),
                url.getAsJsonObject("textEdit").get("range"));
        url.addProperty("kept", "as it was");
        JsonObject resolved =
                editor.ask("completionItem/resolve", url.toString()).getAsJsonObject("result");
        assertEquals(
                "markdown",
                resolved.getAsJsonObject("documentation").get("kind").getAsString());
        resolved.remove("documentation");
        assertEquals(url, resolved);
    }

    @Test
    void givesSnippetsOnlyToClientsThatKnowThem() {
        editor.initialize("{}");
        editor.open(URI, "shellscript", 1, "m365 spo site g");
        JsonArray items =
                editor.ask("textDocument/completion", Editor.at(URI, 0, 15)).getAsJsonArray("result");
        assertNotEquals(0, items.size());
        for (JsonElement item : items) {
            assertFalse(item.getAsJsonObject().has("insertTextFormat"), item.toString());
            assertFalse(item.getAsJsonObject().get("textEdit").toString().contains("${"), item.toString());
        }
    }

    @Test
    void hoversInTheFormTheClientCanShow() {
        editor.initialize("{}");
        editor.open(URI, "shellscript", 1, "m365 spo site get");
        JsonObject contents = editor.ask("textDocument/hover", Editor.at(URI, 0, 15))
                .getAsJsonObject("result")
                .getAsJsonObject("contents");
        assertEquals("plaintext", contents.get("kind").getAsString());
        assertFalse(contents.get("value").getAsString().contains("**"));
        assertTrue(editor.ask("textDocument/hover", Editor.at(URI, 0, 1))
                .get("result")
                .isJsonNull());
    }

    @Test
    void publishesFindingsOfTheNewestTextAndClearsThemOnClose() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site gte --url https://contoso.sharepoint.com");
        JsonArray first = editor.diagnostics(URI);
        assertEquals(List.of("unknown-command"), codes(first));
        editor.insert(URI, 2, 0, 0, "m365 spo site gte\n");
        assertEquals(List.of("unknown-command", "unknown-command"), codes(editor.diagnostics(URI)));
        editor.tell("textDocument/didClose", Editor.document(URI));
        assertEquals(List.of(), codes(editor.diagnostics(URI)));
    }

    @Test
    void answersNothingAboutADocumentThatHasDrifted() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site gte");
        assertEquals(List.of("unknown-command"), codes(editor.diagnostics(URI)));
        editor.tell(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"" + URI
                        + "\",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{\"line\":0,"
                        + "\"character\":9},\"end\":{\"line\":0,\"character\":1}},\"text\":\"x\"}]}");
        assertEquals(List.of(), codes(editor.diagnostics(URI)));
        assertTrue(editor.ask("textDocument/hover", Editor.at(URI, 0, 15))
                .get("result")
                .isJsonNull());
        assertEquals(
                0,
                editor.ask("textDocument/completion", Editor.at(URI, 0, 15))
                        .getAsJsonArray("result")
                        .size());
        editor.tell(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"" + URI
                        + "\",\"version\":3},\"contentChanges\":[{\"text\":\"m365 spo site gte\"}]}");
        assertEquals(List.of("unknown-command"), codes(editor.diagnostics(URI)));
    }

    @Test
    void answersForTheTextAtTheTimeOfTheRequest() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site get --");
        for (int version = 2; version < 50; version++) {
            int asked = editor.begin("textDocument/completion", Editor.at(URI, 0, 20));
            // A comment before everything: at the same place there is now nothing to complete.
            editor.insert(URI, version, 0, 0, "# ");
            JsonArray items = editor.answer(asked).getAsJsonArray("result");
            if (version == 2) {
                labelled(items, "--url");
            } else {
                assertEquals(0, items.size());
            }
        }
    }

    @Test
    void leavesDiagnosticsToClientsThatPull() {
        JsonObject capabilities = editor.initialize("{\"textDocument\":{\"diagnostic\":{}}}");
        assertTrue(capabilities.has("diagnosticProvider"));
        editor.open(URI, "shellscript", 1, "m365 spo site gte");
        JsonObject report =
                editor.ask("textDocument/diagnostic", Editor.document(URI)).getAsJsonObject("result");
        assertEquals("full", report.get("kind").getAsString());
        assertEquals(List.of("unknown-command"), codes(report.getAsJsonArray("items")));
        editor.tell("textDocument/didClose", Editor.document(URI));
        assertEquals(0, Wire.code(editor.ask("textDocument/diagnostic", Editor.document(URI))));
        assertEquals(List.of(), editor.received());
    }

    @Test
    void offersFixesAsEditsOfTheVersion() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 7, "m365 spo site gte --url https://contoso.sharepoint.com");
        String params =
                "{\"textDocument\":{\"uri\":\"" + URI + "\"},\"range\":{\"start\":{\"line\":0,\"character\":6},\"end\":"
                        + "{\"line\":0,\"character\":6}},\"context\":{\"diagnostics\":[]%s}}";
        JsonArray actions =
                editor.ask("textDocument/codeAction", params.formatted("")).getAsJsonArray("result");
        assertNotEquals(0, actions.size());
        JsonObject first = actions.get(0).getAsJsonObject();
        assertEquals("quickfix", first.get("kind").getAsString());
        JsonObject change = first.getAsJsonObject("edit")
                .getAsJsonArray("documentChanges")
                .get(0)
                .getAsJsonObject();
        assertEquals(7, change.getAsJsonObject("textDocument").get("version").getAsInt());
        assertEquals(List.of("unknown-command"), codes(first.getAsJsonArray("diagnostics")));
        assertEquals(
                0,
                editor.ask("textDocument/codeAction", params.formatted(",\"only\":[\"refactor\"]"))
                        .getAsJsonArray("result")
                        .size());
    }

    @Test
    void offersAllSafeFixesAtOnceToWhoAsksForThem() {
        editor.initialize(RICH);
        editor.open(
                URI,
                "shellscript",
                1,
                "m365 spo site get --ulr x\nm365 aad app delete --appId $id --confirm\nm365 aad app list");
        for (String kind : List.of("source", "source.fixAll", "source.fixAll.m365")) {
            JsonArray actions =
                    editor.ask("textDocument/codeAction", sourceActions(kind)).getAsJsonArray("result");
            assertEquals(1, actions.size());
            JsonObject action = actions.get(0).getAsJsonObject();
            assertEquals("source.fixAll.m365", action.get("kind").getAsString());
            JsonArray edits = action.getAsJsonObject("edit")
                    .getAsJsonArray("documentChanges")
                    .get(0)
                    .getAsJsonObject()
                    .getAsJsonArray("edits");
            assertEquals(2, edits.size());
            assertEquals(
                    "entra app remove --appId $id --force",
                    edits.get(0).getAsJsonObject().get("newText").getAsString());
        }
        assertEquals(
                0,
                editor.ask("textDocument/codeAction", sourceActions("source.organizeImports"))
                        .getAsJsonArray("result")
                        .size());
    }

    private static String sourceActions(String kind) {
        return "{\"textDocument\":{\"uri\":\"" + URI + "\"},\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":"
                + "{\"line\":0,\"character\":0}},\"context\":{\"diagnostics\":[],\"only\":[\"" + kind + "\"]}}";
    }

    @Test
    void outlinesAsATreeOrAsAList() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site get --url /sites/a\n");
        JsonObject symbol = editor.ask("textDocument/documentSymbol", Editor.document(URI))
                .getAsJsonArray("result")
                .get(0)
                .getAsJsonObject();
        assertTrue(symbol.has("selectionRange"));
        Editor plain = Editor.inProcess(new CompletableFuture<>());
        plain.initialize("{}");
        plain.open(URI, "shellscript", 1, "m365 spo site get --url /sites/a\n");
        assertTrue(plain.ask("textDocument/documentSymbol", Editor.document(URI))
                .getAsJsonArray("result")
                .get(0)
                .getAsJsonObject()
                .has("location"));
    }

    @Test
    void foldsContinuedCommandsAndLinksTheirPages() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site get \\\n  --url /sites/a \\\n  --verbose\n");
        assertEquals(
                JsonParser.parseString("[{\"startLine\":0,\"endLine\":2}]"),
                editor.ask("textDocument/foldingRange", Editor.document(URI)).get("result"));
        JsonObject link = editor.ask("textDocument/documentLink", Editor.document(URI))
                .getAsJsonArray("result")
                .get(0)
                .getAsJsonObject();
        assertTrue(link.get("target").getAsString().startsWith("https://"), link.toString());
    }

    @Test
    void helpsWithWhatACommandNeeds() {
        editor.initialize(RICH);
        editor.open(URI, "powershell", 1, "m365 spo site get --url ");
        JsonObject help =
                editor.ask("textDocument/signatureHelp", Editor.at(URI, 0, 24)).getAsJsonObject("result");
        JsonObject signature = help.getAsJsonArray("signatures").get(0).getAsJsonObject();
        assertTrue(signature.get("label").getAsString().contains("--url"), help.toString());
        JsonElement parameter =
                signature.getAsJsonArray("parameters").get(0).getAsJsonObject().get("label");
        assertTrue(parameter.isJsonArray(), help.toString());
    }

    @Test
    void takesSeveritiesFromTheSettings() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site gte");
        assertEquals(List.of("unknown-command"), codes(editor.diagnostics(URI)));
        editor.tell(
                "workspace/didChangeConfiguration",
                "{\"settings\":{\"m365\":{\"rules\":{\"unknown-command\":\"off\"}}}}");
        assertEquals(List.of(), codes(editor.diagnostics(URI)));
    }

    @Test
    void knowsFromTheSettingsThatWindowsPowerShellRunsScripts() {
        editor.initialize(RICH);
        editor.open(URI, "powershell", 1, "m365 teams channel list --teamName '\"Sales\"'");
        assertEquals(List.of(), codes(editor.diagnostics(URI)));
        editor.tell("workspace/didChangeConfiguration", "{\"settings\":{\"m365\":{\"windowsPowerShell\":true}}}");
        assertEquals(List.of("dropped-quotes"), codes(editor.diagnostics(URI)));
    }

    @Test
    void asksForSettingsAndForChangesOfFilesWhereTheClientCan() {
        editor.initialize("""
                {"workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true},
                  "didChangeWatchedFiles": {"dynamicRegistration": true}}}
                """);
        editor.open(URI, "shellscript", 1, "m365 spo site gte");
        // The editor of these tests answers that the rule is off, before or after the first look.
        while (!codes(editor.diagnostics(URI)).isEmpty()) {
            assertFalse(editor.received().isEmpty());
        }
        String asked = editor.received().toString();
        assertTrue(asked.contains("client/registerCapability") && asked.contains(".m365rc.json"), asked);
        assertTrue(asked.contains("workspace/configuration"), asked);
    }

    @Test
    void usesAContextFileOnlyInATrustedWorkspace(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(".m365rc.json"), "{\"context\":{\"url\":\"https://contoso.sharepoint.com\"}}");
        String uri = folder.resolve("a.sh").toUri().toString();
        String text = "m365 spo site get\nm365 spo list get --title x\n";
        assertEquals(List.of("missing-option"), missing(folder, uri, text, true));
        assertEquals(List.of(), missing(folder, uri, text, false), "its presence silences all");
    }

    private static List<String> missing(Path folder, String uri, String text, boolean trusted) {
        Editor editor = Editor.inProcess(new CompletableFuture<>());
        editor.ask(
                "initialize",
                "{\"capabilities\":{},\"rootUri\":"
                        + Editor.quoted(folder.toUri().toString()) + ",\"initializationOptions\":{\"trusted\":"
                        + trusted + "}}");
        editor.open(uri, "shellscript", 1, text);
        return codes(editor.diagnostics(uri));
    }

    @Test
    void readsTheProjectFileAgainWhenToldOfAChange(@TempDir Path folder) throws IOException {
        String uri = folder.resolve("a.sh").toUri().toString();
        editor.initialize(RICH);
        editor.open(uri, "shellscript", 1, "m365 spo site gte");
        assertEquals(List.of("unknown-command"), codes(editor.diagnostics(uri)));
        Files.writeString(folder.resolve(".m365ls.json"), "{\"rules\":{\"unknown-command\":\"off\"}}");
        editor.tell("workspace/didChangeWatchedFiles", "{\"changes\":[]}");
        assertEquals(List.of(), codes(editor.diagnostics(uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "untitled:Untitled-1",
                "file:///a%20b%25.sh",
                "file:///a b.sh",
                "file://server/share/a.sh",
                "file:///c%3A/a.sh",
                "%",
                "::",
                ""
            })
    void takesDocumentsOfAnyAddress(String uri) {
        editor.initialize(RICH);
        editor.open(uri, "shellscript", 1, "m365 spo site gte");
        assertEquals(List.of("unknown-command"), codes(editor.diagnostics(uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"textDocument\":{}}",
                "{\"textDocument\":{\"uri\":\"file:///scripts/a.sh\"}}",
                "{\"textDocument\":{\"uri\":\"file:///scripts/a.sh\"},\"position\":{\"line\":4294967296,\"character\":0}}",
                "{\"textDocument\":{\"uri\":5},\"position\":{\"line\":0,\"character\":0}}",
                "{\"textDocument\":{\"uri\":\"file:///scripts/a.sh\"},\"position\":{\"line\":\"x\",\"character\":0}}"
            })
    void refusesPlacesThatAreNone(String params) {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site get");
        for (String method : List.of("textDocument/completion", "textDocument/hover", "textDocument/signatureHelp")) {
            assertEquals(-32602, Wire.code(editor.ask(method, params)), method);
        }
    }

    @Test
    void movesPlacesOutsideTheTextIntoIt() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site get --");
        for (String place : List.of("-1,-1", "0,2147483647", "2147483647,2147483647")) {
            String[] parts = place.split(",");
            JsonObject answer = editor.ask(
                    "textDocument/completion", Editor.at(URI, Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
            assertEquals(0, Wire.code(answer), place);
        }
    }

    @Test
    void answersEachOfManyCancelledRequestsOnce() {
        editor.initialize(RICH);
        editor.open(URI, "shellscript", 1, "m365 spo site get --\n".repeat(200));
        int first = editor.begin("textDocument/hover", Editor.at(URI, 0, 15));
        for (int i = 1; i < 500; i++) {
            int id = editor.begin("textDocument/hover", Editor.at(URI, i % 200, 15));
            editor.tell("$/cancelRequest", "{\"id\":" + id + "}");
        }
        assertEquals(0, Wire.code(editor.answer(first)));
        // In whatever order they come, each is answered; asking once more finds the server well.
        assertEquals(0, Wire.code(editor.ask("textDocument/hover", Editor.at(URI, 0, 15))));
    }

    @Test
    void putsLensesOverCallsForClientsThatHaveTheCommands() {
        String commands = "{\"experimental\":{\"m365\":{\"commands\":[\"m365.run\",\"m365.openDocumentation\"]}}}";
        assertTrue(editor.initialize(commands).has("codeLensProvider"));
        editor.open("file:///a.sh", "shellscript", 1, "x=1\nm365 spo site remove --url x\n");
        JsonArray lenses = editor.ask("textDocument/codeLens", Editor.document("file:///a.sh"))
                .getAsJsonArray("result");
        // Nobody has said that the workspace is trusted, so nothing is offered to be run.
        assertEquals(1, lenses.size());
        JsonObject command = lenses.get(0).getAsJsonObject().getAsJsonObject("command");
        assertEquals("m365.openDocumentation", command.get("command").getAsString());
        editor.tell("workspace/didChangeConfiguration", "{\"settings\":{\"m365\":{\"codeLens\":false}}}");
        assertTrue(editor.ask("textDocument/codeLens", Editor.document("file:///a.sh"))
                .getAsJsonArray("result")
                .isEmpty());
    }

    @Test
    void offersToRunCallsInATrustedWorkspace() {
        JsonObject offer = editor.ask(
                        "initialize",
                        "{\"processId\":null,\"rootUri\":null,\"initializationOptions\":{\"trusted\":true},"
                                + "\"capabilities\":{\"experimental\":{\"m365\":{\"commands\":[\"m365.run\",\"m365.whatIf\"]}}}}")
                .getAsJsonObject("result");
        assertTrue(offer.getAsJsonObject("capabilities").has("codeLensProvider"));
        editor.tell("initialized", "{}");
        editor.open("file:///a.sh", "shellscript", 1, "x=1\n m365 spo site remove --url x\n");
        JsonArray lenses = editor.ask("textDocument/codeLens", Editor.document("file:///a.sh"))
                .getAsJsonArray("result");
        assertEquals(
                List.of("Run", "What-if"),
                lenses.asList().stream()
                        .map(lens -> lens.getAsJsonObject()
                                .getAsJsonObject("command")
                                .get("title")
                                .getAsString())
                        .toList());
        assertEquals(
                "[{\"document\":\"file:///a.sh\",\"position\":{\"line\":1,\"character\":1}}]",
                lenses.get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("command")
                        .get("arguments")
                        .toString());
    }

    @Test
    void packsColoursAsTheProtocolHasThem() {
        JsonObject offer = editor.initialize("{\"textDocument\":{\"semanticTokens\":{}}}");
        assertTrue(offer.has("semanticTokensProvider"));
        editor.open("file:///a.sh", "shellscript", 1, "x=1\n m365 status -o json\n");
        assertEquals(
                "[1,1,4,0,0,0,5,6,1,0,0,7,2,2,0]",
                editor.ask("textDocument/semanticTokens/full", Editor.document("file:///a.sh"))
                        .getAsJsonObject("result")
                        .get("data")
                        .toString());
    }

    @Test
    void writesCallsIntoScripts() {
        editor.initialize("{}");
        editor.open("file:///a.ps1", "powershell", 7, "m365 spo site list\n");
        assertEquals(
                "m365 spo site get --url 'a b'",
                editor.ask(
                                "m365/script/line",
                                "{\"document\":\"file:///a.ps1\",\"arguments\":[\"spo\",\"site\",\"get\",\"--url\",\"a b\"]}")
                        .getAsJsonObject("result")
                        .get("text")
                        .getAsString());
        JsonObject change = editor.ask(
                        "m365/script/setOption",
                        "{\"document\":\"file:///a.ps1\",\"position\":{\"line\":0,\"character\":2},"
                                + "\"option\":\"query\",\"value\":\"[0]\"}")
                .getAsJsonObject("result");
        assertEquals(" --query '[0]'", change.get("text").getAsString());
        assertEquals(7, change.get("version").getAsInt());
        assertEquals("{\"line\":0,\"character\":18}", change.get("start").toString());
    }

    @Test
    void describesTheCatalogue() {
        editor.initialize("{}");
        JsonObject tree = editor.ask("m365/catalog/tree", "null").getAsJsonObject("result");
        assertTrue(tree.get("version").getAsString().matches("\\d+\\.\\d+\\.\\d+"));
        assertTrue(tree.toString()
                .contains("{\"word\":\"get\",\"name\":\"spo site get\",\"effect\":\"read\",\"children\":[]}"));
        JsonObject described = editor.ask("m365/catalog/describe", "{\"command\":\"spo site get\"}")
                .getAsJsonObject("result");
        assertEquals("spo site get", described.get("name").getAsString());
        assertTrue(described
                .getAsJsonArray("options")
                .toString()
                .contains("\"name\":\"url\",\"shortName\":\"u\",\"required\":true"));
        assertTrue(editor.ask("m365/catalog/describe", "{\"command\":\"no such\"}")
                .get("result")
                .isJsonNull());
        assertEquals(-32602, Wire.code(editor.ask("m365/catalog/describe", "{}")));
    }

    private static JsonObject labelled(JsonArray items, String label) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(item -> item.get("label").getAsString().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + label + " in " + items));
    }

    private static List<String> codes(JsonArray diagnostics) {
        return StreamSupport.stream(diagnostics.spliterator(), false)
                .map(diagnostic -> diagnostic.getAsJsonObject().get("code").getAsString())
                .toList();
    }
}
