package m365ls.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.feature.ContextFile;
import m365ls.feature.Settings;
import m365ls.feature.Snapshot;

/**
 * All that an answer about a document depends on, as it is when the request is read. Taken on the reader thread, where
 * nothing is parsed and no file is read; {@link #snapshot} does that on a worker.
 *
 * @param document its version of that moment
 * @param client what the client can do
 * @param catalog the catalogue that counts, which may still be loading
 * @param former makes the former names
 * @param preferences the user's settings
 * @param folders the document's own and its workspace's; empty if it is no file
 * @param trusted whether the workspace is
 * @param files reads the files in the folders
 */
record View(
        Document document,
        Abilities client,
        CompletableFuture<Catalog> catalog,
        Supplier<FormerNames> former,
        Preferences preferences,
        List<Path> folders,
        boolean trusted,
        FolderFiles files) {

    View {
        folders = List.copyOf(folders);
    }

    /** Makes the protocol's types of answers about the document. */
    Convert convert() {
        return new Convert(client, columns());
    }

    /** The places of the document as the client counts them. */
    Columns columns() {
        return new Columns(client.encoding(), document.lines());
    }

    /**
     * What the features look at. Waits for the catalogue, reads files, parses.
     *
     * @throws InterruptedException if the request is cancelled meanwhile
     * @throws ExecutionException if the catalogue cannot be loaded
     */
    Snapshot snapshot() throws InterruptedException, ExecutionException {
        Catalog loaded = catalog.get();
        Settings settings = preferences.settings();
        ContextFile context = ContextFile.NONE;
        if (!folders.isEmpty()) {
            FolderFiles.Answer answer = files.in(folders, trusted);
            settings = preferences.with(answer.project());
            context = answer.context();
        }
        return new Snapshot(document.script(), loaded, former.get(), settings, context);
    }
}
