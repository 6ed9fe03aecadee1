package m365ls.lsp;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.CommandWords;
import m365ls.catalog.Identity;
import m365ls.catalog.OptionSpec;
import m365ls.feature.Edit;
import m365ls.feature.Explanation;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Highlight;
import m365ls.feature.Lens;
import m365ls.feature.Link;
import m365ls.feature.Severity;
import m365ls.feature.Signature;
import m365ls.feature.Suggestion;
import m365ls.feature.Symbol;
import m365ls.protocol.CatalogNode;
import m365ls.protocol.CommandDescription;
import m365ls.protocol.TextChange;
import m365ls.protocol.TextPosition;
import m365ls.run.SecretOptions;
import m365ls.text.Lines;
import m365ls.text.Span;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Tuple;

/**
 * Our answers about one document in the protocol's types, as the client can have them.
 */
final class Convert {

    /** What diagnostics name as their source. */
    static final String SOURCE = "m365";

    /** Kind of the code action that applies all safe fixes. */
    static final String FIX_ALL = CodeActionKind.SourceFixAll + ".m365";

    private final Abilities client;
    private final Columns columns;

    /** @param columns the places of the document that the answers are about */
    Convert(Abilities client, Columns columns) {
        this.client = client;
        this.columns = columns;
    }

    CompletionItem completion(Suggestion suggestion) {
        CompletionItem item = new CompletionItem(suggestion.label());
        item.setKind(kind(suggestion.kind()));
        if (!suggestion.detail().isEmpty()) {
            item.setDetail(suggestion.detail());
        }
        item.setFilterText(suggestion.filterText());
        item.setSortText(suggestion.sortText());
        boolean snippet = suggestion.snippet() && client.snippets();
        if (snippet) {
            item.setInsertTextFormat(InsertTextFormat.Snippet);
        }
        String text = suggestion.snippet() && !snippet
                ? suggestion.plainText()
                : suggestion.edit().newText();
        item.setTextEdit(
                Either.forLeft(new TextEdit(columns.range(suggestion.edit().span()), text)));
        if (!suggestion.additional().isEmpty()) {
            item.setAdditionalTextEdits(edits(suggestion.additional()));
        }
        if (!suggestion.key().isEmpty()) {
            item.setData(suggestion.key());
        }
        return item;
    }

    /** Only kinds that every client knows, which are the first 18. */
    private static CompletionItemKind kind(Suggestion.Kind kind) {
        return switch (kind) {
            case GROUP -> CompletionItemKind.Module;
            case COMMAND -> CompletionItemKind.Function;
            case SNIPPET -> CompletionItemKind.Snippet;
            case OPTION -> CompletionItemKind.Property;
            case VALUE -> CompletionItemKind.Value;
            case USED_VALUE -> CompletionItemKind.Text;
        };
    }

    /** Documentation of a completion, to be added to the JSON of one. */
    static JsonObject completionText(Abilities client, String markdown) {
        MarkupContent content = markup(client.completionMarkdown(), markdown);
        JsonObject json = new JsonObject();
        json.addProperty("kind", content.getKind());
        json.addProperty("value", content.getValue());
        return json;
    }

    Hover hover(Explanation explanation) {
        return new Hover(markup(client.hoverMarkdown(), explanation.markdown()), columns.range(explanation.span()));
    }

    private static MarkupContent markup(boolean asMarkdown, String markdown) {
        return asMarkdown
                ? new MarkupContent(MarkupKind.MARKDOWN, markdown)
                : new MarkupContent(MarkupKind.PLAINTEXT, PlainText.of(markdown));
    }

    SignatureHelp signature(Signature signature) {
        List<ParameterInformation> parameters = new ArrayList<>();
        for (Signature.Parameter parameter : signature.parameters()) {
            ParameterInformation converted = new ParameterInformation();
            if (client.labelOffsets()) {
                converted.setLabel(Tuple.two(parameter.start(), parameter.end()));
            } else {
                converted.setLabel(signature.label().substring(parameter.start(), parameter.end()));
            }
            if (!parameter.markdown().isEmpty()) {
                converted.setDocumentation(markup(client.signatureMarkdown(), parameter.markdown()));
            }
            parameters.add(converted);
        }
        SignatureInformation information = new SignatureInformation(signature.label());
        if (!signature.markdown().isEmpty()) {
            information.setDocumentation(markup(client.signatureMarkdown(), signature.markdown()));
        }
        information.setParameters(parameters);
        // There is no number for "none" that all clients know; one behind the last highlights nothing.
        int active = signature.active() < 0 ? parameters.size() : signature.active();
        return new SignatureHelp(List.of(information), 0, active);
    }

    Diagnostic diagnostic(Finding finding) {
        Diagnostic diagnostic = new Diagnostic(columns.range(finding.span()), finding.message());
        diagnostic.setSeverity(severity(finding.severity()));
        diagnostic.setSource(SOURCE);
        diagnostic.setCode(finding.rule());
        return diagnostic;
    }

    private static DiagnosticSeverity severity(Severity severity) {
        return switch (severity) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case INFORMATION -> DiagnosticSeverity.Information;
            case OFF -> DiagnosticSeverity.Hint;
        };
    }

    CodeAction action(Document document, Finding finding, Fix fix) {
        CodeAction action = new CodeAction(fix.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(List.of(diagnostic(finding)));
        if (client.preferredActions() && fix.preferred()) {
            action.setIsPreferred(true);
        }
        action.setEdit(edit(document, edits(fix.edits())));
        return action;
    }

    /** All safe fixes of a document as one action. */
    CodeAction fixAll(Document document, List<Edit> edits) {
        CodeAction action = new CodeAction("Apply all safe fixes of m365 commands");
        action.setKind(FIX_ALL);
        action.setEdit(edit(document, edits(edits)));
        return action;
    }

    private WorkspaceEdit edit(Document document, List<TextEdit> edits) {
        if (!client.documentChanges() || document.version().isEmpty()) {
            return new WorkspaceEdit(Map.of(document.uri(), edits));
        }
        TextDocumentEdit change = new TextDocumentEdit();
        change.setTextDocument(new VersionedTextDocumentIdentifier(
                document.uri(), document.version().getAsInt()));
        change.setEdits(new ArrayList<>());
        edits.forEach(edit -> change.getEdits().add(Either.forLeft(edit)));
        return new WorkspaceEdit(List.of(Either.forLeft(change)));
    }

    private List<TextEdit> edits(List<Edit> edits) {
        return edits.stream()
                .map(edit -> new TextEdit(columns.range(edit.span()), edit.newText()))
                .toList();
    }

    /** The outline: a tree where the client can have it, else a list. */
    List<Either<SymbolInformation, DocumentSymbol>> symbols(Document document, List<Symbol> symbols) {
        List<Either<SymbolInformation, DocumentSymbol>> converted = new ArrayList<>();
        for (Symbol symbol : symbols) {
            Range range = columns.range(symbol.span());
            if (client.symbolTree()) {
                DocumentSymbol entry =
                        new DocumentSymbol(symbol.name(), SymbolKind.Function, range, columns.range(symbol.nameSpan()));
                if (!symbol.detail().isEmpty()) {
                    entry.setDetail(symbol.detail());
                }
                converted.add(Either.forRight(entry));
            } else {
                converted.add(Either.forLeft(flat(document, symbol, range)));
            }
        }
        return converted;
    }

    /** Deprecated by the protocol, and the only form that clients without trees know. */
    @SuppressWarnings("deprecation")
    private static SymbolInformation flat(Document document, Symbol symbol, Range range) {
        return new SymbolInformation(symbol.name(), SymbolKind.Function, new Location(document.uri(), range));
    }

    /** A fold of whole lines; empty if {@code span} lies in one line. */
    Optional<FoldingRange> fold(Span span) {
        Lines lines = columns.lines();
        int first = lines.lineAt(span.start());
        int last = lines.lineAt(span.end());
        if (last <= first) {
            return Optional.empty();
        }
        FoldingRange fold = new FoldingRange(first, last);
        if (!client.wholeLineFolds()) {
            // The first line stays readable up to its end.
            fold.setStartCharacter(columns.position(lines.endOf(first)).getCharacter());
            fold.setEndCharacter(columns.position(span.end()).getCharacter());
        }
        return Optional.of(fold);
    }

    DocumentLink link(Link link) {
        DocumentLink converted = new DocumentLink(columns.range(link.span()), link.target());
        if (client.linkTooltips() && !link.tooltip().isEmpty()) {
            converted.setTooltip(link.tooltip());
        }
        return converted;
    }

    /** A lens, whose command the client runs. */
    CodeLens lens(Document document, Lens lens) {
        Range range = columns.range(lens.span());
        Command command = switch (lens.kind()) {
            case RUN -> new Command("Run", Abilities.RUN, List.of(place(document, range)));
            case WHAT_IF -> new Command("What-if", Abilities.WHAT_IF, List.of(place(document, range)));
            case DOCUMENTATION -> new Command("Documentation", Abilities.OPEN_DOCUMENTATION, List.of(lens.page()));
        };
        return new CodeLens(range, command, null);
    }

    /** The call at a place, as commands are given it. */
    private static JsonObject place(Document document, Range range) {
        JsonObject position = new JsonObject();
        position.addProperty("line", range.getStart().getLine());
        position.addProperty("character", range.getStart().getCharacter());
        JsonObject place = new JsonObject();
        place.addProperty("document", document.uri());
        place.add("position", position);
        return place;
    }

    /**
     * Highlights as the protocol packs them: five numbers each, which are the line and, in the same line, the column as the
     * distance from the one before, the length, the number of the type in {@link Offer#TOKEN_TYPES}, and no modifiers.
     */
    SemanticTokens tokens(List<Highlight> highlights) {
        List<Integer> data = new ArrayList<>(5 * highlights.size());
        int line = 0;
        int column = 0;
        for (Highlight highlight : highlights) {
            Position start = columns.position(highlight.span().start());
            Position end = columns.position(highlight.span().end());
            if (end.getLine() != start.getLine()) {
                // A word that is continued on the next line; tokens lie in one.
                continue;
            }
            boolean sameLine = start.getLine() == line;
            data.addAll(List.of(
                    start.getLine() - line,
                    sameLine ? start.getCharacter() - column : start.getCharacter(),
                    end.getCharacter() - start.getCharacter(),
                    tokenType(highlight.kind()),
                    0));
            line = start.getLine();
            column = start.getCharacter();
        }
        return new SemanticTokens(data);
    }

    private static int tokenType(Highlight.Kind kind) {
        return switch (kind) {
            case PROGRAM -> 0;
            case COMMAND -> 1;
            case OPTION -> 2;
        };
    }

    /** An edit of a document. */
    TextChange change(Document document, Edit edit) {
        Range range = columns.range(edit.span());
        return new TextChange(
                place(range.getStart()),
                place(range.getEnd()),
                edit.newText(),
                document.version().orElse(-1));
    }

    private static TextPosition place(Position position) {
        return new TextPosition(position.getLine(), position.getCharacter());
    }

    /** The levels of command words below {@code level}, whose words so far are {@code name}. */
    static List<CatalogNode> nodes(CommandWords level, String name) {
        List<CatalogNode> nodes = new ArrayList<>();
        level.next().forEach((word, below) -> {
            String full = name.isEmpty() ? word : name + " " + word;
            String effect = below.command().map(Convert::effect).orElse("");
            nodes.add(new CatalogNode(word, full, effect, nodes(below, full)));
        });
        return nodes;
    }

    private static String effect(CommandSpec command) {
        return switch (command.effect()) {
            case READ -> "read";
            case WRITE -> "write";
            case DESTROY -> "destroy";
        };
    }

    /** All about {@code command} that a person reads. */
    static CommandDescription description(Catalog catalog, CommandSpec command) {
        CommandText text = catalog.text(command);
        return new CommandDescription(
                command.name(),
                command.aliases(),
                command.service(),
                effect(command),
                text.description(),
                command.documentation(),
                command.options().stream()
                        .map(option -> new CommandDescription.Option(
                                option.name(),
                                option.shortName(),
                                option.required(),
                                option.global(),
                                type(option),
                                option.values(),
                                option.defaultValue(),
                                SecretOptions.contains(option.name()),
                                text.options().getOrDefault(option.name(), "")))
                        .toList(),
                command.optionSets().stream()
                        .map(set -> new CommandDescription.OptionSet(
                                set.options(), set.conditional(), set.atLeastOne(), set.atMostOne()))
                        .toList(),
                text.permissions().stream()
                        .map(permission -> new CommandDescription.Permission(
                                identity(permission.identity()), permission.resource(), permission.names()))
                        .toList(),
                text.examples().stream()
                        .filter(CommandText.Example::valid)
                        .map(example -> new CommandDescription.Example(example.title(), example.code()))
                        .toList());
    }

    private static String type(OptionSpec option) {
        return switch (option.type()) {
            case STRING, UNTYPED -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case FLAG -> "flag";
        };
    }

    private static String identity(Identity identity) {
        return switch (identity) {
            case ANY -> "any";
            case DELEGATED -> "delegated";
            case APPLICATION -> "application";
        };
    }
}
