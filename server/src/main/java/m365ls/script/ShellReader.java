package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import m365ls.script.ShellFrame.Kind;
import m365ls.script.ShellLevel.Assignee;
import m365ls.script.ShellLevel.Redirection;

/**
 * Where {@link ShellScanner} is in a script: the offset, what is open around it, and the pieces read so far. Reading on
 * is up to the classes that extend this one.
 */
abstract class ShellReader {

    /** Classes of units, as far as they matter outside of quotes. */
    static final byte ORDINARY = 0;

    static final byte BLANK = 1;
    static final byte NEWLINE = 2;
    static final byte OPERATOR = 3;
    static final byte SPECIAL = 4;

    /** Levels of nesting; bash itself gives up at fewer. */
    static final int DEEPEST = 100_000;

    static final byte[] CLASSES = classes();

    /** The whole script, to which the offsets of all that is found refer. */
    final String script;

    final ShellCommands commands;
    final PieceStack pieces;
    final List<ShellFrame> frames = new ArrayList<>();
    final List<ShellHereDocument> documents = new ArrayList<>();

    /** What is being read: the script, or a text between backticks with a layer of backslashes taken off. */
    ShellSource source;
    /** Its units. */
    char[] text;
    /** Index behind the last unit that may be read, which is the end of a here-document while in one. */
    int end;
    /** Index of the next unit. */
    int at;
    /** Index of the innermost frame. */
    int depth;
    /** The innermost frame. */
    ShellFrame top;
    /** How many units may still be looked at ahead of their turn. */
    long budget;
    /** See {@link #steps()}. */
    long steps;
    /** How far the text was looked at beyond what has been read. */
    int looked;

    ShellReader(String script, ShellCommands commands) {
        this.script = script;
        this.commands = commands;
        this.pieces = new PieceStack(script);
        this.source = ShellSource.of(script);
        this.text = source.text();
        this.end = text.length;
        this.budget = 8L * end + 1_000;
        this.top = new ShellFrame(new ShellLevel(true, false, false, new Assignee("")), source);
        frames.add(top);
    }

    /**
     * How many units have been looked at, those looked at again counted again: a measure of the time that a test can
     * rely on.
     */
    long steps() {
        return steps;
    }

    /** Takes note that what was read depends on the text up to {@code offset}. */
    void looked(int offset) {
        looked = Math.max(looked, Math.min(offset, end));
    }

    static byte[] classes() {
        byte[] classes = new byte[128];
        classes[' '] = BLANK;
        classes['\t'] = BLANK;
        classes['\n'] = NEWLINE;
        classes['\r'] = NEWLINE;
        for (char c : ";&|<>()".toCharArray()) {
            classes[c] = OPERATOR;
        }
        for (char c : "'\"`$\\#*?[]{~=".toCharArray()) {
            classes[c] = SPECIAL;
        }
        return classes;
    }

    /**
     * Opens something. Nothing is read below {@link #DEEPEST}, so that a text made to nest cannot take all memory:
     * what is open there then ends.
     */
    ShellFrame push(Kind kind, int open) {
        ShellFrame around = top;
        depth++;
        if (depth >= DEEPEST) {
            end = at;
        }
        if (depth == frames.size()) {
            frames.add(new ShellFrame(around.level, source));
        }
        top = frames.get(depth);
        top.reset(kind, open, around);
        return top;
    }

    void pop() {
        depth--;
        top = frames.get(depth);
    }

    /** Opens something that holds commands of its own and ends at a parenthesis or a backtick. */
    ShellFrame pushCommands(Kind kind, boolean captured, Assignee assignee) {
        ShellLevel around = top.level;
        boolean repeats = around.repeats || around.bodyNext;
        around.bodyNext = false;
        ShellFrame frame = push(kind, at);
        frame.level = new ShellLevel(false, repeats, captured, assignee);
        frame.parenthesis = depth;
        if (kind != Kind.SUBSHELL) {
            frame.documents = documents.size();
        }
        return frame;
    }

    /** Opens something whose text belongs to the word being read. */
    ShellFrame pushQuoted(Kind kind, boolean emits, int run) {
        boolean quoted = top.quoting == Quoting.DOUBLE;
        ShellFrame frame = push(kind, at);
        frame.emits = emits;
        frame.run = run;
        frame.quoting = kind == Kind.QUOTES || quoted ? Quoting.DOUBLE : Quoting.NONE;
        frame.pieceBase = pieces.size();
        return frame;
    }

    static boolean endsWord(char c) {
        return c < 128 && CLASSES[c] != ORDINARY && CLASSES[c] != SPECIAL;
    }

    /** Makes a piece of the text read since the last one. */
    void flush(ShellFrame frame, int upTo) {
        if (frame.emits && frame.run < upTo) {
            steps += upTo - frame.run;
            verbatim(frame.run, upTo, frame.quoting);
        }
        frame.run = upTo;
    }

    void verbatim(int from, int to, Quoting quoting) {
        if (source.isScript()) {
            pieces.verbatim(from, to, quoting);
            return;
        }
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || source.start(i) != source.start(i - 1) + 1) {
                pieces.verbatim(source.start(start), source.end(start, i), quoting);
                start = i;
            }
        }
    }

    /** Makes a piece of an empty pair of quotes, the second of which stands at {@code index}. */
    void empty(int index, Quoting quoting) {
        int offset = source.end(index - 1, index);
        pieces.verbatim(offset, offset, quoting);
    }

    /** Makes a piece of unknown value of what stands between the offsets, for the word or the quotes around it. */
    void emit(int from, int to, Expansion unquoted) {
        ShellFrame frame = top;
        boolean quoted = frame.quoting == Quoting.DOUBLE;
        Expansion expansion = quoted ? (unquoted == Expansion.SPLIT ? Expansion.ONE : unquoted) : noList(unquoted);
        if (frame.emits) {
            pieces.dynamic(source.start(from), source.end(from, to), frame.quoting, expansion);
        }
        frame.run = to;
        frame.spreads |= unquoted == Expansion.LIST;
    }

    static Expansion noList(Expansion unquoted) {
        return unquoted == Expansion.LIST ? Expansion.SPLIT : unquoted;
    }

    void emitVariable(int to, String name) {
        ShellFrame frame = top;
        boolean list = name.equals("@") || name.endsWith("[@]");
        boolean quoted = frame.quoting == Quoting.DOUBLE;
        boolean number = name.equals("#") || name.equals("?") || name.equals("$");
        Expansion expansion =
                quoted ? (list ? Expansion.LIST : Expansion.ONE) : number ? Expansion.ONE : Expansion.SPLIT;
        if (frame.emits) {
            pieces.variable(source.start(at), source.end(at, to), frame.quoting, name, expansion);
        }
        frame.run = to;
        frame.spreads |= list;
        at = to;
    }

    /** What comes next is not plain text of the word or quotes being read. */
    void interrupt(ShellFrame frame) {
        if (readsWords(frame)) {
            if (frame.wordStart < 0) {
                beginWord(frame);
            }
            frame.plain = false;
        }
        flush(frame, at);
    }

    static boolean readsWords(ShellFrame frame) {
        return frame.kind.compareTo(Kind.TEST) <= 0;
    }

    void beginWord(ShellFrame frame) {
        frame.wordStart = at;
        frame.run = at;
        frame.plain = true;
        frame.pieceBase = pieces.size();
        frame.named = false;
        frame.partly = false;
        frame.equals = -1;
        frame.braces = false;
        frame.bracket = -1;
        frame.jointEnd = -1;
        frame.list = false;
        frame.assigns = false;
        if (frame.holdsCommands()) {
            ShellLevel level = frame.level;
            if (level.redirection == Redirection.NONE) {
                frame.emits = ShellCommands.wantsPieces(level);
                frame.assigns = ShellCommands.wantsAssignments(level);
            } else {
                frame.emits = level.redirection != Redirection.TARGET;
            }
        } else {
            frame.emits = frame.kind == Kind.ARRAY;
        }
    }

    /** Where the first unit from here on is that counts within double quotes. */
    int quotedEnd() {
        char[] units = text;
        int limit = end;
        int i = at;
        while (i < limit) {
            char c = units[i];
            if (c == '"' || c == '$' || c == '`' || c == '\\') {
                return i;
            }
            i++;
        }
        return i;
    }

    /** Where the run of ordinary units that begins here ends. */
    int ordinaryEnd() {
        char[] units = text;
        int limit = end;
        int i = at + 1;
        while (i < limit && (units[i] >= 128 || CLASSES[units[i]] == ORDINARY)) {
            i++;
        }
        return i;
    }

    int skipBlanks(int from) {
        int i = from;
        while (i < end && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        steps += i - from;
        return i;
    }

    /** Number of units of the end of line at {@code index}; 0 if there is none. */
    int newlineLength(int index) {
        if (index >= end || (text[index] != '\n' && text[index] != '\r')) {
            return 0;
        }
        return text[index] == '\r' && index + 1 < end && text[index + 1] == '\n' ? 2 : 1;
    }

    /** Where the line ends that {@code from} is in. */
    int lineEnd(int from) {
        char[] units = text;
        int limit = end;
        int i = from;
        while (i < limit && units[i] != '\n' && units[i] != '\r') {
            i++;
        }
        return i;
    }

    boolean isName(int from, int to) {
        steps += to - from;
        for (int i = from; i < to; i++) {
            if (!ShellCommands.isNamePart(text[i], i == from)) {
                return false;
            }
        }
        return from < to;
    }
}
