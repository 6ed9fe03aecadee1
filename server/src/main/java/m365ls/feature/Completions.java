package m365ls.feature;

import java.util.List;
import java.util.Optional;
import m365ls.catalog.Catalog;

/** What can be written at a place. */
public final class Completions {

    private Completions() {}

    /** What can be written at {@code offset}; nothing outside of calls of {@code m365}. */
    public static List<Suggestion> at(Snapshot snapshot, int offset) {
        return List.of();
    }

    /** Markdown about a suggestion, from its {@link Suggestion#key()}. */
    public static Optional<String> explain(Catalog catalog, String key) {
        return Optional.empty();
    }
}
