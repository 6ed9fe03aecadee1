package m365ls.lsp;

import java.util.concurrent.CompletableFuture;
import m365ls.catalog.Catalog;

/** The catalogue that counts. Another may take its place while the server runs. */
final class CurrentCatalog {

    private volatile CompletableFuture<Catalog> current;

    /** @param first counts to begin with; nobody waits for it to be loaded who does not need it */
    CurrentCatalog(CompletableFuture<Catalog> first) {
        this.current = first;
    }

    /** The catalogue that counts now, which may still be loading. */
    CompletableFuture<Catalog> now() {
        return current;
    }

    /**
     * From now on {@code next} counts.
     *
     * @return whether another one did before
     */
    boolean switchTo(Catalog next) {
        CompletableFuture<Catalog> before = current;
        current = CompletableFuture.completedFuture(next);
        return before.isCompletedExceptionally() || !before.join().version().equals(next.version());
    }
}
