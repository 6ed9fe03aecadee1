package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the server says to clients that can do one thing more than nothing. That it says nothing a client did not declare is
 * held, message by message, by what listens to the conversation.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CapabilitiesTest {

    private static final String URI = "file:///scripts/a.sh";

    private static final String TEXT =
            "m365 spo site gte --url x\nm365 spo site get --ulr x \\\n  --output json\nm365 spo site get \n";

    /**
     * A day with a client.
     *
     * @param capabilities what it declares
     * @return all that the server said, a line each
     */
    private static String day(String capabilities) throws IOException {
        List<String> said = new ArrayList<>();
        try (Editor editor = Editor.inProcess(new CompletableFuture<>())) {
            JsonObject offer = editor.initialize(capabilities);
            said.add("offer " + offer);
            editor.open(URI, "shellscript", 7, TEXT);
            for (String method :
                    List.of("textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/documentLink")) {
                said.add(method + " " + editor.ask(method, Editor.document(URI)).get("result"));
            }
            JsonArray items =
                    editor.ask("textDocument/completion", Editor.at(URI, 3, 18)).getAsJsonArray("result");
            said.add("textDocument/completion " + items);
            for (JsonElement item : items) {
                if (item.getAsJsonObject().has("data")) {
                    JsonObject resolved = editor.ask("completionItem/resolve", item.toString());
                    said.add("completionItem/resolve "
                            + resolved.getAsJsonObject("result").get("documentation"));
                    break;
                }
            }
            said.add("textDocument/completion "
                    + editor.ask("textDocument/completion", Editor.at(URI, 0, 15))
                            .get("result"));
            said.add("textDocument/hover "
                    + editor.ask("textDocument/hover", Editor.at(URI, 1, 16)).get("result"));
            said.add("textDocument/signatureHelp "
                    + editor.ask("textDocument/signatureHelp", Editor.at(URI, 3, 18))
                            .get("result"));
            if (offer.has("codeActionProvider")) {
                JsonObject range = JsonParser.parseString(
                                "{\"start\":{\"line\":1,\"character\":20},\"end\":{\"line\":1,\"character\":20}}")
                        .getAsJsonObject();
                String params = "{\"textDocument\":{\"uri\":\"" + URI + "\"},\"range\":" + range
                        + ",\"context\":{\"diagnostics\":[]}}";
                said.add("textDocument/codeAction "
                        + editor.ask("textDocument/codeAction", params).get("result"));
            }
            if (offer.has("codeLensProvider")) {
                said.add("textDocument/codeLens "
                        + editor.ask("textDocument/codeLens", Editor.document(URI))
                                .get("result"));
            }
            if (offer.has("semanticTokensProvider")) {
                said.add("textDocument/semanticTokens/full "
                        + editor.ask("textDocument/semanticTokens/full", Editor.document(URI))
                                .get("result"));
            }
            if (offer.has("diagnosticProvider")) {
                said.add("textDocument/diagnostic "
                        + editor.ask("textDocument/diagnostic", Editor.document(URI))
                                .get("result"));
            } else {
                said.add("textDocument/publishDiagnostics " + editor.publication(URI));
            }
            editor.tell(
                    "workspace/didChangeConfiguration",
                    "{\"settings\":{\"m365\":{\"rules\":{\"unknown-command\":\"off\"}}}}");
            editor.tell("textDocument/didClose", Editor.document(URI));
            editor.ask("shutdown", "null");
            editor.received().forEach(message -> said.add(message.toString()));
            editor.tell("exit", "null");
        }
        return String.join("\n", said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'textDocument':{'completion':{'completionItem':{'snippetSupport':true}}}|'insertTextFormat':2",
                "'textDocument':{'completion':{'completionItem':{'documentationFormat':['markdown']}}}|completionItem/resolve [{]'kind':'markdown'",
                "'textDocument':{'hover':{'contentFormat':['markdown','plaintext']}}|textDocument/hover [{]'contents':[{]'kind':'markdown'",
                "'textDocument':{'signatureHelp':{'signatureInformation':{'documentationFormat':['markdown']}}}|textDocument/signatureHelp .*'kind':'markdown'",
                "'textDocument':{'signatureHelp':{'signatureInformation':{'parameterInformation':{'labelOffsetSupport':true}}}}|'label':\\[",
                "'textDocument':{'codeAction':{'codeActionLiteralSupport':{'codeActionKind':{'valueSet':[]}}}}|textDocument/codeAction .*'edit':[{]'changes'",
                "'textDocument':{'codeAction':{'isPreferredSupport':true,'codeActionLiteralSupport':{'codeActionKind':{'valueSet':[]}}}}|'isPreferred':true",
                "'workspace':{'workspaceEdit':{'documentChanges':true}},'textDocument':{'codeAction':{'codeActionLiteralSupport':{'codeActionKind':{'valueSet':[]}}}}|'documentChanges':",
                "'textDocument':{'documentSymbol':{'hierarchicalDocumentSymbolSupport':true}}|'selectionRange':",
                "'textDocument':{'documentLink':{'tooltipSupport':true}}|'tooltip':",
                "'textDocument':{'diagnostic':{}}|'diagnosticProvider':",
                "'textDocument':{'diagnostic':{}},'workspace':{'diagnostics':{'refreshSupport':true}}|'method':'workspace/diagnostic/refresh'",
                "'textDocument':{'publishDiagnostics':{'versionSupport':true}}|'version':7",
                "'workspace':{'didChangeWatchedFiles':{'dynamicRegistration':true}}|'method':'workspace/didChangeWatchedFiles'",
                "'workspace':{'didChangeConfiguration':{'dynamicRegistration':true}}|'method':'workspace/didChangeConfiguration'",
                "'workspace':{'configuration':true}|'method':'workspace/configuration'",
                "'workspace':{'workspaceFolders':true}|'workspaceFolders':",
                "'experimental':{'m365':{'commands':['m365.openDocumentation']}}|'codeLensProvider':",
                "'experimental':{'m365':{'commands':['m365.openDocumentation']}},'workspace':{'codeLens':{'refreshSupport':true}}|'method':'workspace/codeLens/refresh'",
                "'textDocument':{'semanticTokens':{}}|'semanticTokensProvider':",
                "'textDocument':{'semanticTokens':{}},'workspace':{'semanticTokens':{'refreshSupport':true}}|'method':'workspace/semanticTokens/refresh'",
                "'general':{'positionEncodings':['utf-8']}|'positionEncoding':'utf-8'",
            })
    void saysMoreToClientsThatCanHaveIt(String capabilities, String evidence) throws IOException {
        Pattern more = Pattern.compile(evidence.replace('\'', '"'));
        String rich = day("{" + capabilities.replace('\'', '"') + "}");
        assertTrue(more.matcher(rich).find(), rich);
        assertFalse(more.matcher(day("{}")).find());
    }

    @Test
    void saysPlainThingsToClientsThatDeclareNothing() throws IOException {
        String said = day("{}");
        for (String richer : List.of(
                "\"kind\":\"markdown\"", "**", "${1", "\"id\":", "\"version\":", "refresh", "registerCapability")) {
            assertFalse(said.contains(richer), richer + " in " + said);
        }
        assertTrue(said.contains("\"startCharacter\":"), "folds within lines, unless it says that it cannot");
        String wholeLines = day("{\"textDocument\":{\"foldingRange\":{\"lineFoldingOnly\":true}}}");
        assertFalse(wholeLines.contains("\"startCharacter\":"));
    }
}
