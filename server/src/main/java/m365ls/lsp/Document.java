package m365ls.lsp;

import java.util.Optional;
import java.util.OptionalInt;
import m365ls.script.Dialect;
import m365ls.script.Script;

/**
 * One version of an open document. Immutable, but for remembering its parsed form: it is parsed once, by the worker that
 * needs it first.
 */
final class Document {

    private final String uri;
    private final String languageId;
    private final OptionalInt version;
    private final Dialect dialect;
    private final String text;
    private Optional<Script> parsed = Optional.empty();

    /** @param version as the client counts; empty if it does not */
    Document(String uri, String languageId, OptionalInt version, Dialect dialect, String text) {
        this.uri = uri;
        this.languageId = languageId;
        this.version = version;
        this.dialect = dialect;
        this.text = text;
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

    /** The text, parsed. Threads that ask while another parses wait for it. */
    synchronized Script script() {
        if (parsed.isEmpty()) {
            parsed = Optional.of(Script.parse(dialect, text));
        }
        return parsed.get();
    }
}
