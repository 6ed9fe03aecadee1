package m365ls.lsp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.installation.CatalogChoice;
import m365ls.installation.CatalogChooser;
import m365ls.installation.CatalogMaker;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;

/**
 * Finds out, in the background, which version of the command line tool counts, has its catalogue made if that was not done
 * before, and lets it take over.
 */
final class Switchover {

    private final CompletableFuture<CatalogFile> builtIn;
    private final Supplier<Machine> machine;
    private final Trouble trouble;
    private final ThreadPoolExecutor background;
    private Future<?> last = CompletableFuture.completedFuture(true);

    /** @param builtIn the catalogue of this program, which may still be loading */
    Switchover(CompletableFuture<CatalogFile> builtIn, Supplier<Machine> machine, Trouble trouble) {
        this.builtIn = builtIn;
        this.machine = machine;
        this.trouble = trouble;
        this.background = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "m365ls-catalogue");
            thread.setDaemon(true);
            return thread;
        });
        background.allowCoreThreadTimeOut(true);
    }

    /** What is told of the decision, on a thread of this class. */
    interface Listener {

        /** The commands of {@code catalog} count from now on. */
        void use(Catalog catalog);

        /** A catalogue is being made; cancelling {@code making} ends that. */
        void makes(String what, CompletableFuture<?> making);

        /** The user should know. */
        void tell(String message);
    }

    /** What the user and the project say of versions. The project's word comes first; it may be empty. */
    record Question(Wishes wishes, String projectVersion) {}

    /**
     * Begins to decide; ends an earlier decision that is not made yet, and the process that makes its catalogue.
     *
     * @param question asked in the background, since the answer may depend on files
     */
    synchronized void decide(Supplier<Question> question, Listener listener) {
        last.cancel(true);
        last = background.submit(() -> {
            try {
                decideNow(question.get(), builtIn.get(), listener);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                trouble.report("The choice of a catalogue", e);
            }
        });
    }

    private void decideNow(Question question, CatalogFile file, Listener listener) throws InterruptedException {
        CatalogChooser chooser = new CatalogChooser(file, machine.get());
        CatalogChoice choice = question.projectVersion().isEmpty()
                ? chooser.decide(question.wishes())
                : chooser.forVersion(question.projectVersion(), question.wishes());
        if (choice instanceof CatalogChoice.Ready ready) {
            listener.use(ready.catalog());
        } else if (choice instanceof CatalogChoice.ToMake missing) {
            CatalogMaker.Result result =
                    make(new CatalogMaker(file, machine.get(), question.wishes()), missing, listener);
            if (result instanceof CatalogMaker.Result.Made made) {
                listener.use(made.catalog());
                listener.tell(made.message());
            } else if (result instanceof CatalogMaker.Result.Failed failed) {
                listener.use(file.catalog());
                listener.tell(failed.message());
            }
        } else if (choice instanceof CatalogChoice.Missing missing) {
            listener.use(file.catalog());
            listener.tell(missing.message());
        } else if (choice instanceof CatalogChoice.BuiltIn own) {
            listener.use(file.catalog());
            if (own.notable()) {
                listener.tell(own.message());
            }
        } else {
            throw new AssertionError(choice);
        }
    }

    private static CatalogMaker.Result make(CatalogMaker maker, CatalogChoice.ToMake missing, Listener listener)
            throws InterruptedException {
        Thread maybeInterrupted = Thread.currentThread();
        CompletableFuture<Boolean> making = new CompletableFuture<>();
        CompletableFuture<?> unused = making.exceptionally(cancelled -> {
            maybeInterrupted.interrupt();
            return false;
        });
        listener.makes(
                "Reading the commands of CLI for Microsoft 365 "
                        + missing.installation().version(),
                making);
        try {
            return maker.make(missing.installation());
        } finally {
            making.complete(true);
        }
    }
}
