package m365ls.script;

import java.util.List;
import java.util.Optional;
import m365ls.text.Lines;

/** One version of one open script, parsed. Immutable; parsing never fails. */
public final class Script {

    private final Dialect dialect;
    private final String text;
    private final Lines lines;
    private final Dialect.Scan scan;

    private Script(Dialect dialect, String text) {
        this.dialect = dialect;
        this.text = text;
        this.lines = Lines.of(text);
        this.scan = dialect.scan(text);
    }

    /** Parses {@code text}. */
    public static Script parse(Dialect dialect, String text) {
        return new Script(dialect, text);
    }

    public Dialect dialect() {
        return dialect;
    }

    public String text() {
        return text;
    }

    public Lines lines() {
        return lines;
    }

    /** The calls of {@code m365}, in the order of their starts. */
    public List<Invocation> invocations() {
        return scan.invocations();
    }

    public List<Comment> comments() {
        return scan.comments();
    }

    /** The innermost call that a cursor at {@code offset} belongs to. */
    public Optional<Invocation> invocationAt(int offset) {
        List<Invocation> all = scan.invocations();
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).reach().start() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Calls nest: the nearest one that starts before the place and reaches it is the innermost.
        for (int i = low - 1; i >= 0; i--) {
            if (all.get(i).reach().touches(offset)) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }
}
