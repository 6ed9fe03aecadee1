package m365ls.lsp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;

/** The catalogue that counts. Another may take its place while the server runs. */
final class CurrentCatalog {

    private volatile CompletableFuture<Catalog> current;

    /** Begins to load {@code first}; nobody waits for it who does not need it. */
    CurrentCatalog(Supplier<Catalog> first, Executor executor) {
        this.current = CompletableFuture.supplyAsync(first, executor);
    }

    /** The catalogue that counts now, which may still be loading. */
    CompletableFuture<Catalog> now() {
        return current;
    }

    /** From now on {@code next} counts. */
    void switchTo(Catalog next) {
        current = CompletableFuture.completedFuture(next);
    }
}
