package m365ls.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import m365ls.text.Lines;
import m365ls.text.Span;

/**
 * One version of one open script, parsed. Immutable; parsing never fails.
 *
 * <p>It is kept as {@link Stretch stretches}, so that after an edit only the one or two around it are read again; what
 * calls there are and what their values are is worked out for a stretch when it is first asked for.
 */
public final class Script {

    /** Stretches end at the first place that allows it from this length on. In UTF-16 units. */
    private static final int LEAST = 2_048;

    /** How much text a dialect is first given to find a stretch in. In UTF-16 units. */
    private static final int WINDOW = 3_072;

    private final Dialect dialect;
    private final String text;
    private final Lines lines;
    private final List<Stretch> stretches;
    /** Where each begins, and the end of the text. */
    private final int[] starts;

    private final Constants constants;
    /** What each holds; what an earlier version has handed on counts once it is {@link #settled}. */
    private final List<Optional<Content>> contents;

    private final BitSet settled = new BitSet();
    private Optional<List<Invocation>> invocations = Optional.empty();
    private Optional<List<Section>> sections = Optional.empty();
    private Optional<List<Comment>> comments = Optional.empty();

    private Script(
            Dialect dialect, String text, Lines lines, List<Stretch> stretches, List<Optional<Content>> contents) {
        this.dialect = dialect;
        this.text = text;
        this.lines = lines;
        this.stretches = stretches;
        this.starts = new int[stretches.size() + 1];
        for (int i = 0; i < stretches.size(); i++) {
            starts[i + 1] = starts[i] + stretches.get(i).length();
        }
        this.constants = new Constants(text, stretches, starts, dialect.predefined());
        this.contents = contents;
    }

    /** Parses {@code text}. */
    public static Script parse(Dialect dialect, String text) {
        return parse(dialect, text, Lines.of(text));
    }

    /** Parses {@code text}, whose lines are known already. */
    public static Script parse(Dialect dialect, String text, Lines lines) {
        List<Stretch> stretches = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            Stretch next = read(dialect, text, at, offset -> offset >= LEAST);
            stretches.add(next);
            at += next.length();
        }
        return new Script(dialect, text, lines, stretches, nothingKnown(stretches.size()));
    }

    private static List<Optional<Content>> nothingKnown(int stretches) {
        return new ArrayList<>(Collections.nCopies(stretches, Optional.empty()));
    }

    /**
     * The script after one place of it was edited: the same as if it were parsed anew, but only what is around the place
     * is read.
     *
     * @param edited the text afterwards
     * @param editedLines its lines
     * @param start offset of what is replaced
     * @param oldEnd offset behind it
     * @param newEnd offset behind what stands there afterwards
     */
    public synchronized Script after(String edited, Lines editedLines, int start, int oldEnd, int newEnd) {
        int first = 0;
        while (first < stretches.size() && starts[first] + reach(stretches.get(first)) < start) {
            first++;
        }
        List<Stretch> result = new ArrayList<>(stretches.subList(0, first));
        List<Optional<Content>> handedOn = new ArrayList<>();
        handOn(0, first, handedOn);
        int shift = newEnd - oldEnd;
        int at = starts[first];
        while (at < edited.length()) {
            int from = at;
            Stretch next = read(
                    dialect,
                    edited,
                    at,
                    offset -> offset >= LEAST || (from + offset >= newEnd && oldStart(from + offset - shift) >= 0));
            result.add(next);
            handedOn.add(Optional.empty());
            at += next.length();
            int old = at >= newEnd ? oldStart(at - shift) : -1;
            if (old >= 0) {
                // From here on the text, and that a statement begins, is as it was.
                result.addAll(stretches.subList(old, stretches.size()));
                handOn(old, stretches.size(), handedOn);
                break;
            }
        }
        return new Script(dialect, edited, editedLines, result, handedOn);
    }

    /** Only of what was read anything is known. */
    private void handOn(int from, int to, List<Optional<Content>> handedOn) {
        for (Optional<Content> content : contents.subList(from, to)) {
            handedOn.add(content.filter(Content::isRead));
        }
    }

    /** How many stretches it is kept as. */
    int stretches() {
        return stretches.size();
    }

    private static int reach(Stretch stretch) {
        return Math.max(stretch.length(), stretch.looked());
    }

    /** The stretch that begins at {@code offset}; negative if none does. */
    private int oldStart(int offset) {
        return Arrays.binarySearch(starts, 0, stretches.size(), offset);
    }

    /** Reads a stretch from {@code from} on, giving the dialect no more text than it needs. */
    private static Stretch read(Dialect dialect, String text, int from, IntPredicate mayEnd) {
        for (long size = WINDOW; ; size *= 4) {
            int to = (int) Math.min(text.length(), from + size);
            Stretch read = dialect.read(text.substring(from, to), from == 0, mayEnd);
            // What came of the end of a window, which is none of the text, does not count.
            if (to == text.length() || read.looked() < to - from) {
                return read;
            }
        }
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
    public synchronized List<Invocation> invocations() {
        if (invocations.isEmpty()) {
            constants.prepare();
            List<Invocation> all = new ArrayList<>();
            for (int i = 0; i < stretches.size(); i++) {
                all.addAll(in(i));
            }
            invocations = Optional.of(List.copyOf(all));
        }
        return invocations.get();
    }

    /** The comments, in order. */
    public synchronized List<Comment> comments() {
        if (comments.isEmpty()) {
            List<Comment> all = new ArrayList<>();
            for (int i = 0; i < stretches.size(); i++) {
                for (Comment comment : stretches.get(i).comments()) {
                    all.add(new Comment(comment.span().shifted(starts[i]), comment.text()));
                }
            }
            comments = Optional.of(List.copyOf(all));
        }
        return comments.get();
    }

    /** The innermost call that a cursor at {@code offset} belongs to. */
    public Optional<Invocation> invocationAt(int offset) {
        int stretch = Arrays.binarySearch(starts, offset);
        stretch = Math.min(stretch < 0 ? -stretch - 2 : stretch, stretches.size() - 1);
        if (stretch < 0) {
            return Optional.empty();
        }
        Optional<Invocation> at = invocationAt(offset, stretch);
        // A cursor between two stretches touches both.
        return at.isEmpty() && stretch > 0 && starts[stretch] == offset ? invocationAt(offset, stretch - 1) : at;
    }

    private synchronized Optional<Invocation> invocationAt(int offset, int stretch) {
        List<Invocation> all = in(stretch);
        // Calls nest: the nearest one that starts before the place and reaches it is the innermost.
        for (int i = all.size() - 1; i >= 0; i--) {
            Span reach = all.get(i).reach();
            if (reach.start() <= offset && reach.touches(offset)) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /** Its parts, in order. */
    public synchronized List<Section> sections() {
        if (sections.isEmpty()) {
            constants.prepare();
            List<Section> all = new ArrayList<>(stretches.size());
            for (int i = 0; i < stretches.size(); i++) {
                all.add(new Section(i, new Span(starts[i], starts[i + 1]), content(i)));
            }
            sections = Optional.of(List.copyOf(all));
        }
        return sections.get();
    }

    /** The calls in {@code section}, one of this script's, in the order of their starts. */
    public synchronized List<Invocation> invocations(Section section) {
        return in(section.index());
    }

    /** The calls of a stretch. They are read each time, which is faster than to keep them all. */
    private List<Invocation> in(int stretch) {
        Values values = constants.in(stretch);
        List<Invocation> calls = new ArrayList<>();
        for (Stretch.Reading reading : stretches.get(stretch).calls()) {
            reading.finish(values, starts[stretch]).ifPresent(calls::add);
        }
        Content content = content(stretch);
        if (!content.isRead()) {
            content.read(values.asked(), constants.splitsAsUsual());
        }
        return calls;
    }

    private Content content(int stretch) {
        if (!settled.get(stretch)) {
            boolean holds = contents.get(stretch)
                    .filter(earlier -> earlier.holds(constants, starts[stretch]))
                    .isPresent();
            if (!holds) {
                contents.set(stretch, Optional.of(new Content()));
            }
            settled.set(stretch);
        }
        return contents.get(stretch).orElseThrow();
    }
}
