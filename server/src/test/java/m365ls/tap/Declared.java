package m365ls.tap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client declared it can, and whether a message keeps to it.
 *
 * @param capabilities of the {@code initialize} request
 */
record Declared(JsonElement capabilities) {

    /** The first kinds of completion items and of symbols, which every client knows; later ones have to be declared. */
    private static final int KINDS_OF_ALL = 18;

    /** Declarations without which a request or notification of the server has nobody to understand it. */
    private static final Map<String, String> NEEDS = Map.ofEntries(
            Map.entry("workspace/configuration", "workspace.configuration"),
            Map.entry("workspace/applyEdit", "workspace.applyEdit"),
            Map.entry("workspace/workspaceFolders", "workspace.workspaceFolders"),
            Map.entry("workspace/diagnostic/refresh", "workspace.diagnostics.refreshSupport"),
            Map.entry("workspace/codeLens/refresh", "workspace.codeLens.refreshSupport"),
            Map.entry("workspace/semanticTokens/refresh", "workspace.semanticTokens.refreshSupport"),
            Map.entry("workspace/inlayHint/refresh", "workspace.inlayHint.refreshSupport"),
            Map.entry("workspace/foldingRange/refresh", "workspace.foldingRange.refreshSupport"),
            Map.entry("window/showDocument", "window.showDocument.support"),
            Map.entry("window/workDoneProgress/create", "window.workDoneProgress"),
            Map.entry("m365/catalog/changed", "experimental.m365.catalogChanged"),
            Map.entry("m365/session/changed", "experimental.m365.session.changed"),
            Map.entry("m365/session/deviceCode", "experimental.m365.session.deviceCode"),
            Map.entry("m365/session/secret", "experimental.m365.session.secret"),
            Map.entry("m365/session/storageKey", "experimental.m365.session.storageKey"),
            Map.entry("m365/session/editorToken", "experimental.m365.session.editorToken"),
            Map.entry("m365/confirm", "experimental.m365.run.confirm"),
            Map.entry("m365/choose", "experimental.m365.run.choose"));

    /** What a server has to offer only to a client that speaks of it, since it changes what else is sent or asked. */
    private static final Map<String, String> OFFERS = Map.of(
            "diagnosticProvider", "textDocument.diagnostic",
            "semanticTokensProvider", "textDocument.semanticTokens",
            "inlayHintProvider", "textDocument.inlayHint",
            "inlineCompletionProvider", "textDocument.inlineCompletion",
            "callHierarchyProvider", "textDocument.callHierarchy",
            "linkedEditingRangeProvider", "textDocument.linkedEditingRange");

    /** Of a client that declared nothing. */
    static Declared nothing() {
        return new Declared(new JsonObject());
    }

    /** What is wrong with a request or notification of the server. */
    List<String> wrongInMessage(String method, JsonElement params) {
        List<String> wrong = new ArrayList<>();
        String need = NEEDS.get(method);
        if (need != null && !can(need)) {
            wrong.add(method + " is sent, but " + need + " is not declared");
        }
        switch (method) {
            case "client/registerCapability" -> {
                for (JsonElement registration : list(params, "registrations")) {
                    String about = text(registration, "method").replace('/', '.');
                    if (!can(about + ".dynamicRegistration")) {
                        wrong.add("registers " + about + ", but its dynamicRegistration is not declared");
                    }
                }
            }
            case "textDocument/publishDiagnostics" -> {
                field(params, "version", "textDocument.publishDiagnostics.versionSupport", wrong);
                list(params, "diagnostics").forEach(d -> diagnostic(d, "textDocument.publishDiagnostics", wrong));
            }
            case "workspace/applyEdit" -> workspaceEdit(at(params, "edit"), wrong);
            case "window/showMessageRequest" -> {
                // Any client can show a message with plain actions; the types hold them to be plain.
            }
            default -> {
                // Nothing in it depends on the client.
            }
        }
        return wrong;
    }

    /** What is wrong with the result of a request. */
    List<String> wrongInResult(String method, JsonElement result) {
        List<String> wrong = new ArrayList<>();
        switch (method) {
            case "initialize" -> offer(at(result, "capabilities"), wrong);
            case "textDocument/completion" -> {
                JsonElement items = result.isJsonObject() ? at(result, "items") : result;
                elements(items).forEach(item -> completion(item, wrong));
                elements(at(result, "itemDefaults")).forEach(name -> wrong.add("itemDefaults are a list"));
                if (at(result, "itemDefaults") instanceof JsonObject defaults) {
                    List<String> known = texts("textDocument.completion.completionList.itemDefaults");
                    defaults.keySet().stream()
                            .filter(name -> !known.contains(name))
                            .forEach(name -> wrong.add("default " + name + " of completions is not declared"));
                }
            }
            case "completionItem/resolve" -> completion(result, wrong);
            case "textDocument/hover" ->
                markup(at(result, "contents"), "textDocument.hover.contentFormat", "a hover", wrong);
            case "textDocument/signatureHelp" -> signatures(result, wrong);
            case "textDocument/documentSymbol" -> elements(result).forEach(symbol -> symbol(symbol, wrong));
            case "textDocument/codeAction" -> elements(result).forEach(action -> codeAction(action, wrong));
            case "codeAction/resolve" -> codeAction(result, wrong);
            case "textDocument/documentLink" ->
                elements(result)
                        .forEach(link -> field(link, "tooltip", "textDocument.documentLink.tooltipSupport", wrong));
            case "textDocument/definition", "textDocument/declaration", "textDocument/implementation" ->
                elements(result).stream()
                        .filter(link -> !at(link, "targetUri").isJsonNull())
                        .forEach(link -> {
                            if (!can(method.replace('/', '.') + ".linkSupport")) {
                                wrong.add(method + " answers links, but linkSupport is not declared");
                            }
                        });
            case "textDocument/diagnostic" -> {
                list(result, "items").forEach(d -> diagnostic(d, "textDocument.diagnostic", wrong));
                field(result, "relatedDocuments", "textDocument.diagnostic.relatedDocumentSupport", wrong);
            }
            case "textDocument/rename" -> workspaceEdit(result, wrong);
            default -> {
                // Nothing in it depends on the client.
            }
        }
        return wrong;
    }

    private void offer(JsonElement offered, List<String> wrong) {
        String encoding = text(offered, "positionEncoding");
        if (!encoding.isEmpty()
                && !encoding.equals("utf-16")
                && !texts("general.positionEncodings").contains(encoding)) {
            wrong.add("position encoding " + encoding + " is not declared");
        }
        OFFERS.forEach((name, need) -> field(offered, name, need, wrong));
        if (at(offered, "codeActionProvider").isJsonObject()
                && !declares("textDocument.codeAction.codeActionLiteralSupport")) {
            wrong.add("kinds of code actions are offered, but codeActionLiteralSupport is not declared");
        }
        if (!text(offered, "workspace", "workspaceFolders", "changeNotifications")
                        .isEmpty()
                && !can("workspace.workspaceFolders")) {
            wrong.add("folders are offered, but workspaceFolders is not declared");
        }
    }

    private void completion(JsonElement item, List<String> wrong) {
        String base = "textDocument.completion.completionItem.";
        if (text(item, "insertTextFormat").equals("2") && !can(base + "snippetSupport")) {
            wrong.add("a completion is a snippet, but snippetSupport is not declared: " + item);
        }
        markup(at(item, "documentation"), base + "documentationFormat", "a completion's documentation", wrong);
        field(item, "labelDetails", base + "labelDetailsSupport", wrong);
        field(item, "commitCharacters", base + "commitCharactersSupport", wrong);
        field(item, "deprecated", base + "deprecatedSupport", wrong);
        field(item, "preselect", base + "preselectSupport", wrong);
        field(item, "insertTextMode", base + "insertTextModeSupport", wrong);
        if (!at(item, "textEdit", "insert").isJsonNull() && !can(base + "insertReplaceSupport")) {
            wrong.add("a completion inserts or replaces, but insertReplaceSupport is not declared");
        }
        values(list(item, "tags"), base + "tagSupport.valueSet", 0, "tag of a completion", wrong);
        kind(item, "textDocument.completion.completionItemKind.valueSet", "completion", wrong);
    }

    private void symbol(JsonElement symbol, List<String> wrong) {
        if (at(symbol, "location").isJsonNull()
                && !can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport")) {
            wrong.add("symbols are a tree, but hierarchicalDocumentSymbolSupport is not declared");
        }
        kind(symbol, "textDocument.documentSymbol.symbolKind.valueSet", "symbol", wrong);
        values(list(symbol, "tags"), "textDocument.documentSymbol.tagSupport.valueSet", 0, "tag of a symbol", wrong);
        list(symbol, "children").forEach(child -> symbol(child, wrong));
    }

    private void kind(JsonElement element, String set, String what, List<String> wrong) {
        if (!at(element, "kind").isJsonNull()) {
            values(List.of(at(element, "kind")), set, KINDS_OF_ALL, "kind of a " + what, wrong);
        }
    }

    private void values(List<JsonElement> given, String set, int always, String what, List<String> wrong) {
        List<String> declared = texts(set);
        for (JsonElement value : given) {
            if (declared.isEmpty() ? value.getAsInt() > always : !declared.contains(value.getAsString())) {
                wrong.add(value + " as " + what + " is not declared in " + set);
            }
        }
    }

    private void signatures(JsonElement help, List<String> wrong) {
        String base = "textDocument.signatureHelp.signatureInformation.";
        for (JsonElement signature : list(help, "signatures")) {
            markup(at(signature, "documentation"), base + "documentationFormat", "a signature's documentation", wrong);
            field(signature, "activeParameter", base + "activeParameterSupport", wrong);
            for (JsonElement parameter : list(signature, "parameters")) {
                markup(
                        at(parameter, "documentation"),
                        base + "documentationFormat",
                        "a parameter's documentation",
                        wrong);
                if (at(parameter, "label").isJsonArray() && !can(base + "parameterInformation.labelOffsetSupport")) {
                    wrong.add("a parameter is given by its place, but labelOffsetSupport is not declared");
                }
            }
        }
    }

    private void codeAction(JsonElement action, List<String> wrong) {
        boolean command = at(action, "command").isJsonPrimitive();
        if (!command && !declares("textDocument.codeAction.codeActionLiteralSupport")) {
            wrong.add("a code action is no command, but codeActionLiteralSupport is not declared");
        }
        field(action, "isPreferred", "textDocument.codeAction.isPreferredSupport", wrong);
        field(action, "disabled", "textDocument.codeAction.disabledSupport", wrong);
        if (!command) {
            field(action, "data", "textDocument.codeAction.dataSupport", wrong);
        }
        workspaceEdit(at(action, "edit"), wrong);
        list(action, "diagnostics").forEach(d -> diagnostic(d, "textDocument.publishDiagnostics", wrong));
    }

    private void workspaceEdit(JsonElement edit, List<String> wrong) {
        field(edit, "documentChanges", "workspace.workspaceEdit.documentChanges", wrong);
        field(edit, "changeAnnotations", "workspace.workspaceEdit.changeAnnotationSupport", wrong);
        for (JsonElement change : list(edit, "documentChanges")) {
            String kind = text(change, "kind");
            if (!kind.isEmpty()
                    && !texts("workspace.workspaceEdit.resourceOperations").contains(kind)) {
                wrong.add("an edit does " + kind + ", which is not declared");
            }
        }
    }

    private void diagnostic(JsonElement diagnostic, String base, List<String> wrong) {
        field(diagnostic, "relatedInformation", base + ".relatedInformation", wrong);
        field(diagnostic, "codeDescription", base + ".codeDescriptionSupport", wrong);
        field(diagnostic, "data", base + ".dataSupport", wrong);
        values(list(diagnostic, "tags"), base + ".tagSupport.valueSet", 0, "tag of a diagnostic", wrong);
        if (at(diagnostic, "message").isJsonObject() && !can(base + ".markupMessageSupport")) {
            wrong.add("a diagnostic is marked up, but markupMessageSupport is not declared");
        }
    }

    private void markup(JsonElement content, String formats, String what, List<String> wrong) {
        // Plain text has no other way to be told apart from Markdown in a hover, so any client may get it.
        String kind = text(content, "kind");
        if (kind.equals("markdown") && !texts(formats).contains(kind)) {
            wrong.add(what + " is " + content + ", which is not declared in " + formats);
        }
    }

    /** A field that is there only for clients that declared something. */
    private void field(JsonElement object, String name, String need, List<String> wrong) {
        if (!at(object, name).isJsonNull() && !declares(need)) {
            wrong.add("there is " + name + ", but " + need + " is not declared: " + object);
        }
    }

    /** Whether something is declared in any way but {@code false}. */
    private boolean declares(String path) {
        JsonElement declared = at(capabilities, path.split("\\."));
        return !declared.isJsonNull() && !declared.equals(new JsonPrimitive(false));
    }

    private boolean can(String path) {
        return at(capabilities, path.split("\\.")).equals(new JsonPrimitive(true));
    }

    private List<String> texts(String path) {
        return elements(at(capabilities, path.split("\\."))).stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private static List<JsonElement> list(JsonElement object, String... path) {
        return elements(at(object, path));
    }

    private static List<JsonElement> elements(JsonElement list) {
        return list instanceof JsonArray array ? array.asList() : List.of();
    }

    private static String text(JsonElement object, String... path) {
        return at(object, path) instanceof JsonPrimitive value ? value.getAsString() : "";
    }

    /** What is at a place; JSON's null if there is nothing. */
    static JsonElement at(JsonElement object, String... path) {
        JsonElement found = object;
        for (String name : path) {
            found = found instanceof JsonObject here
                    ? Optional.ofNullable(here.get(name)).orElse(JsonNull.INSTANCE)
                    : JsonNull.INSTANCE;
        }
        return found;
    }
}
