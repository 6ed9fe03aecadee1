package m365ls.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import m365ls.script.Dialect;
import m365ls.script.Dialects;

/**
 * The open documents. Only the reader thread changes them; any thread may look.
 *
 * <p>A document has <em>drifted</em> when a change came that cannot have been made on the text as it is known here: then
 * client and server no longer speak of the same text. It is as if it were not open, until its whole text comes. So is one
 * that is <em>too large</em>.
 */
final class Documents {

    /** Longest text that is looked at, in UTF-16 units: about 100,000 lines. What is found in a text takes far more memory. */
    static final int LARGEST = 4 << 20;

    private final Map<String, Entry> open = new ConcurrentHashMap<>();

    /**
     * @param document its last version
     * @param drifted whether that is not what the client has
     */
    private record Entry(Document document, boolean drifted) {}

    /** The newest version of a document; empty if it is not open, has drifted, or is written in no known language. */
    Optional<Document> find(String uri) {
        Entry entry = open.get(uri);
        return entry == null || entry.drifted() ? Optional.empty() : Optional.of(entry.document());
    }

    /** All that {@link #find} would find. */
    List<Document> all() {
        List<Document> all = new ArrayList<>();
        open.values().stream().filter(e -> !e.drifted()).forEach(e -> all.add(e.document()));
        return all;
    }

    /** Whether {@code document} is what the client has now. */
    boolean isCurrent(Document document) {
        Entry entry = open.get(document.uri());
        return entry != null && !entry.drifted() && entry.document() == document;
    }

    /** A document is opened, or opened anew. */
    void open(String uri, String languageId, OptionalInt version, String text) {
        Optional<Dialect> dialect = Dialects.ofLanguage(languageId)
                .or(() -> Dialects.ofName(FileUri.name(uri)))
                .or(() -> Dialects.ofFirstLine(text));
        if (dialect.isPresent()) {
            boolean tooLarge = text.length() > LARGEST;
            open.put(
                    uri,
                    new Entry(new Document(uri, languageId, version, dialect.get(), tooLarge ? "" : text), tooLarge));
        } else {
            open.remove(uri);
        }
    }

    /**
     * A document changes: each change applies to the text that the one before it left.
     *
     * @param version after the changes. One that is older than what is known makes the document drift, or, where the whole
     *     text came, is passed over: the newer text is here already.
     * @param encoding what the client counts columns in
     */
    void change(String uri, OptionalInt version, List<Change> changes, PositionEncoding encoding) {
        Entry entry = open.get(uri);
        if (entry == null) {
            return;
        }
        Document old = entry.document();
        boolean outdated = version.isPresent()
                && old.version().isPresent()
                && version.getAsInt() < old.version().getAsInt();
        int lastWhole = lastWhole(changes);
        if (outdated && lastWhole >= 0) {
            return;
        }
        if (outdated || (entry.drifted() && lastWhole < 0)) {
            open.put(uri, new Entry(old, true));
            return;
        }
        OptionalInt known = version.isPresent() ? version : old.version();
        int length = old.text().length();
        Document changed = changes.isEmpty()
                ? old.after(known, new Change.Edited(old.text(), old.lines(), length, length, length))
                : old;
        // What the whole text replaces need not be looked at.
        for (Change change : changes.subList(Math.max(0, lastWhole), changes.size())) {
            Optional<Change.Edited> edited = change.apply(changed.lines(), encoding);
            if (edited.isEmpty()) {
                open.put(uri, new Entry(old, true));
                return;
            }
            if (edited.get().text().length() > LARGEST) {
                open.put(uri, new Entry(new Document(uri, old.languageId(), known, old.dialect(), ""), true));
                return;
            }
            changed = changed.after(known, edited.get());
        }
        open.put(uri, new Entry(changed, false));
    }

    private static int lastWhole(List<Change> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            if (changes.get(i) instanceof Change.Whole) {
                return i;
            }
        }
        return -1;
    }

    /** Something came for a document that cannot be understood. */
    void drift(String uri) {
        open.computeIfPresent(uri, (u, entry) -> new Entry(entry.document(), true));
    }

    /** A document is closed. */
    void close(String uri) {
        open.remove(uri);
    }
}
