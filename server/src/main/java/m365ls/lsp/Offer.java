package m365ls.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** What the server tells the client that it can do. {@code docs/features.md} is the user's view of it. */
final class Offer {

    /** Documents are sent as changes. Full texts cost more from about a thousand lines on. */
    private static final int INCREMENTAL = 2;

    /** Types of semantic tokens that every client knows: for the program, a command's words, an option's name. */
    static final List<String> TOKEN_TYPES = List.of("keyword", "function", "parameter");

    private Offer() {}

    /** The result of the initialize request for a client with these abilities. */
    static JsonObject to(Abilities client, String version) {
        JsonObject capabilities = new JsonObject();
        capabilities.addProperty("positionEncoding", client.encoding().wireName());
        JsonObject sync = new JsonObject();
        sync.addProperty("openClose", true);
        sync.addProperty("change", INCREMENTAL);
        capabilities.add("textDocumentSync", sync);
        JsonObject completion = new JsonObject();
        completion.add("triggerCharacters", texts(List.of(" ", "-", "=")));
        completion.addProperty("resolveProvider", true);
        capabilities.add("completionProvider", completion);
        capabilities.addProperty("hoverProvider", true);
        JsonObject signatures = new JsonObject();
        signatures.add("triggerCharacters", texts(List.of(" ")));
        signatures.add("retriggerCharacters", texts(List.of(" ", "-")));
        capabilities.add("signatureHelpProvider", signatures);
        if (client.codeActions()) {
            JsonObject actions = new JsonObject();
            actions.add("codeActionKinds", texts(List.of("quickfix", Convert.FIX_ALL)));
            capabilities.add("codeActionProvider", actions);
        }
        capabilities.addProperty("documentSymbolProvider", true);
        capabilities.addProperty("foldingRangeProvider", true);
        JsonObject links = new JsonObject();
        links.addProperty("resolveProvider", false);
        capabilities.add("documentLinkProvider", links);
        if (!client.commands().isEmpty()) {
            JsonObject lenses = new JsonObject();
            lenses.addProperty("resolveProvider", false);
            capabilities.add("codeLensProvider", lenses);
        }
        if (client.semanticTokens()) {
            JsonObject legend = new JsonObject();
            legend.add("tokenTypes", texts(TOKEN_TYPES));
            legend.add("tokenModifiers", texts(List.of()));
            JsonObject tokens = new JsonObject();
            tokens.add("legend", legend);
            tokens.addProperty("full", true);
            capabilities.add("semanticTokensProvider", tokens);
        }
        if (client.pullsDiagnostics()) {
            JsonObject diagnostics = new JsonObject();
            diagnostics.addProperty("identifier", "m365");
            diagnostics.addProperty("interFileDependencies", false);
            diagnostics.addProperty("workspaceDiagnostics", false);
            capabilities.add("diagnosticProvider", diagnostics);
        }
        if (client.workspaceFolders()) {
            JsonObject folders = new JsonObject();
            folders.addProperty("supported", true);
            folders.addProperty("changeNotifications", true);
            JsonObject workspace = new JsonObject();
            workspace.add("workspaceFolders", folders);
            capabilities.add("workspace", workspace);
        }
        JsonObject info = new JsonObject();
        info.addProperty("name", "m365ls");
        info.addProperty("version", version);
        JsonObject result = new JsonObject();
        result.add("capabilities", capabilities);
        result.add("serverInfo", info);
        return result;
    }

    private static JsonArray texts(List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }
}
