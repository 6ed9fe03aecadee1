package m365ls.lsp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import m365ls.feature.Snapshot;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;

/**
 * Tells the client the findings in open documents: a moment after the last change, of the newest text, and never of one
 * that has changed or was closed meanwhile.
 */
final class Publisher {

    /** Long enough that fast typing is not interrupted by marks in half a word. In milliseconds. */
    private static final long PAUSE = 200;

    private final Documents documents;
    private final Workspace workspace;
    private final Requests requests;
    private final Client client;
    private final ScheduledExecutorService timer;
    private final LongWork longWork;
    private final Trouble trouble;
    private final Map<String, Future<?>> due = new ConcurrentHashMap<>();
    private final Object lock = new Object();

    Publisher(
            Documents documents,
            Workspace workspace,
            Requests requests,
            Client client,
            ScheduledExecutorService timer,
            LongWork longWork,
            Trouble trouble) {
        this.documents = documents;
        this.workspace = workspace;
        this.requests = requests;
        this.client = client;
        this.timer = timer;
        this.longWork = longWork;
        this.trouble = trouble;
    }

    /** The document was opened: its findings are told at once. */
    void opened(String uri) {
        schedule(uri, 0);
    }

    /** The document, or what its findings depend on, has changed. */
    void changed(String uri) {
        schedule(uri, PAUSE);
    }

    /** There is nothing to be told about the document any more; the client forgets what it was told. */
    void clear(String uri) {
        cancel(uri);
        synchronized (lock) {
            client.notify("textDocument/publishDiagnostics", new PublishDiagnosticsParams(uri, List.of()));
        }
    }

    private void schedule(String uri, long delay) {
        cancel(uri);
        due.put(uri, timer.schedule(() -> begin(uri), delay, TimeUnit.MILLISECONDS));
    }

    private void cancel(String uri) {
        Future<?> old = due.remove(uri);
        if (old != null) {
            old.cancel(false);
        }
    }

    private void begin(String uri) {
        Optional<Document> document = documents.find(uri);
        if (document.isEmpty()) {
            return;
        }
        View view = workspace.view(document.get());
        longWork.watch(title(view.document()), requests.submit(() -> {
            publish(view);
            return true;
        }));
    }

    private void publish(View view) throws InterruptedException {
        Document document = view.document();
        if (!documents.isCurrent(document)) {
            return;
        }
        List<Diagnostic> diagnostics;
        try {
            diagnostics = of(view, view.snapshot(), () -> documents.isCurrent(document));
        } catch (CancellationException e) {
            // It has changed, or the user does not want to wait for it.
            return;
        } catch (ExecutionException e) {
            // There is no catalogue, of which the user has been told.
            return;
        } catch (RuntimeException | StackOverflowError e) {
            trouble.report("textDocument/publishDiagnostics", e);
            return;
        }
        PublishDiagnosticsParams params = new PublishDiagnosticsParams(document.uri(), diagnostics);
        if (view.client().diagnosticVersions() && document.version().isPresent()) {
            params.setVersion(document.version().getAsInt());
        }
        // Between the look and the telling nothing may be cleared.
        synchronized (lock) {
            if (documents.isCurrent(document)) {
                client.notify("textDocument/publishDiagnostics", params);
            }
        }
    }

    /** What the search for findings is called where the user sees it. */
    static String title(Document document) {
        return "Checking " + FileUri.name(document.uri());
    }

    /**
     * The findings of a document as diagnostics.
     *
     * @param wanted asked now and then whether they still are
     * @throws CancellationException if they are not, or the thread was interrupted
     */
    static List<Diagnostic> of(View view, Snapshot snapshot, BooleanSupplier wanted) {
        Convert convert = view.convert();
        Runnable between = () -> {
            if (Thread.currentThread().isInterrupted() || !wanted.getAsBoolean()) {
                throw new CancellationException();
            }
        };
        return view.document().findings(snapshot, between).stream()
                .map(finding -> convert.diagnostic(finding))
                .toList();
    }
}
