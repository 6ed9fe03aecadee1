package m365ls.lsp;

import com.google.gson.JsonObject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import m365ls.installation.Machine;
import m365ls.protocol.Methods;
import m365ls.run.History;
import m365ls.run.Journal;
import m365ls.run.LibraryMaker;

/** The client's requests to run commands. What answers them is made on a worker at the first one. */
final class RunRoutes implements AutoCloseable {

    /** Runs at a time; others wait. */
    private static final int RUNS = 8;

    private final Workspace workspace;
    private final Documents documents;
    private final Client client;
    private final Supplier<Machine> machine;
    private final SessionRoutes session;
    private final Supplier<LibraryMaker> libraries;
    private final LongWork longWork;
    private final Requests runs;
    private final Requests others;
    private Optional<Parts> parts = Optional.empty();

    private record Parts(RunAnswers answers, RunningSession session, Journal journal) {}

    RunRoutes(
            Workspace workspace,
            Documents documents,
            Client client,
            Outbox outbox,
            LongWork longWork,
            Supplier<Machine> machine,
            SessionRoutes session,
            Supplier<LibraryMaker> libraries) {
        this.workspace = workspace;
        this.documents = documents;
        this.client = client;
        this.machine = machine;
        this.session = session;
        this.libraries = libraries;
        this.longWork = longWork;
        this.runs = new Requests(outbox, "m365ls-run", RUNS);
        this.others = new Requests(outbox, "m365ls-results", 1);
    }

    /** Adds the requests to {@code routes}. */
    Routes in(Routes routes) {
        return routes.request(Methods.EXECUTE, JsonObject.class, this::execute)
                .request(
                        Methods.QUERY,
                        JsonObject.class,
                        params -> trusted(others, () -> answers().query(params)))
                .request(
                        Methods.HISTORY,
                        JsonObject.class,
                        params -> trusted(others, () -> answers().history(params)));
    }

    private CompletableFuture<?> execute(JsonObject params) {
        // The document as it is now, before a later change can replace it.
        Optional<View> view =
                Json.text(params, "document").flatMap(documents::find).map(workspace::view);
        CompletableFuture<?> run = trusted(runs, () -> answers().execute(params, view));
        longWork.watch("Running m365", params, run);
        return run;
    }

    private CompletableFuture<?> trusted(Requests workers, Callable<?> work) {
        if (!workspace.isTrusted()) {
            throw Trouble.failed("This workspace is not trusted, so nothing is run in it. Trust the workspace first.");
        }
        return workers.submit(() -> {
            try {
                return work.call();
            } catch (UncheckedIOException e) {
                throw Trouble.failed("Your sign-ins could not be read from or written to the disk.");
            }
        });
    }

    private RunAnswers answers() {
        return parts().answers();
    }

    /** What runs commands, for whoever else has some. */
    RunningSession session() {
        return parts().session();
    }

    private synchronized Parts parts() {
        if (parts.isEmpty()) {
            Machine here = machine.get();
            Journal journal = new Journal(here.data().resolve("journal"), Clock.systemUTC());
            History history = new History(here.data().resolve("history"));
            SessionAnswers sessionAnswers = session.answers();
            RunningSession running =
                    new RunningSession(workspace, client, here, sessionAnswers, libraries.get(), journal, history);
            parts = Optional.of(new Parts(
                    new RunAnswers(workspace, client, here, sessionAnswers.questions(), running, history),
                    running,
                    journal));
        }
        return parts.get();
    }

    /** Tells the user, in the background, which changes an earlier process has left without an outcome. */
    void tellLost() {
        others.executor().execute(this::lookForLost);
    }

    private void lookForLost() {
        List<Journal.Write> lost = new Journal(machine.get().data().resolve("journal"), Clock.systemUTC()).lost();
        for (Journal.Write write : lost) {
            JsonObject params = new JsonObject();
            params.addProperty("type", 2);
            params.addProperty(
                    "message",
                    "The server ended before the answer to a change came, so nobody knows whether it was done: "
                            + write.command() + ", " + write.method() + " " + write.address() + ", at "
                            + write.begun() + ".");
            client.notify("window/showMessage", params);
        }
    }

    @Override
    public synchronized void close() {
        parts.ifPresent(made -> {
            made.session().close();
            made.journal().close();
        });
    }
}
