package m365ls.lsp;

import com.google.gson.JsonElement;
import java.util.List;

/**
 * What the client says it can do. A client that says nothing gets the plainest answers.
 *
 * <p>Read from the JSON itself: LSP4J's classes for it are more than a hundred, to be loaded before the first answer.
 *
 * @param snippets completions may have placeholders
 * @param completionMarkdown completions may be documented in Markdown
 * @param hoverMarkdown hovers may be in Markdown
 * @param signatureMarkdown signatures may be documented in Markdown
 * @param labelOffsets parameters of signatures may be given by their place in the label
 * @param codeActions code actions may be given as such, not only as commands
 * @param preferredActions one of several code actions may be marked
 * @param documentChanges edits may name the version of the document they are for
 * @param symbolTree outlines may be trees
 * @param wholeLineFolds only whole lines can be folded
 * @param linkTooltips links may have tooltips
 * @param pullsDiagnostics it asks for diagnostics, and needs not be told
 * @param refreshesDiagnostics it can be told to ask for diagnostics again
 * @param diagnosticVersions diagnostics may name the version of the document they are for
 * @param watchesFiles it can be asked to watch files
 * @param givesConfiguration it can be asked for settings
 * @param registersConfiguration it can be asked to tell when settings change
 * @param workspaceFolders it may have several folders open
 * @param catalogChanges it knows our notification of another catalogue
 * @param showsDocuments it can open addresses
 * @param deviceCode it can show a code to sign in with
 * @param secret it can ask for a secret
 * @param storageKey it can keep a key
 * @param editorToken it can give tokens of its own account
 * @param sessionChanges it knows our notification of changed connections
 * @param confirms it can ask whether something is to be done
 * @param chooses it can ask for one of several, or for a text
 * @param commands of its own that lenses may name
 * @param refreshesLenses it can be told to ask for lenses again
 * @param semanticTokens it asks for tokens to colour
 * @param refreshesTokens it can be told to ask for tokens again
 * @param encoding what it counts columns in
 * @param showsWork it can be told that work has begun which nobody asked for, or that takes long
 */
record Abilities(
        boolean snippets,
        boolean completionMarkdown,
        boolean hoverMarkdown,
        boolean signatureMarkdown,
        boolean labelOffsets,
        boolean codeActions,
        boolean preferredActions,
        boolean documentChanges,
        boolean symbolTree,
        boolean wholeLineFolds,
        boolean linkTooltips,
        boolean pullsDiagnostics,
        boolean refreshesDiagnostics,
        boolean diagnosticVersions,
        boolean watchesFiles,
        boolean givesConfiguration,
        boolean registersConfiguration,
        boolean workspaceFolders,
        boolean catalogChanges,
        boolean showsDocuments,
        boolean deviceCode,
        boolean secret,
        boolean storageKey,
        boolean editorToken,
        boolean sessionChanges,
        boolean confirms,
        boolean chooses,
        List<String> commands,
        boolean refreshesLenses,
        boolean semanticTokens,
        boolean refreshesTokens,
        PositionEncoding encoding,
        boolean showsWork) {

    /** The client's command that runs the call at a place. */
    static final String RUN = "m365.run";

    /** The client's command that shows what the call at a place would change. */
    static final String WHAT_IF = "m365.whatIf";

    /** The client's command that opens an address of the documentation. */
    static final String OPEN_DOCUMENTATION = "m365.openDocumentation";

    Abilities {
        commands = List.copyOf(commands);
    }

    /** Reads {@code capabilities} of the initialize request. */
    static Abilities of(JsonElement capabilities) {
        JsonElement documents = Json.at(capabilities, "textDocument").orElse(capabilities);
        JsonElement workspace = Json.at(capabilities, "workspace").orElse(capabilities);
        JsonElement session =
                Json.at(capabilities, "experimental", "m365", "session").orElse(capabilities);
        return new Abilities(
                Json.isTrue(documents, "completion", "completionItem", "snippetSupport"),
                markdown(documents, "completion", "completionItem", "documentationFormat"),
                markdown(documents, "hover", "contentFormat"),
                markdown(documents, "signatureHelp", "signatureInformation", "documentationFormat"),
                Json.isTrue(
                        documents,
                        "signatureHelp",
                        "signatureInformation",
                        "parameterInformation",
                        "labelOffsetSupport"),
                Json.at(documents, "codeAction", "codeActionLiteralSupport").isPresent(),
                Json.isTrue(documents, "codeAction", "isPreferredSupport"),
                Json.isTrue(workspace, "workspaceEdit", "documentChanges"),
                Json.isTrue(documents, "documentSymbol", "hierarchicalDocumentSymbolSupport"),
                Json.isTrue(documents, "foldingRange", "lineFoldingOnly"),
                Json.isTrue(documents, "documentLink", "tooltipSupport"),
                Json.at(documents, "diagnostic").isPresent(),
                Json.isTrue(workspace, "diagnostics", "refreshSupport"),
                Json.isTrue(documents, "publishDiagnostics", "versionSupport"),
                Json.isTrue(workspace, "didChangeWatchedFiles", "dynamicRegistration"),
                Json.isTrue(workspace, "configuration"),
                Json.isTrue(workspace, "didChangeConfiguration", "dynamicRegistration"),
                Json.isTrue(workspace, "workspaceFolders"),
                Json.isTrue(capabilities, "experimental", "m365", "catalogChanged"),
                Json.isTrue(capabilities, "window", "showDocument", "support"),
                Json.isTrue(session, "deviceCode"),
                Json.isTrue(session, "secret"),
                Json.isTrue(session, "storageKey"),
                Json.isTrue(session, "editorToken"),
                Json.isTrue(session, "changed"),
                Json.isTrue(capabilities, "experimental", "m365", "run", "confirm"),
                Json.isTrue(capabilities, "experimental", "m365", "run", "choose"),
                Json.texts(capabilities, "experimental", "m365", "commands"),
                Json.isTrue(workspace, "codeLens", "refreshSupport"),
                Json.at(documents, "semanticTokens").isPresent(),
                Json.isTrue(workspace, "semanticTokens", "refreshSupport"),
                PositionEncoding.of(capabilities),
                Json.isTrue(capabilities, "window", "workDoneProgress"));
    }

    private static boolean markdown(JsonElement documents, String... path) {
        List<String> formats = Json.texts(documents, path);
        return formats.contains("markdown");
    }
}
