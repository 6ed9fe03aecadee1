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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.installation.Machine;
import m365ls.log.Log;
import m365ls.project.ContextFiles;
import m365ls.project.ProjectFile;
import m365ls.protocol.CatalogChanged;
import m365ls.protocol.Methods;
import m365ls.run.LibraryMaker;

/**
 * The language server for one client: its parts, and how they learn what the client tells.
 *
 * <p>Everything here runs on the reader thread but where it says otherwise.
 */
public final class Server {

    /** What the settings are kept under. */
    private static final String SECTION = "m365";

    /** One more than is busy at a time with one user typing, so that a long validation does not hold up a completion. */
    private static final int WORKERS = 2;

    /** The choice of another version is not urgent, and the first answers are. In milliseconds. */
    private static final long AFTER_FIRST_ANSWERS = 500;

    /** Longest wait for what still works when the client has left, such as another process. In milliseconds. */
    private static final long CLOSING = 700;

    private final Supplier<String> version;
    private final IntConsumer end;
    private final Outbox outbox;
    private final Connection connection;
    private final ScheduledThreadPoolExecutor timer;
    private final Documents documents = new Documents();
    private final Relief relief;
    private final Workspace workspace;
    private final Switchover switchover;
    private final LongWork longWork;
    private final Publisher publisher;
    private final Answers answers;
    private final SessionRoutes session;
    private final RunRoutes runs;
    private final TerminalRoutes terminals;
    private boolean initialized;

    /**
     * What the server is given.
     *
     * @param version of the program
     * @param catalog loads the built-in catalogue; called once, on a worker, when the server is made
     * @param former makes the former names; called on workers
     * @param machine where to look for other versions of the command line tool, and where sign-ins are kept; called in the
     *     background
     * @param secretsKey under which the client passes secrets; empty if it passes none
     * @param libraries makes what runs commands; called when the first one is run
     */
    public record Parts(
            Supplier<String> version,
            Supplier<CatalogFile> catalog,
            Supplier<FormerNames> former,
            Supplier<Machine> machine,
            Optional<SecretsKey> secretsKey,
            Supplier<LibraryMaker> libraries) {}

    /**
     * @param out where messages are written
     * @param end ends the process with an exit code; called on any thread when the client is gone
     */
    public Server(Parts parts, OutputStream out, IntConsumer end) {
        Log log = new Log("m365ls.lsp");
        this.version = parts.version();
        this.end = end;
        this.outbox = new Outbox(out, this::abort);
        this.connection = new Connection(outbox, log);
        Trouble trouble = new Trouble(log);
        Requests requests = new Requests(outbox, "m365ls-worker", WORKERS);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "m365ls-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        this.relief = new Relief(timer);
        CompletableFuture<CatalogFile> builtIn = CompletableFuture.supplyAsync(parts.catalog(), requests.executor());
        CurrentCatalog catalog = new CurrentCatalog(builtIn.thenApply(CatalogFile::catalog));
        this.workspace = new Workspace(catalog, parts.former(), new FolderFiles(log));
        this.switchover = new Switchover(builtIn, parts.machine(), trouble);
        this.longWork = new LongWork(connection, workspace::client, timer);
        this.publisher = new Publisher(documents, workspace, requests, connection, timer, longWork, trouble);
        this.answers = new Answers(documents, workspace, requests, longWork);
        this.session = new SessionRoutes(workspace, connection, outbox, longWork, parts.machine(), parts.secretsKey());
        this.runs = new RunRoutes(
                workspace, documents, connection, outbox, longWork, parts.machine(), session, parts.libraries());
        this.terminals =
                new TerminalRoutes(workspace, connection, outbox, parts.machine(), parts.secretsKey(), session, runs);
    }

    /**
     * Serves the client on the calling thread, which becomes the reader thread.
     *
     * @param in its messages
     * @return the exit code: 0 if the client shut the server down before it left, else 1
     */
    public int serve(InputStream in) {
        outbox.start();
        try {
            return connection.serve(in, terminals.in(runs.in(session.in(answers.in(routes())))), relief::soon);
        } finally {
            close();
        }
    }

    /** Has all end that still works for the client, and what is written to it be written: neither holds up the other. */
    private void close() {
        Thread closing = new Thread(
                () -> {
                    try (session;
                            runs;
                            terminals) {
                        // Closed one after the other.
                    }
                },
                "m365ls-closing");
        closing.setDaemon(true);
        closing.start();
        outbox.close();
        try {
            closing.join(CLOSING);
        } catch (InterruptedException e) {
            // The process is about to end: what has not ended by itself ends with it.
            Thread.currentThread().interrupt();
        }
    }

    /** The client is gone. On any thread. */
    private void abort() {
        end.accept(connection.exitCode());
    }

    /** Names of the requests and notifications of the client that are answered or taken. */
    Set<String> methods() {
        return terminals.in(runs.in(session.in(answers.in(routes())))).types().keySet();
    }

    private Routes routes() {
        return new Routes()
                .request("initialize", JsonObject.class, this::initialize)
                .request("shutdown", () -> CompletableFuture.completedFuture(Optional.empty()))
                .notification("initialized", this::initialized)
                .notification("window/workDoneProgress/cancel", JsonObject.class, longWork::cancel)
                .notification("textDocument/didOpen", JsonObject.class, this::opened)
                .notification("textDocument/didChange", JsonObject.class, this::changed)
                .notification("textDocument/didClose", JsonObject.class, this::closed)
                .notification("workspace/didChangeConfiguration", JsonObject.class, this::configured)
                .notification("workspace/didChangeWatchedFiles", this::filesChanged)
                .notification("workspace/didChangeWorkspaceFolders", JsonObject.class, this::foldersChanged);
    }

    private CompletableFuture<?> initialize(JsonObject params) {
        workspace.begin(params);
        Json.number(params, "processId").ifPresent(id -> ParentWatch.start(id, timer, this::abort));
        return CompletableFuture.completedFuture(Offer.to(workspace.client(), version.get()));
    }

    private void initialized() {
        if (initialized) {
            return;
        }
        initialized = true;
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
        Future<?> unusedAlso = timer.schedule(runs::tellLost, AFTER_FIRST_ANSWERS, TimeUnit.MILLISECONDS);
        Future<?> unusedToo = timer.schedule(this::chooseCatalog, AFTER_FIRST_ANSWERS, TimeUnit.MILLISECONDS);
        CompletableFuture<?> unused = workspace.catalog().now().whenComplete((loaded, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause();
                show(
                        1,
                        "The catalogue of commands cannot be loaded. "
                                + (cause == null ? failure : cause).getMessage());
            }
        });
    }

    /** Shows the user a message: 1 is an error, 3 an information. On any thread. */
    private void show(int type, String message) {
        JsonObject params = new JsonObject();
        params.addProperty("type", type);
        params.addProperty("message", message);
        connection.notify("window/showMessage", params);
    }

    /** Finds out, in the background, which version's commands count. On any thread. */
    private void chooseCatalog() {
        switchover.decide(workspace.versions(), new Switchover.Listener() {
            @Override
            public void use(Catalog catalog) {
                if (workspace.catalog().switchTo(catalog)) {
                    if (workspace.client().catalogChanges()) {
                        connection.notify(Methods.CATALOG_CHANGED, new CatalogChanged(catalog.version()));
                    }
                    diagnoseAll();
                    showAnew();
                }
            }

            @Override
            public void makes(String what, CompletableFuture<?> making) {
                longWork.watch(what, making);
            }

            @Override
            public void tell(String message) {
                show(3, message);
            }
        });
    }

    private void opened(JsonObject params) {
        Optional<String> uri = uri(params);
        Optional<String> text = Json.text(params, "textDocument", "text");
        if (uri.isPresent() && text.isPresent()) {
            String language = Json.text(params, "textDocument", "languageId").orElse("");
            documents.open(uri.get(), language, version(params), text.get());
            if (text.get().length() > Documents.LARGEST) {
                show(
                        3,
                        FileUri.name(uri.get()) + " is not looked at: it has more than " + Documents.LARGEST
                                + " characters.");
            }
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
            documents.change(
                    uri.get(), version(params), changes, workspace.client().encoding());
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
            relief.soon();
            if (pushes()) {
                publisher.clear(uri);
            }
        });
    }

    private void configured(JsonObject params) {
        Optional<JsonElement> section = Json.at(params, "settings", SECTION);
        if (section.isPresent()) {
            prefer(section.get());
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
                        showAnew();
                    }
                });
    }

    private void prefer(JsonElement section) {
        Preferences before = workspace.preferences();
        workspace.prefer(section);
        if (!workspace.preferences().equals(before)) {
            chooseCatalog();
            diagnoseAll();
            showAnew();
        }
    }

    private void filesChanged() {
        workspace.forgetFiles();
        chooseCatalog();
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

    /** What findings depend on beside the texts has changed. On any thread. */
    private void diagnoseAll() {
        if (pushes()) {
            documents.all().forEach(document -> publisher.changed(document.uri()));
        } else if (workspace.client().refreshesDiagnostics()) {
            CompletableFuture<?> unused = connection.request("workspace/diagnostic/refresh", null);
        }
    }

    /** What lenses and colours depend on beside the texts has changed. On any thread. */
    private void showAnew() {
        if (workspace.client().refreshesLenses()
                && !workspace.client().commands().isEmpty()) {
            CompletableFuture<?> unused = connection.request("workspace/codeLens/refresh", null);
        }
        if (workspace.client().semanticTokens() && workspace.client().refreshesTokens()) {
            CompletableFuture<?> unused = connection.request("workspace/semanticTokens/refresh", null);
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
