package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import m365ls.catalog.FormerNames;
import m365ls.installation.Wishes;

/** What surrounds the documents: folders, trust, settings, the catalogue. Changed by the reader thread only. */
final class Workspace {

    private final CurrentCatalog catalog;
    private final Supplier<FormerNames> former;
    private final FolderFiles files;
    private volatile Abilities client = Abilities.of(new JsonObject());
    private volatile List<Path> folders = List.of();
    private volatile boolean trusted;
    private volatile Preferences preferences = Preferences.NONE;

    Workspace(CurrentCatalog catalog, Supplier<FormerNames> former, FolderFiles files) {
        this.catalog = catalog;
        this.former = former;
        this.files = files;
    }

    /**
     * Takes what the initialize request says: what the client can do, the workspace's folders, and in {@code
     * initializationOptions} whether the user trusts the workspace ({@code trusted}) and the settings ({@code settings}).
     * A workspace of which nothing is said is not trusted.
     */
    void begin(JsonObject params) {
        client = Abilities.of(Json.at(params, "capabilities").orElseGet(JsonObject::new));
        List<String> uris = Json.list(params, "workspaceFolders").stream()
                .flatMap(folder -> Json.text(folder, "uri").stream())
                .toList();
        if (uris.isEmpty()) {
            uris = Json.text(params, "rootUri").stream().toList();
        }
        folders = uris.stream().flatMap(uri -> FileUri.path(uri).stream()).toList();
        trusted = Json.isTrue(params, "initializationOptions", "trusted");
        Json.at(params, "initializationOptions", "settings").ifPresent(this::prefer);
    }

    /** Folders are added and removed. */
    void change(List<String> removed, List<String> added) {
        List<Path> changed = new ArrayList<>(folders);
        removed.forEach(uri -> FileUri.path(uri).ifPresent(changed::remove));
        added.forEach(uri -> FileUri.path(uri).ifPresent(changed::add));
        folders = List.copyOf(changed);
    }

    /** The settings are now those in {@code section}, the object under {@code m365}. */
    void prefer(JsonElement section) {
        preferences = Preferences.read(section);
    }

    Preferences preferences() {
        return preferences;
    }

    /** What the client can do. */
    Abilities client() {
        return client;
    }

    /** Whether the user trusts it. */
    boolean isTrusted() {
        return trusted;
    }

    CurrentCatalog catalog() {
        return catalog;
    }

    /** Files beside scripts have changed. */
    void forgetFiles() {
        files.forget();
    }

    /**
     * What the user and the project say of versions: the project's file in the first folder. The result reads files.
     */
    Supplier<Switchover.Question> versions() {
        Wishes wishes = wishes();
        List<Path> first = folders.stream().limit(1).toList();
        return () -> new Switchover.Question(
                wishes, first.isEmpty() ? "" : files.in(first, false).project().cliVersion());
    }

    /** Which installation of the command line tool the user wants. */
    Wishes wishes() {
        return new Wishes(
                FileUri.plain(preferences.cliPath()),
                Optional.empty(),
                folders,
                preferences.trustedWorkspaces().stream()
                        .flatMap(folder -> FileUri.plain(folder).stream())
                        .collect(Collectors.toSet()));
    }

    /** Its folders. */
    List<Path> folders() {
        return folders;
    }

    /** What an answer about {@code document} depends on, now. */
    View view(Document document) {
        return new View(document, client, catalog.now(), former, preferences, foldersOf(document), trusted, files);
    }

    private List<Path> foldersOf(Document document) {
        Optional<Path> own = FileUri.path(document.uri()).map(Path::getParent);
        if (own.isEmpty()) {
            return List.of();
        }
        List<Path> all = new ArrayList<>();
        all.add(own.get());
        folders.stream()
                .filter(folder -> own.get().startsWith(folder) && !folder.equals(own.get()))
                .forEach(all::add);
        return all;
    }
}
