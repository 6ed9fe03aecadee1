package m365ls.lsp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import m365ls.feature.Finding;
import m365ls.feature.Findings;
import m365ls.feature.KnownFindings;
import m365ls.feature.Snapshot;
import m365ls.script.Dialect;
import m365ls.script.Script;
import m365ls.text.Lines;

/**
 * One version of an open document. Immutable, but for remembering its parsed form and what the rules said of it: it
 * is parsed once, by the worker that needs it first, and from the parsed form of an earlier version where there is one.
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

    /** What the rules said of this version, or else of the latest one before it that they have looked at. */
    private volatile KnownFindings known;

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
            Optional<Basis> basis,
            KnownFindings known) {
        this.uri = uri;
        this.languageId = languageId;
        this.version = version;
        this.dialect = dialect;
        this.text = text;
        this.lines = lines;
        this.basis = basis;
        this.known = known;
    }

    /** @param version as the client counts; empty if it does not */
    Document(String uri, String languageId, OptionalInt version, Dialect dialect, String text) {
        this(uri, languageId, version, dialect, text, Lines.of(text), Optional.empty(), KnownFindings.NONE);
    }

    /** The next version of this document. */
    Document after(OptionalInt newVersion, Change.Edited edited) {
        Optional<Basis> earliest =
                parsed.map(script -> new Basis(script, edited.start(), edited.oldEnd(), edited.newEnd()));
        return new Document(
                uri,
                languageId,
                newVersion,
                dialect,
                edited.text(),
                edited.lines(),
                earliest.or(() -> basis.map(earlier -> earlier.then(edited))),
                known);
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

    /**
     * What the rules have to say of {@code snapshot}, which is one of this document.
     *
     * @param between called now and then; what it throws ends the search
     */
    List<Finding> findings(Snapshot snapshot, Runnable between) {
        Findings.Look look = Findings.of(snapshot, known, between);
        known = look.known();
        return look.findings();
    }
}
