package m365ls.lsp;

import java.util.Optional;
import java.util.OptionalInt;
import m365ls.script.Dialect;
import m365ls.script.Script;
import m365ls.text.Lines;

/**
 * One version of an open document. Immutable, but for remembering its parsed form: it is parsed once, by the worker that
 * needs it first, and from the parsed form of an earlier version where there is one.
 */
final class Document {

    private final String uri;
    private final String languageId;
    private final OptionalInt version;
    private final Dialect dialect;
    private final String text;
    private final Lines lines;
    /** What is known of an earlier version; let go once this one is parsed. */
    private volatile Optional<Basis> basis;

    private volatile Optional<Script> parsed = Optional.empty();

    /** An earlier version, and where this one differs from it. */
    private record Basis(Script script, int start, int oldEnd, int newEnd) {

        /** The same after a further change. */
        Basis then(Change.Edited next) {
            // In offsets of the text between the two changes.
            int end = Math.max(newEnd, next.oldEnd());
            return new Basis(
                    script,
                    Math.min(start, next.start()),
                    end - (newEnd - oldEnd),
                    end + (next.newEnd() - next.oldEnd()));
        }
    }

    private Document(
            String uri,
            String languageId,
            OptionalInt version,
            Dialect dialect,
            String text,
            Lines lines,
            Optional<Basis> basis) {
        this.uri = uri;
        this.languageId = languageId;
        this.version = version;
        this.dialect = dialect;
        this.text = text;
        this.lines = lines;
        this.basis = basis;
    }

    /** @param version as the client counts; empty if it does not */
    Document(String uri, String languageId, OptionalInt version, Dialect dialect, String text) {
        this(uri, languageId, version, dialect, text, Lines.of(text), Optional.empty());
    }

    /** The next version of this document. */
    Document after(OptionalInt newVersion, Change.Edited edited) {
        Optional<Basis> known =
                parsed.map(script -> new Basis(script, edited.start(), edited.oldEnd(), edited.newEnd()));
        return new Document(
                uri,
                languageId,
                newVersion,
                dialect,
                edited.text(),
                edited.lines(),
                known.or(() -> basis.map(earlier -> earlier.then(edited))));
    }

    /** As the client writes it. */
    String uri() {
        return uri;
    }

    String languageId() {
        return languageId;
    }

    OptionalInt version() {
        return version;
    }

    Dialect dialect() {
        return dialect;
    }

    String text() {
        return text;
    }

    Lines lines() {
        return lines;
    }

    /** The text, parsed. Threads that ask while another parses wait for it. */
    synchronized Script script() {
        if (parsed.isEmpty()) {
            Script script = basis.map(earlier ->
                            earlier.script().after(text, lines, earlier.start(), earlier.oldEnd(), earlier.newEnd()))
                    .orElseGet(() -> Script.parse(dialect, text, lines));
            parsed = Optional.of(script);
            basis = Optional.empty();
        }
        return parsed.get();
    }
}
