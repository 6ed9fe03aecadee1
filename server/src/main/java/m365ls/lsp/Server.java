package m365ls.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.log.Log;
import m365ls.project.ContextFiles;
import m365ls.project.ProjectFile;

/**
 * The language server for one client: its parts, and how they learn what the client tells.
 *
 * <p>Everything here runs on the reader thread but where it says otherwise.
 */
public final class Server {

    /** What the settings are kept under. */
    private static final String SECTION = "m365";

    private final Supplier<String> version;
    private final Runnable abort;
    private final Outbox outbox;
    private final Connection connection;
    private final ScheduledThreadPoolExecutor timer;
    private final Documents documents = new Documents();
    private final Workspace workspace;
    private final Publisher publisher;
    private final Answers answers;

    /**
     * What the server is given.
     *
     * @param version of the program
     * @param catalog loads the catalogue; called once, on a worker, when the server is made
     * @param former makes the former names; called on workers
     */
    public record Parts(Supplier<String> version, Supplier<Catalog> catalog, Supplier<FormerNames> former) {}

    /**
     * @param out where messages are written
     * @param abort ends the process with exit code 1; called on any thread when the client is gone
     */
    public Server(Parts parts, OutputStream out, Runnable abort) {
        Log log = new Log("m365ls.lsp");
        this.version = parts.version();
        this.abort = abort;
        this.outbox = new Outbox(out, abort);
        this.connection = new Connection(outbox, log);
        Requests requests = new Requests(outbox);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "m365ls-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        CurrentCatalog catalog = new CurrentCatalog(parts.catalog(), requests.executor());
        this.workspace = new Workspace(catalog, parts.former(), new FolderFiles(log));
        this.publisher = new Publisher(documents, workspace, requests, connection, timer, new Trouble(log));
        this.answers = new Answers(documents, workspace, requests);
    }

    /**
     * Serves the client on the calling thread, which becomes the reader thread.
     *
     * @param in its messages
     * @return the exit code: 0 if the client shut the server down before it left, else 1
     */
    public int serve(InputStream in) {
        outbox.start();
        try (outbox) {
            return connection.serve(in, answers.in(routes()));
        }
    }

    private Routes routes() {
        return new Routes()
                .request("initialize", JsonObject.class, this::initialize)
                .request("shutdown", () -> CompletableFuture.completedFuture(Optional.empty()))
                .notification("initialized", this::initialized)
                .notification("textDocument/didOpen", JsonObject.class, this::opened)
                .notification("textDocument/didChange", JsonObject.class, this::changed)
                .notification("textDocument/didClose", JsonObject.class, this::closed)
                .notification("workspace/didChangeConfiguration", JsonObject.class, this::configured)
                .notification("workspace/didChangeWatchedFiles", this::filesChanged)
                .notification("workspace/didChangeWorkspaceFolders", JsonObject.class, this::foldersChanged);
    }

    private CompletableFuture<?> initialize(JsonObject params) {
        workspace.begin(params);
        Json.number(params, "processId").ifPresent(id -> ParentWatch.start(id, timer, abort));
        return CompletableFuture.completedFuture(Offer.to(workspace.client(), version.get()));
    }

    private void initialized() {
        List<Registration> wishes = new ArrayList<>();
        if (workspace.client().watchesFiles()) {
            wishes.add(Registration.watching(List.of(ContextFiles.NAME, ProjectFile.NAME)));
        }
        if (workspace.client().registersConfiguration()) {
            wishes.add(Registration.configuration(SECTION));
        }
        if (!wishes.isEmpty()) {
            CompletableFuture<?> unused = connection.request("client/registerCapability", Registration.params(wishes));
        }
        askForSettings();
        CompletableFuture<?> unused = workspace.catalog().now().whenComplete((loaded, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause();
                show("The catalogue of commands cannot be loaded. " + (cause == null ? failure : cause).getMessage());
            }
        });
    }

    /** Shows the user an error. */
    private void show(String message) {
        JsonObject params = new JsonObject();
        params.addProperty("type", 1);
        params.addProperty("message", message);
        connection.notify("window/showMessage", params);
    }

    private void opened(JsonObject params) {
        Optional<String> uri = uri(params);
        Optional<String> text = Json.text(params, "textDocument", "text");
        if (uri.isPresent() && text.isPresent()) {
            String language = Json.text(params, "textDocument", "languageId").orElse("");
            documents.open(uri.get(), language, version(params), text.get());
            if (documents.find(uri.get()).isPresent() && pushes()) {
                publisher.opened(uri.get());
            }
        }
    }

    private void changed(JsonObject params) {
        Optional<String> uri = uri(params);
        if (uri.isEmpty()) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        Optional<JsonElement> given = Json.at(params, "contentChanges");
        for (JsonElement change : Json.list(params, "contentChanges")) {
            Change.read(change).ifPresent(changes::add);
        }
        boolean understood = given.isPresent() && given.get() instanceof JsonArray all && all.size() == changes.size();
        boolean wasKnown = documents.find(uri.get()).isPresent();
        if (understood) {
            documents.change(uri.get(), version(params), changes);
        } else {
            documents.drift(uri.get());
        }
        if (!pushes()) {
            return;
        }
        if (documents.find(uri.get()).isPresent()) {
            publisher.changed(uri.get());
        } else if (wasKnown) {
            publisher.clear(uri.get());
        }
    }

    private void closed(JsonObject params) {
        uri(params).ifPresent(uri -> {
            documents.close(uri);
            if (pushes()) {
                publisher.clear(uri);
            }
        });
    }

    private void configured(JsonObject params) {
        Optional<JsonElement> section = Json.at(params, "settings", SECTION);
        if (section.isPresent()) {
            workspace.prefer(section.get());
            diagnoseAll();
        } else {
            askForSettings();
        }
    }

    private void askForSettings() {
        if (!workspace.client().givesConfiguration()) {
            return;
        }
        JsonObject item = new JsonObject();
        item.addProperty("section", SECTION);
        JsonArray items = new JsonArray();
        items.add(item);
        JsonObject params = new JsonObject();
        params.add("items", items);
        CompletableFuture<?> unused = connection
                .request("workspace/configuration", params)
                .thenAccept(answer -> {
                    if (answer instanceof JsonArray sections && !sections.isEmpty()) {
                        workspace.prefer(sections.get(0));
                        diagnoseAll();
                    }
                });
    }

    private void filesChanged() {
        workspace.forgetFiles();
        diagnoseAll();
    }

    private void foldersChanged(JsonObject params) {
        workspace.change(uris(params, "removed"), uris(params, "added"));
        diagnoseAll();
    }

    private static List<String> uris(JsonObject params, String which) {
        return Json.list(params, "event", which).stream()
                .flatMap(folder -> Json.text(folder, "uri").stream())
                .toList();
    }

    /** What findings depend on beside the texts has changed. */
    private void diagnoseAll() {
        if (pushes()) {
            documents.all().forEach(document -> publisher.changed(document.uri()));
        } else if (workspace.client().refreshesDiagnostics()) {
            CompletableFuture<?> unused = connection.request("workspace/diagnostic/refresh", null);
        }
    }

    /** Whether the client is told findings; else it asks for them. */
    private boolean pushes() {
        return !workspace.client().pullsDiagnostics();
    }

    private static Optional<String> uri(JsonObject params) {
        return Json.text(params, "textDocument", "uri");
    }

    private static OptionalInt version(JsonObject params) {
        return Json.number(params, "textDocument", "version")
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }
}
