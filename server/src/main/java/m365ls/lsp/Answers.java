package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import m365ls.catalog.Catalog;
import m365ls.feature.CallWriter;
import m365ls.feature.Completions;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Fixes;
import m365ls.feature.Folds;
import m365ls.feature.Highlights;
import m365ls.feature.Hovers;
import m365ls.feature.Lens;
import m365ls.feature.Lenses;
import m365ls.feature.Links;
import m365ls.feature.Outline;
import m365ls.feature.Signatures;
import m365ls.feature.Snapshot;
import m365ls.protocol.CatalogTree;
import m365ls.protocol.DescribeParams;
import m365ls.protocol.LineParams;
import m365ls.protocol.Methods;
import m365ls.protocol.ScriptLine;
import m365ls.protocol.SetOptionParams;
import m365ls.protocol.TextPosition;
import m365ls.text.Span;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.SemanticTokens;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the client, each answered by a feature.
 *
 * <p>Parameters are read from the JSON itself, on the reader thread, together with the {@link View}; the rest happens on a
 * worker. A document that is not open, or has drifted, has no answers.
 */
final class Answers {

    private final Documents documents;
    private final Workspace workspace;
    private final Requests requests;
    private final LongWork longWork;

    Answers(Documents documents, Workspace workspace, Requests requests, LongWork longWork) {
        this.documents = documents;
        this.workspace = workspace;
        this.requests = requests;
        this.longWork = longWork;
    }

    /** Adds the requests to {@code routes}. */
    Routes in(Routes routes) {
        return routes.request("textDocument/completion", JsonObject.class, this::completion)
                .request("completionItem/resolve", JsonObject.class, this::resolve)
                .request("textDocument/hover", JsonObject.class, this::hover)
                .request("textDocument/signatureHelp", JsonObject.class, this::signature)
                .request("textDocument/codeAction", JsonObject.class, this::actions)
                .request("textDocument/diagnostic", JsonObject.class, this::diagnostics)
                .request("textDocument/documentSymbol", JsonObject.class, this::symbols)
                .request("textDocument/foldingRange", JsonObject.class, this::folds)
                .request("textDocument/documentLink", JsonObject.class, this::links)
                .request("textDocument/codeLens", JsonObject.class, this::lenses)
                .request("textDocument/semanticTokens/full", JsonObject.class, this::tokens)
                .request(Methods.SCRIPT_LINE, LineParams.class, this::line)
                .request(Methods.SCRIPT_SET_OPTION, SetOptionParams.class, this::setOption)
                .request(Methods.CATALOG_TREE, this::tree)
                .request(Methods.CATALOG_DESCRIBE, DescribeParams.class, this::describe);
    }

    /** Makes an answer of a snapshot, on a worker. */
    @FunctionalInterface
    private interface Feature<T> {
        T of(View view, Convert convert, Snapshot snapshot);
    }

    /**
     * A place that the client names.
     *
     * @param line from 0
     * @param column from 0, in the client's units
     */
    private record Place(int line, int column) {
        int in(View view) {
            return view.columns().offset(line, column);
        }
    }

    private CompletableFuture<?> completion(JsonObject params) {
        Place place = place(params, "position");
        return ask(params, List.of(), (view, convert, snapshot) -> {
            return Completions.at(snapshot, place.in(view)).stream()
                    .map(convert::completion)
                    .toList();
        });
    }

    /** Adds the documentation to an item, which is otherwise sent back as it came. */
    private CompletableFuture<?> resolve(JsonObject item) {
        Optional<String> key = Json.text(item, "data");
        if (key.isEmpty()) {
            return CompletableFuture.completedFuture(item);
        }
        Abilities client = workspace.client();
        CompletableFuture<Catalog> catalog = workspace.catalog().now();
        return requests.submit(() -> {
            Completions.explain(catalog.get(), key.get())
                    .ifPresent(markdown -> item.add("documentation", Convert.completionText(client, markdown)));
            return item;
        });
    }

    private CompletableFuture<?> hover(JsonObject params) {
        Place place = place(params, "position");
        return ask(
                params,
                Optional.empty(),
                (view, convert, snapshot) -> Hovers.at(snapshot, place.in(view)).map(convert::hover));
    }

    private CompletableFuture<?> signature(JsonObject params) {
        Place place = place(params, "position");
        return ask(
                params,
                Optional.empty(),
                (view, convert, snapshot) ->
                        Signatures.at(snapshot, place.in(view)).map(convert::signature));
    }

    private CompletableFuture<?> actions(JsonObject params) {
        JsonElement range = Json.at(params, "range").orElseThrow(() -> Trouble.invalidParams("There is no range."));
        Place start = place(range, "start");
        Place end = place(range, "end");
        List<String> only = Json.texts(params, "context", "only");
        boolean fixes = only.isEmpty() || only.contains("quickfix") || only.contains("");
        // It looks at the whole document, so it is not worked out unless somebody asks for it.
        boolean all = only.stream().anyMatch(kind -> (Convert.FIX_ALL + ".").startsWith(kind + "."));
        if (!(fixes || all) || !workspace.client().codeActions()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return ask(params, List.of(), (view, convert, snapshot) -> {
            int from = start.in(view);
            int to = Math.max(from, end.in(view));
            List<CodeAction> actions = new ArrayList<>();
            for (Finding finding : fixes ? Fixes.at(snapshot, new Span(from, to)) : List.<Finding>of()) {
                for (Fix fix : finding.fixes()) {
                    actions.add(convert.action(view.document(), finding, fix));
                }
            }
            List<Edit> edits = all ? Fixes.all(snapshot) : List.of();
            if (!edits.isEmpty()) {
                actions.add(convert.fixAll(view.document(), edits));
            }
            return actions;
        });
    }

    private CompletableFuture<?> diagnostics(JsonObject params) {
        CompletableFuture<?> report = ask(
                params,
                new RelatedFullDocumentDiagnosticReport(List.of()),
                (view, convert, snapshot) ->
                        new RelatedFullDocumentDiagnosticReport(Publisher.of(view, snapshot, () -> true)));
        documents.find(uri(params)).ifPresent(document -> longWork.watch(Publisher.title(document), params, report));
        return report;
    }

    private CompletableFuture<?> symbols(JsonObject params) {
        return ask(
                params, List.of(), (view, convert, snapshot) -> convert.symbols(view.document(), Outline.of(snapshot)));
    }

    private CompletableFuture<?> folds(JsonObject params) {
        return ask(
                params,
                List.of(),
                (view, convert, snapshot) -> Folds.of(snapshot).stream()
                        .flatMap(span -> convert.fold(span).stream())
                        .toList());
    }

    private CompletableFuture<?> links(JsonObject params) {
        return ask(
                params,
                List.of(),
                (view, convert, snapshot) ->
                        Links.of(snapshot).stream().map(convert::link).toList());
    }

    private CompletableFuture<?> lenses(JsonObject params) {
        if (!workspace.preferences().lenses()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return ask(
                params,
                List.of(),
                (view, convert, snapshot) -> Lenses.of(snapshot).stream()
                        .filter(lens -> view.trusted() || lens.kind() == Lens.Kind.DOCUMENTATION)
                        .map(lens -> convert.lens(view.document(), lens))
                        .filter(lens -> view.client()
                                .commands()
                                .contains(lens.getCommand().getCommand()))
                        .toList());
    }

    private CompletableFuture<?> tokens(JsonObject params) {
        return ask(
                params,
                new SemanticTokens(List.of()),
                (view, convert, snapshot) -> convert.tokens(Highlights.of(snapshot)));
    }

    private CompletableFuture<?> line(LineParams params) {
        List<String> arguments = params.arguments() == null ? List.of() : params.arguments();
        Document document = open(params.document());
        return requests.submit(
                () -> new ScriptLine(CallWriter.line(document.script().dialect(), arguments)));
    }

    private CompletableFuture<?> setOption(SetOptionParams params) {
        TextPosition position = params.position();
        String option = params.option();
        if (position == null || option == null) {
            throw Trouble.invalidParams("There is no position, or no option.");
        }
        String value = params.value() == null ? "" : params.value();
        Document document = open(params.document());
        View view = workspace.view(document);
        return requests.submit(
                () -> CallWriter.withOption(view.snapshot(), place(position).in(view), option, value)
                        .map(edit -> view.convert().change(document, edit)));
    }

    private Document open(@Nullable String uri) {
        return documents
                .find(uri == null ? "" : uri)
                .orElseThrow(() -> Trouble.failed("The document is not open, or is no script."));
    }

    private static Place place(TextPosition position) {
        return new Place(clamped(position.line()), clamped(position.character()));
    }

    private static int clamped(long value) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, value));
    }

    private CompletableFuture<?> tree() {
        CompletableFuture<Catalog> catalog = workspace.catalog().now();
        return requests.submit(() -> {
            Catalog loaded = catalog.get();
            return new CatalogTree(loaded.version(), Convert.nodes(loaded.words(), ""));
        });
    }

    private CompletableFuture<?> describe(DescribeParams params) {
        String name = params.command();
        if (name == null) {
            throw Trouble.invalidParams("There is no command.");
        }
        CompletableFuture<Catalog> catalog = workspace.catalog().now();
        return requests.submit(() -> {
            Catalog loaded = catalog.get();
            return loaded.find(name).map(command -> Convert.description(loaded, command));
        });
    }

    /** Answers with a feature, or with {@code nothing} where there is no document or no catalogue. */
    private <T> CompletableFuture<T> ask(JsonObject params, T nothing, Feature<T> feature) {
        Optional<Document> document = documents.find(uri(params));
        if (document.isEmpty()) {
            return CompletableFuture.completedFuture(nothing);
        }
        View view = workspace.view(document.get());
        return requests.submit(() -> {
            try {
                return feature.of(view, view.convert(), view.snapshot());
            } catch (ExecutionException e) {
                // The user has been told that the catalogue cannot be loaded.
                return nothing;
            }
        });
    }

    private static String uri(JsonElement params) {
        return Json.text(params, "textDocument", "uri")
                .orElseThrow(() -> Trouble.invalidParams("There is no textDocument."));
    }

    private static Place place(JsonElement params, String name) {
        Optional<Integer> line = Json.number(params, name, "line");
        Optional<Integer> column = Json.number(params, name, "character");
        if (line.isEmpty() || column.isEmpty()) {
            throw Trouble.invalidParams("There is no " + name + ", or it is no pair of integers.");
        }
        return new Place(line.get(), column.get());
    }
}
