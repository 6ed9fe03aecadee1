package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import m365ls.script.ShellCommands.Change;
import m365ls.script.ShellCommands.Terminator;
import m365ls.script.ShellFrame.Kind;
import m365ls.script.ShellLevel.Assignee;
import m365ls.script.ShellLevel.Redirection;
import m365ls.script.ShellLevel.Role;
import m365ls.script.ShellLevel.State;

/**
 * Reads a shell script once, from front to back: words, quotes, expansions, operators and here-documents, as bash does.
 *
 * <p>Whatever nests is a {@link ShellFrame} on a stack of its own, so no depth is too deep. The few looks ahead (for the
 * end of a here-document or of backticks, and for what {@code ((} opens) share a budget that is a multiple of the
 * script's length, so the time is linear; past the budget, which no script of use reaches, they find nothing.
 */
final class ShellScanner {

    /** How far is looked at most at what follows, where nothing else is said. */
    private static final int NEAR = 4;

    private static final byte ORDINARY = 0;
    private static final byte BLANK = 1;
    private static final byte NEWLINE = 2;
    private static final byte OPERATOR = 3;
    private static final byte SPECIAL = 4;

    private static final byte[] CLASSES = classes();

    private final String script;
    private final Assignments assignments;
    private final ShellCommands commands;
    private final PieceStack pieces;
    private final List<Comment> comments = new ArrayList<>();
    private final List<ShellFrame> frames = new ArrayList<>();
    private final List<HereDocument> documents = new ArrayList<>();
    private final ShellBraces braces;
    private final CurrentWord word;

    private ShellSource source;
    private char[] text;
    private int end;
    private int at;
    private int depth;
    private ShellFrame top;
    private long budget;
    /** How far the script was looked at beyond what has been read. */
    private int looked;

    /** A here-document whose text has not been reached. */
    private record HereDocument(String delimiter, boolean indented, boolean quoted) {}

    ShellScanner(String script) {
        this.script = script;
        this.assignments = new Assignments(ShellScanner::variable);
        this.commands = new ShellCommands(assignments);
        this.pieces = new PieceStack(script);
        this.source = ShellSource.of(script);
        this.text = source.text();
        this.end = text.length;
        this.budget = 8L * end + 1_000;
        this.top = new ShellFrame(new ShellLevel(true, false, false, new Assignee("")), source);
        frames.add(top);
        this.word = new CurrentWord(top);
        this.braces = new ShellBraces(script.length());
    }

    /**
     * Reads on, from the start to a place that {@code mayEnd} accepts, or to the end.
     *
     * @param first whether the text begins where the script begins
     */
    Stretch read(boolean first, IntPredicate mayEnd) {
        if (first && end > 0 && text[0] == '\uFEFF') {
            at = 1;
        }
        boolean whole = false;
        while (!whole && !(depth == 0 && isBetweenStatements() && mayEnd.test(at))) {
            if (at < end) {
                step();
            } else if (depth > top.limiter) {
                close(0);
            } else if (depth == 0) {
                whole = true;
            } else {
                closeLimited();
            }
        }
        ended(top);
        while (depth > 0) {
            close(0);
        }
        commands.end(top.level, Terminator.END, at);
        looked(whole ? end : at + NEAR);
        return new Stretch(at, looked, commands.calls(), comments, assignments);
    }

    /** Whether a line of the outermost level begins here, and all that stands before it is complete. */
    private boolean isBetweenStatements() {
        if (at == 0 || at >= end || top.wordStart >= 0) {
            return false;
        }
        char before = text[at - 1];
        return (before == '\n' || (before == '\r' && text[at] != '\n'))
                && documents.isEmpty()
                && top.level.isFresh();
    }

    /** Takes note that what was read depends on the text up to {@code offset}. */
    private void looked(int offset) {
        looked = Math.max(looked, Math.min(offset, end));
    }

    private static String variable(String name) {
        return name.endsWith("[@]") ? name.substring(0, name.length() - 3) : name;
    }

    private static byte[] classes() {
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

    private void step() {
        switch (top.kind) {
            case QUOTES -> quotes(top);
            case PARAMETER -> parameter(top);
            case ARITHMETIC, OLD_ARITHMETIC, SUBSCRIPT -> arithmetic(top);
            case ALTERNATIVES -> alternatives(top);
            case HERE_DOCUMENT -> hereDocument(top);
            default -> words(top);
        }
    }

    // Frames

    private ShellFrame push(Kind kind, int open) {
        ShellFrame around = top;
        depth++;
        if (depth == frames.size()) {
            frames.add(new ShellFrame(around.level, source));
        }
        top = frames.get(depth);
        top.reset(kind, open, around);
        return top;
    }

    private void pop() {
        depth--;
        top = frames.get(depth);
    }

    private void pushBlock(Kind kind, State state) {
        ShellLevel around = top.level;
        boolean repeats = around.repeats || kind == Kind.LOOP || around.bodyNext;
        around.bodyNext = false;
        ShellFrame frame = push(kind, at);
        frame.level = new ShellLevel(false, repeats, around.captured, around.assignee);
        frame.level.state = state;
    }

    private ShellFrame pushCommands(Kind kind, boolean captured, Assignee assignee) {
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

    private ShellFrame pushQuoted(Kind kind, boolean emits, int run) {
        boolean quoted = top.quoting == Quoting.DOUBLE;
        ShellFrame frame = push(kind, at);
        frame.emits = emits;
        frame.run = run;
        frame.quoting = kind == Kind.QUOTES || quoted ? Quoting.DOUBLE : Quoting.NONE;
        frame.pieceBase = pieces.size();
        return frame;
    }

    /**
     * Closes the innermost frame.
     *
     * @param length number of units here that close it; 0 if it is left open or has none
     */
    private void close(int length) {
        ShellFrame frame = top;
        if (frame.wordStart >= 0) {
            endWord(frame);
            if (top != frame) {
                return;
            }
        }
        if (frame.holdsCommands()) {
            commands.end(frame.level, Terminator.END, source.start(at));
        } else if (frame.kind == Kind.QUOTES) {
            flush(frame, at);
            if (frame.emits && frame.pieceBase == pieces.size()) {
                pieces.verbatim(source.start(at), source.start(at), Quoting.DOUBLE);
            }
        }
        int open = frame.open;
        pop();
        at += length;
        switch (frame.kind) {
            case SUBSTITUTION -> {
                substituted(frame);
                emit(open, at, Expansion.SPLIT);
            }
            case PROCESS, OLD_ARITHMETIC -> emit(open, at, Expansion.ONE);
            case ARITHMETIC -> {
                if (text[open] == '$') {
                    emit(open, at, Expansion.ONE);
                }
            }
            case ALTERNATIVES -> emit(open, at, Expansion.SPLIT);
            case PARAMETER -> emit(open, at, frame.spreads ? Expansion.LIST : Expansion.SPLIT);
            case QUOTES -> {
                top.run = at;
                top.spreads |= frame.spreads;
            }
            case SUBSCRIPT -> subscripted(top);
            case ARRAY -> {
                top.list = true;
                top.plain = false;
                top.elements = frame.elements;
                top.run = at;
            }
            default -> {}
        }
    }

    /** Closes the innermost frame, which ends at a known offset, and scans on behind it. */
    private void closeLimited() {
        ShellFrame frame = top;
        if (frame.wordStart >= 0) {
            endWord(frame);
            if (top != frame) {
                return;
            }
        }
        end = frame.outerEnd;
        if (frame.kind == Kind.HERE_DOCUMENT) {
            at = frame.resume;
            pop();
            readDocuments(frame.inner);
            return;
        }
        commands.end(frame.level, Terminator.END, source.start(at));
        source = frame.outer;
        text = source.text();
        at = frame.resume;
        pop();
        substituted(frame);
        emit(frame.open, at, Expansion.SPLIT);
    }

    /** Forgets what a substitution is assigned to if it turned out to be just a part of the value. */
    private void substituted(ShellFrame frame) {
        Assignee assignee = frame.level.assignee;
        if (assignee.name.isEmpty()) {
            return;
        }
        int next = top.kind == Kind.QUOTES && at < end && text[at] == '"' ? at + 1 : at;
        boolean whole = top.kind != Kind.QUOTES || next > at || at >= end;
        if (!whole || (next < end && !endsWord(text[next]))) {
            assignee.name = "";
        }
    }

    private static boolean endsWord(char c) {
        return c < 128 && CLASSES[c] != ORDINARY && CLASSES[c] != SPECIAL;
    }

    // Pieces

    /** Makes a piece of the text read since the last one. */
    private void flush(ShellFrame frame, int upTo) {
        if (frame.emits && frame.run < upTo) {
            verbatim(frame.run, upTo, frame.quoting);
        }
        frame.run = upTo;
    }

    private void verbatim(int from, int to, Quoting quoting) {
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

    /** Makes a piece of unknown value of what stands between the offsets, for the word or the quotes around it. */
    private void emit(int from, int to, Expansion unquoted) {
        ShellFrame frame = top;
        boolean quoted = frame.quoting == Quoting.DOUBLE;
        Expansion expansion = quoted ? (unquoted == Expansion.SPLIT ? Expansion.ONE : unquoted) : noList(unquoted);
        if (frame.emits) {
            pieces.dynamic(source.start(from), source.end(from, to), frame.quoting, expansion);
        }
        frame.run = to;
        frame.spreads |= unquoted == Expansion.LIST;
    }

    private static Expansion noList(Expansion unquoted) {
        return unquoted == Expansion.LIST ? Expansion.SPLIT : unquoted;
    }

    private void emitVariable(int to, String name) {
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
    private void interrupt(ShellFrame frame) {
        if (readsWords(frame)) {
            if (frame.wordStart < 0) {
                beginWord(frame);
            }
            frame.plain = false;
        }
        flush(frame, at);
    }

    private static boolean readsWords(ShellFrame frame) {
        return frame.kind.compareTo(Kind.TEST) <= 0;
    }

    // Words

    private void words(ShellFrame frame) {
        while (at < end) {
            char c = text[at];
            switch (c < 128 ? CLASSES[c] : ORDINARY) {
                case ORDINARY -> {
                    if (frame.wordStart < 0) {
                        beginWord(frame);
                    }
                    do {
                        at++;
                    } while (at < end && (text[at] >= 128 || CLASSES[text[at]] == ORDINARY));
                }
                case BLANK -> {
                    if (ended(frame)) {
                        return;
                    }
                    at++;
                }
                case NEWLINE -> {
                    if (ended(frame)) {
                        return;
                    }
                    newline(frame);
                }
                case OPERATOR -> operator(frame, c);
                default -> special(frame, c);
            }
            if (top != frame) {
                return;
            }
        }
    }

    private void beginWord(ShellFrame frame) {
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

    /** Ends the word being read, if any; whether that opened or closed something. */
    private boolean ended(ShellFrame frame) {
        if (frame.wordStart >= 0) {
            endWord(frame);
        }
        return top != frame;
    }

    private void endWord(ShellFrame frame) {
        int wordEnd = frame.jointEnd == at ? frame.jointStart : at;
        if (!frame.plain) {
            flush(frame, wordEnd);
        }
        word.begin(frame, wordEnd);
        Change change = Change.NONE;
        if (frame.kind == Kind.TEST) {
            frame.flag = false;
            if (frame.plain && word.source().equals("]]")) {
                frame.wordStart = -1;
                close(0);
            }
        } else if (frame.kind == Kind.ARRAY) {
            frame.elements.addAll(word.readings());
        } else if (frame.level.redirection != Redirection.NONE) {
            redirected(frame.level);
        } else if (frame.level.state == State.ARGUMENTS && frame.level.role == Role.OTHER) {
            frame.level.named = false;
            frame.level.afterOperator = false;
        } else {
            change = commands.word(frame.level, word);
        }
        pieces.drop(frame.pieceBase);
        frame.wordStart = -1;
        apply(change);
    }

    private void apply(Change change) {
        switch (change) {
            case NONE -> {}
            case OPEN_IF -> pushBlock(Kind.IF, State.START);
            case OPEN_FOR -> pushBlock(Kind.LOOP, State.LOOP_NAME);
            case OPEN_LOOP -> pushBlock(Kind.LOOP, State.START);
            case OPEN_BRACES -> pushBlock(Kind.BRACES, State.START);
            case OPEN_CASE -> pushBlock(Kind.CASE, State.CASE_SUBJECT);
            case OPEN_TEST -> push(Kind.TEST, at).flag = true;
            case CLOSE_IF -> closeBlock(Kind.IF);
            case CLOSE_LOOP -> closeBlock(Kind.LOOP);
            case CLOSE_BRACES -> closeBlock(Kind.BRACES);
            case CLOSE_CASE -> closeBlock(Kind.CASE);
            case COPROCESS -> coprocess();
        }
    }

    private void closeBlock(Kind kind) {
        if (top.kind == kind) {
            close(0);
        }
    }

    /** Passes the name of a coprocess, which stands only before a compound command. */
    private void coprocess() {
        int name = skipBlanks(at);
        int behind = name;
        while (behind < end && ShellCommands.isNamePart(text[behind], behind == name)) {
            behind++;
        }
        int body = skipBlanks(behind);
        if (behind > name && body > behind && body < end && (text[body] == '{' || text[body] == '(')) {
            commands.spoil(source.text(name, behind));
            at = body;
        }
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < end && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** Number of units of the end of line at {@code index}; 0 if there is none. */
    private int newlineLength(int index) {
        if (index >= end || (text[index] != '\n' && text[index] != '\r')) {
            return 0;
        }
        return text[index] == '\r' && index + 1 < end && text[index + 1] == '\n' ? 2 : 1;
    }

    private void newline(ShellFrame frame) {
        if (frame.kind == Kind.TEST && !frame.flag) {
            // Bash would refuse the script; the lines that follow are still worth reading as commands.
            close(0);
            return;
        }
        if (frame.holdsCommands()) {
            commands.endLine(frame.level, source.start(at));
            frame.level.redirection = Redirection.NONE;
            at += newlineLength(at);
            readDocuments(frame.documents);
        } else {
            at += newlineLength(at);
        }
    }

    // Operators

    private void operator(ShellFrame frame, char c) {
        switch (c) {
            case '(' -> open(frame);
            case ')' -> closing(frame);
            case '<', '>' -> redirection(frame, c);
            default -> control(frame, c);
        }
    }

    private void control(ShellFrame frame, char c) {
        if (ended(frame)) {
            return;
        }
        char next = at + 1 < end ? text[at + 1] : ' ';
        if (frame.kind == Kind.ARRAY || (frame.kind == Kind.TEST && c == ';')) {
            close(0);
            return;
        }
        if (frame.kind == Kind.TEST) {
            frame.flag = next == c;
            at += next == c ? 2 : 1;
            return;
        }
        ShellLevel level = frame.level;
        int offset = source.start(at);
        level.redirection = Redirection.NONE;
        if (c == ';' && (next == ';' || next == '&' || (next == '|' && frame.kind == Kind.CASE))) {
            at += next == ';' && at + 2 < end && text[at + 2] == '&' ? 3 : 2;
            if (frame.kind == Kind.CASE) {
                commands.endBranch(level, offset);
            } else {
                commands.end(level, Terminator.LINE, offset);
            }
        } else if (c == ';') {
            at++;
            commands.end(level, Terminator.LINE, offset);
        } else if (c == '&' && next == '>') {
            at += at + 2 < end && text[at + 2] == '>' ? 3 : 2;
            commands.redirected(level);
            level.redirection = Redirection.TARGET;
        } else if (next == c) {
            at += 2;
            commands.end(level, Terminator.CONDITION, offset);
        } else if (c == '&') {
            at += next == '!' || next == '|' ? 2 : 1;
            commands.end(level, Terminator.BACKGROUND, offset);
        } else {
            at += next == '&' ? 2 : 1;
            commands.end(level, Terminator.PIPE, offset);
        }
    }

    private void open(ShellFrame frame) {
        if (frame.wordStart >= 0) {
            char before = text[at - 1];
            boolean escaped = at - 2 >= frame.wordStart && text[at - 2] == '\\';
            if (frame.named && frame.assigns && at == frame.equals + 1) {
                push(Kind.ARRAY, at);
                at++;
                return;
            }
            if ("?*+@!".indexOf(before) >= 0 && !escaped && frame.kind != Kind.TEST) {
                boolean part = "+@!".indexOf(before) >= 0;
                if (part) {
                    flush(frame, at - 1);
                }
                frame.run = at;
                frame.plain = false;
                pushQuoted(Kind.ALTERNATIVES, false, at).open = part ? at - 1 : at;
                at++;
                return;
            }
            if (before == '=' && frame.wordStart == at - 1 && frame.kind != Kind.TEST) {
                interrupt(frame);
                pushCommands(Kind.PROCESS, true, new Assignee(""));
                at++;
                return;
            }
        }
        if (ended(frame)) {
            return;
        }
        ShellLevel level = frame.level;
        if (!frame.holdsCommands() || level.state == State.CASE_PATTERN) {
            at++;
            return;
        }
        boolean doubled = at + 1 < end && text[at + 1] == '(';
        int next = skipBlanks(at + 1);
        boolean empty = next < end && text[next] == ')';
        if (empty && (level.named || (level.bodyNext && level.state == State.START))) {
            commands.function(level);
            at = next + 1;
        } else if (level.state == State.LOOP_NAME && doubled) {
            level.state = State.LOOP_IN;
            push(Kind.ARITHMETIC, at);
            at += 2;
        } else if (level.state == State.LOOP_IN) {
            push(Kind.ARRAY, at);
            at++;
        } else {
            if (level.state != State.START) {
                commands.end(level, Terminator.LINE, source.start(at));
            }
            ShellCommands.compound(level);
            if (doubled && isArithmetic(at + 2)) {
                push(Kind.ARITHMETIC, at);
                at += 2;
            } else {
                pushCommands(Kind.SUBSHELL, level.captured, level.assignee);
                at++;
            }
        }
    }

    private void closing(ShellFrame frame) {
        if (ended(frame)) {
            return;
        }
        if (frame.kind == Kind.ARRAY) {
            close(1);
        } else if (frame.kind == Kind.TEST) {
            at++;
        } else if (frame.level.state == State.CASE_PATTERN) {
            frame.level.state = State.START;
            at++;
        } else if (frame.parenthesis >= 0) {
            int opened = frame.parenthesis;
            while (depth > opened) {
                close(0);
            }
            close(1);
        } else {
            commands.end(frame.level, Terminator.LINE, source.start(at));
            at++;
        }
    }

    private void redirection(ShellFrame frame, char c) {
        char next = at + 1 < end ? text[at + 1] : ' ';
        if (next == '(') {
            interrupt(frame);
            pushCommands(Kind.PROCESS, c == '<', new Assignee(""));
            at += 2;
            return;
        }
        if (frame.holdsCommands() && frame.wordStart >= 0 && frame.plain && isDescriptor(frame)) {
            pieces.drop(frame.pieceBase);
            frame.wordStart = -1;
        }
        if (ended(frame)) {
            return;
        }
        if (frame.kind == Kind.ARRAY) {
            close(0);
            return;
        }
        if (frame.kind == Kind.TEST) {
            at++;
            return;
        }
        commands.redirected(frame.level);
        frame.level.redirection = Redirection.TARGET;
        at++;
        if (next == '&' || next == '|' || (c == '<' && next == '>') || (c == '>' && next == '>')) {
            at++;
        } else if (c == '<' && next == '<') {
            at++;
            char third = at < end ? text[at] : ' ';
            if (third == '<') {
                at++;
            } else if (third == '-') {
                at++;
                frame.level.redirection = Redirection.INDENTED_DELIMITER;
            } else {
                frame.level.redirection = Redirection.DELIMITER;
            }
        }
    }

    /** Whether the word being read is the number, or the variable for the number, of the file to redirect. */
    private boolean isDescriptor(ShellFrame frame) {
        int from = frame.wordStart;
        if (text[from] == '{' && text[at - 1] == '}') {
            if (isName(from + 1, at - 1)) {
                commands.spoil(source.text(from + 1, at - 1));
                return true;
            }
            return false;
        }
        for (int i = from; i < at; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean isName(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!ShellCommands.isNamePart(text[i], i == from)) {
                return false;
            }
        }
        return from < to;
    }

    private void redirected(ShellLevel level) {
        if (level.redirection != Redirection.TARGET) {
            String written = word.source();
            StringBuilder delimiter = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < written.length(); i++) {
                quoted |= "'\"\\".indexOf(written.charAt(i)) >= 0;
            }
            for (Piece piece : word.readings().get(0).word().pieces()) {
                delimiter.append(
                        piece instanceof Piece.Text known
                                ? known.text()
                                : piece.span().of(script));
            }
            documents.add(new HereDocument(
                    delimiter.toString(), level.redirection == Redirection.INDENTED_DELIMITER, quoted));
        }
        level.redirection = Redirection.NONE;
    }

    // Here-documents

    /** Reads those that wait, from {@code first} on, at the start of a line; stops where one holds expansions. */
    private void readDocuments(int first) {
        int waiting = top.documents;
        for (int i = first; i < documents.size(); i++) {
            HereDocument document = documents.get(i);
            int start = at;
            int bodyEnd = end;
            int behind = end;
            boolean joined = false;
            for (int line = at; line < end && budget > 0; ) {
                int lineEnd = line;
                while (lineEnd < end && text[lineEnd] != '\n' && text[lineEnd] != '\r') {
                    lineEnd++;
                }
                int next = lineEnd + newlineLength(lineEnd);
                budget -= next - line + 1L;
                if (!joined && ends(document, line, lineEnd)) {
                    bodyEnd = line;
                    behind = next;
                    break;
                }
                joined = !document.quoted() && oddBackslashes(line, lineEnd);
                line = next;
            }
            looked(behind);
            at = behind;
            if (!document.quoted() && bodyEnd > start) {
                at = start;
                ShellFrame frame = push(Kind.HERE_DOCUMENT, start);
                frame.limiter = depth;
                frame.parenthesis = -1;
                frame.quoting = Quoting.DOUBLE;
                frame.resume = behind;
                frame.outerEnd = end;
                frame.inner = i + 1;
                end = bodyEnd;
                return;
            }
        }
        documents.subList(waiting, documents.size()).clear();
    }

    private boolean ends(HereDocument document, int line, int lineEnd) {
        int from = line;
        while (document.indented() && from < lineEnd && text[from] == '\t') {
            from++;
        }
        String delimiter = document.delimiter();
        if (lineEnd - from != delimiter.length()) {
            return false;
        }
        for (int i = from; i < lineEnd; i++) {
            if (text[i] != delimiter.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private boolean oddBackslashes(int line, int lineEnd) {
        int i = lineEnd;
        while (i > line && text[i - 1] == '\\') {
            i--;
        }
        return (lineEnd - i) % 2 == 1;
    }

    private void hereDocument(ShellFrame frame) {
        while (at < end && top == frame) {
            switch (text[at]) {
                case '\\' -> at = Math.min(end, at + 2);
                case '$' -> dollar(frame);
                case '`' -> backticks(frame);
                default -> at++;
            }
        }
    }

    // What is special within words

    private void special(ShellFrame frame, char c) {
        switch (c) {
            case '\'' -> single(frame);
            case '"' -> {
                interrupt(frame);
                pushQuoted(Kind.QUOTES, frame.emits, at + 1);
                at++;
            }
            case '`' -> backticks(frame);
            case '$' -> dollar(frame);
            case '\\' -> backslash(frame);
            case '#' -> {
                boolean comment = frame.wordStart < 0 && (frame.kind != Kind.TEST || at == 0 || text[at - 1] <= ' ');
                if (comment) {
                    comment(frame);
                } else {
                    ordinary(frame);
                }
            }
            case '*', '?' -> {
                interrupt(frame);
                at++;
                if (frame.emits) {
                    emit(at - 1, at, Expansion.SPLIT);
                }
            }
            case '[' -> bracket(frame);
            case ']' -> {
                if (frame.wordStart >= 0 && frame.bracket >= 0 && at > frame.bracket + 1) {
                    pieces.drop(frame.bracketBase);
                    at++;
                    emit(frame.bracket, at, Expansion.SPLIT);
                    frame.bracket = -1;
                } else {
                    ordinary(frame);
                }
            }
            case '{' -> {
                ordinary(frame);
                frame.braces = true;
            }
            case '~' -> tilde(frame);
            case '=' -> equalsSign(frame);
            default -> throw new AssertionError(c);
        }
    }

    private void ordinary(ShellFrame frame) {
        if (frame.wordStart < 0) {
            beginWord(frame);
        }
        at++;
    }

    private void comment(ShellFrame frame) {
        int start = at;
        while (at < end && text[at] != '\n' && text[at] != '\r') {
            at++;
        }
        if (frame.holdsCommands()) {
            commands.reach(frame.level, source.start(start));
        }
        comments.add(
                new Comment(source.span(start, at), source.text(start + 1, at).strip()));
    }

    private void backslash(ShellFrame frame) {
        int newline = newlineLength(at + 1);
        if (newline > 0 || at + 1 >= end) {
            int start = at;
            int behind = Math.min(end, at + 1 + newline);
            if (frame.wordStart >= 0) {
                interrupt(frame);
                frame.jointStart = frame.jointEnd == start ? frame.jointStart : start;
                frame.jointEnd = behind;
                frame.run = behind;
            }
            at = behind;
            return;
        }
        interrupt(frame);
        boolean pair =
                Character.isHighSurrogate(text[at + 1]) && at + 2 < end && Character.isLowSurrogate(text[at + 2]);
        int behind = at + (pair ? 3 : 2);
        if (frame.emits) {
            pieces.escape(source.start(at), source.end(at, behind), Quoting.NONE, source.text(at + 1, behind));
        }
        at = behind;
        frame.run = at;
    }

    private void single(ShellFrame frame) {
        interrupt(frame);
        int close = at + 1;
        while (close < end && text[close] != '\'') {
            close++;
        }
        if (frame.emits) {
            quoted(at + 1, close, Quoting.SINGLE);
        }
        at = Math.min(end, close + 1);
        frame.run = at;
    }

    /** Text between quotes; a piece even if it is empty. */
    private void quoted(int from, int to, Quoting quoting) {
        if (from >= to) {
            pieces.verbatim(source.start(to), source.start(to), quoting);
        } else {
            verbatim(from, to, quoting);
        }
    }

    private void bracket(ShellFrame frame) {
        if (frame.wordStart >= 0 && frame.assigns && frame.plain && isName(frame.wordStart, at)) {
            frame.nameEnd = at;
            interrupt(frame);
            push(Kind.SUBSCRIPT, at);
            at++;
            return;
        }
        boolean alone = at + 1 >= end || endsWord(text[at + 1]);
        if (frame.wordStart < 0) {
            beginWord(frame);
        }
        if (frame.emits && !(alone && frame.wordStart == at)) {
            interrupt(frame);
            frame.bracket = at;
            frame.bracketBase = pieces.size();
        }
        at++;
    }

    /** Behind {@code name[...]}: an assignment, if an equals sign follows. */
    private void subscripted(ShellFrame frame) {
        int sign = at < end && text[at] == '+' ? at + 1 : at;
        if (frame.wordStart >= 0 && sign < end && text[sign] == '=') {
            frame.named = true;
            frame.partly = true;
            frame.equals = sign;
            pieces.drop(frame.pieceBase);
            at = sign + 1;
            frame.run = at;
        }
    }

    private void equalsSign(ShellFrame frame) {
        if (frame.wordStart < 0) {
            beginWord(frame);
        }
        if (frame.equals < 0) {
            frame.equals = at;
            boolean adds = at - 1 > frame.wordStart && text[at - 1] == '+';
            int nameEnd = adds ? at - 1 : at;
            if (frame.plain && isName(frame.wordStart, nameEnd)) {
                frame.named = true;
                frame.partly = adds;
                frame.nameEnd = nameEnd;
                if (frame.assigns) {
                    frame.run = at + 1;
                }
            }
        }
        at++;
    }

    private void tilde(ShellFrame frame) {
        if (frame.wordStart < 0) {
            beginWord(frame);
        }
        char before = frame.wordStart == at ? ' ' : text[at - 1];
        boolean named = frame.named && (before == '=' || before == ':');
        boolean inBraces = frame.braces && (before == '{' || before == ',');
        int close = at + 1;
        while (close < end && isUserPart(text[close])) {
            close++;
        }
        boolean alone = close >= end
                || text[close] == '/'
                || endsWord(text[close])
                || (named && text[close] == ':')
                || (inBraces && (text[close] == ',' || text[close] == '}'));
        if (alone && (frame.wordStart == at || named || inBraces)) {
            interrupt(frame);
            emit(at, close, Expansion.ONE);
            at = close;
        } else {
            at++;
        }
    }

    private static boolean isUserPart(char c) {
        return ShellCommands.isNamePart(c, false) || c == '-' || c == '.' || c == '+';
    }

    // Expansions

    private void quotes(ShellFrame frame) {
        while (at < end && top == frame) {
            switch (text[at]) {
                case '"' -> close(1);
                case '\\' -> {
                    char next = at + 1 < end ? text[at + 1] : ' ';
                    int newline = newlineLength(at + 1);
                    if (newline > 0) {
                        flush(frame, at);
                        at += 1 + newline;
                        frame.run = at;
                    } else if (next == '"' || next == '\\' || next == '$' || next == '`') {
                        flush(frame, at);
                        if (frame.emits) {
                            pieces.escape(
                                    source.start(at), source.end(at, at + 2), Quoting.DOUBLE, String.valueOf(next));
                        }
                        at += 2;
                        frame.run = at;
                    } else {
                        at++;
                    }
                }
                case '$' -> dollar(frame);
                case '`' -> backticks(frame);
                default -> at++;
            }
        }
    }

    private void dollar(ShellFrame frame) {
        char next = at + 1 < end ? text[at + 1] : ' ';
        boolean unquoted = readsWords(frame);
        if (next == '(') {
            interrupt(frame);
            if (at + 2 < end && text[at + 2] == '(' && isArithmetic(at + 3)) {
                push(Kind.ARITHMETIC, at);
                at += 3;
            } else {
                pushCommands(Kind.SUBSTITUTION, true, assignee(frame));
                at += 2;
            }
        } else if (next == '{') {
            interrupt(frame);
            braced(frame);
        } else if (next == '[') {
            interrupt(frame);
            push(Kind.OLD_ARITHMETIC, at);
            at += 2;
        } else if (next == '\'' && (unquoted || (frame.kind == Kind.PARAMETER && frame.quoting == Quoting.NONE))) {
            ansiC(frame);
        } else if (next == '"' && unquoted) {
            interrupt(frame);
            pushQuoted(Kind.QUOTES, frame.emits, at + 2);
            at += 2;
        } else if (ShellCommands.isNamePart(next, true)) {
            interrupt(frame);
            int to = at + 2;
            while (to < end && ShellCommands.isNamePart(text[to], false)) {
                to++;
            }
            emitVariable(to, frame.emits ? source.text(at + 1, to) : "");
        } else if (at + 1 < end && (isSpecialName(next) || (next >= '0' && next <= '9'))) {
            interrupt(frame);
            emitVariable(at + 2, String.valueOf(next));
        } else if (unquoted) {
            ordinary(frame);
        } else {
            at++;
        }
    }

    private static boolean isSpecialName(char c) {
        return "@*#?-$!".indexOf(c) >= 0;
    }

    /** What the output of a substitution here is assigned to. */
    private Assignee assignee(ShellFrame frame) {
        ShellFrame words = frame;
        int start = at;
        if (frame.kind == Kind.QUOTES) {
            words = frames.get(depth - 1);
            start = at == frame.open + 1 ? frame.open : -1;
        }
        boolean whole =
                readsWords(words) && words.wordStart >= 0 && words.named && words.assigns && start == words.equals + 1;
        return new Assignee(whole ? source.text(words.wordStart, words.nameEnd) : "");
    }

    /** <code>${</code>: a reference to a variable and nothing else, or something to be read as a frame. */
    private void braced(ShellFrame frame) {
        int name = at + 2;
        char first = name < end ? text[name] : ' ';
        boolean prefixed = (first == '#' || first == '!') && name + 1 < end && text[name + 1] != '}';
        int from = prefixed ? name + 1 : name;
        int to = from;
        while (to < end && ShellCommands.isNamePart(text[to], false)) {
            to++;
        }
        if (to == from && to < end && isSpecialName(text[to])) {
            to++;
        }
        boolean list = to + 2 < end && text[to] == '[' && text[to + 1] == '@' && text[to + 2] == ']';
        boolean all = list || (to + 2 < end && text[to] == '[' && text[to + 1] == '*' && text[to + 2] == ']');
        int close = all ? to + 3 : to;
        boolean simple = to > from && close < end && text[close] == '}';
        if (simple && !prefixed) {
            emitVariable(close + 1, source.text(from, close));
            return;
        }
        if (simple && first == '#') {
            emit(at, close + 1, Expansion.ONE);
            at = close + 1;
            return;
        }
        char operator = to < end ? text[to] : ' ';
        boolean assigns = operator == '=' || (operator == ':' && to + 1 < end && text[to + 1] == '=');
        if (assigns) {
            commands.spoil(source.text(from, to));
        }
        boolean positional = to == from + 1 && text[from] == '@';
        boolean names = first == '!' && operator == '@';
        ShellFrame parameter = pushQuoted(Kind.PARAMETER, false, at);
        parameter.spreads = first != '#' && (list || positional || names);
        int behind = close < end && text[close] == ':' && close + 1 < end ? close + 1 : close;
        char action = behind < end ? text[behind] : ' ';
        parameter.flag = frame.quoting != Quoting.DOUBLE || "#%/^,".indexOf(action) >= 0;
        at = Math.max(close, at + 2);
    }

    private void parameter(ShellFrame frame) {
        while (at < end && top == frame) {
            switch (text[at]) {
                case '}' -> close(1);
                case '"' -> {
                    pushQuoted(Kind.QUOTES, false, at + 1);
                    at++;
                }
                case '\'' -> {
                    at++;
                    if (frame.flag) {
                        skipSingle();
                    }
                }
                case '\\' -> at = Math.min(end, at + 2);
                case '$' -> dollar(frame);
                case '`' -> backticks(frame);
                default -> at++;
            }
        }
    }

    private void skipSingle() {
        while (at < end && text[at] != '\'') {
            at++;
        }
        at = Math.min(end, at + 1);
    }

    private void arithmetic(ShellFrame frame) {
        boolean brackets = frame.kind != Kind.ARITHMETIC;
        while (at < end && top == frame) {
            char c = text[at];
            switch (c) {
                case '"' -> {
                    pushQuoted(Kind.QUOTES, false, at + 1);
                    at++;
                }
                case '\\' -> at = Math.min(end, at + 2);
                case '$' -> dollar(frame);
                case '`' -> backticks(frame);
                case '(', '[' -> {
                    frame.inner += (c == '[') == brackets ? 1 : 0;
                    at++;
                }
                case ')', ']' -> {
                    if ((c == ']') != brackets) {
                        at++;
                    } else if (frame.inner > 0) {
                        frame.inner--;
                        at++;
                    } else {
                        close(!brackets && at + 1 < end && text[at + 1] == ')' ? 2 : 1);
                    }
                }
                case '\n', '\r' -> {
                    if (brackets) {
                        close(0);
                    } else {
                        at++;
                    }
                }
                default -> {
                    if (ShellCommands.isNamePart(c, true)) {
                        operand();
                    } else if (c >= '0' && c <= '9') {
                        while (at < end && ShellCommands.isNamePart(text[at], false)) {
                            at++;
                        }
                    } else {
                        at++;
                    }
                }
            }
        }
    }

    /** A variable in an expression, which may assign it. */
    private void operand() {
        int start = at;
        while (at < end && ShellCommands.isNamePart(text[at], false)) {
            at++;
        }
        int sign = skipBlanks(at);
        char first = sign < end ? text[sign] : ' ';
        char second = sign + 1 < end ? text[sign + 1] : ' ';
        char third = sign + 2 < end ? text[sign + 2] : ' ';
        boolean assigned = (first == '=' && second != '=')
                || ("+-*/%&^|".indexOf(first) >= 0 && second == '=')
                || ((first == '<' || first == '>') && second == first && third == '=')
                || ((first == '+' || first == '-') && second == first)
                || first == '[';
        boolean stepped =
                start >= 2 && (text[start - 1] == '+' || text[start - 1] == '-') && text[start - 2] == text[start - 1];
        if (assigned || stepped) {
            commands.spoil(source.text(start, at));
        }
    }

    /** Whether {@code ((} before {@code from} is closed by {@code ))}, so that it is no subshell in a subshell. */
    private boolean isArithmetic(int from) {
        int inner = 0;
        for (int i = from; i < end && budget > 0; i++) {
            budget--;
            char c = text[i];
            if (c == '\\') {
                i++;
            } else if (c == '"' || c == '\'') {
                for (i++; i < end && text[i] != c; i++) {
                    budget--;
                    if (c == '"' && text[i] == '\\') {
                        i++;
                    }
                }
            } else if (c == '(') {
                inner++;
            } else if (c == ')') {
                if (inner == 0) {
                    looked(i + 2);
                    return i + 1 < end && text[i + 1] == ')';
                }
                inner--;
            }
        }
        looked(end);
        return false;
    }

    private void alternatives(ShellFrame frame) {
        while (at < end && top == frame) {
            switch (text[at]) {
                case '(' -> {
                    frame.inner++;
                    at++;
                }
                case ')' -> {
                    if (frame.inner == 0) {
                        close(1);
                    } else {
                        frame.inner--;
                        at++;
                    }
                }
                case '"' -> {
                    pushQuoted(Kind.QUOTES, false, at + 1);
                    at++;
                }
                case '\'' -> {
                    at++;
                    skipSingle();
                }
                case '\\' -> at = Math.min(end, at + 2);
                case '$' -> dollar(frame);
                case '`' -> backticks(frame);
                case '\n', '\r' -> close(0);
                default -> at++;
            }
        }
    }

    private void backticks(ShellFrame frame) {
        interrupt(frame);
        boolean quoted = frame.kind == Kind.QUOTES;
        boolean layered = false;
        int close = at + 1;
        while (close < end && text[close] != '`') {
            if (text[close] == '\\' && close + 1 < end) {
                close++;
                layered |= text[close] == '\\'
                        || text[close] == '$'
                        || text[close] == '`'
                        || (quoted && text[close] == '"');
            }
            close++;
        }
        ShellFrame opened = pushCommands(Kind.BACKTICKS, true, assignee(frame));
        opened.limiter = depth;
        opened.parenthesis = -1;
        opened.resume = Math.min(end, close + 1);
        opened.outerEnd = end;
        opened.outer = source;
        if (layered) {
            source = source.withoutLayer(at + 1, Math.min(end, close), quoted);
            text = source.text();
            at = 0;
            end = text.length;
        } else {
            at++;
            end = Math.min(end, close);
        }
    }

    private void ansiC(ShellFrame frame) {
        interrupt(frame);
        boolean wanted = frame.emits;
        int base = pieces.size();
        int run = at + 2;
        at = run;
        while (at < end && text[at] != '\'') {
            if (text[at] != '\\') {
                at++;
                continue;
            }
            if (wanted && run < at) {
                verbatim(run, at, Quoting.ANSI_C);
            }
            ShellEscapes.Escape escape = ShellEscapes.at(text, at, end);
            // A NUL ends the text: nothing behind it reaches the program.
            boolean ends = escape.meaning().equals("\0");
            if (wanted && !ends) {
                pieces.escape(source.start(at), source.end(at, at + escape.length()), Quoting.ANSI_C, escape.meaning());
            }
            wanted &= !ends;
            at += escape.length();
            run = at;
        }
        if (wanted && run < at) {
            verbatim(run, at, Quoting.ANSI_C);
        }
        if (frame.emits && pieces.size() == base) {
            pieces.verbatim(source.start(at), source.start(at), Quoting.ANSI_C);
        }
        at = Math.min(end, at + 1);
        frame.run = at;
    }

    /** The word that has just ended. */
    private final class CurrentWord implements ShellWord {

        private ShellFrame frame;
        private int from;
        private int to;
        private List<Written> readings = List.of();

        CurrentWord(ShellFrame frame) {
            this.frame = frame;
        }

        void begin(ShellFrame newFrame, int newEnd) {
            frame = newFrame;
            from = newFrame.wordStart;
            to = newEnd;
            readings = List.of();
        }

        @Override
        public int end() {
            return source.end(from, to);
        }

        @Override
        public String source() {
            return source.text(from, to);
        }

        @Override
        public boolean plain() {
            return frame.plain;
        }

        @Override
        public boolean assigns() {
            return frame.named && frame.assigns;
        }

        @Override
        public String name() {
            return source.text(from, frame.nameEnd);
        }

        @Override
        public boolean partly() {
            return frame.partly;
        }

        @Override
        public boolean list() {
            return frame.list;
        }

        @Override
        public List<Written> values() {
            return frame.list ? frame.elements : List.of(take(frame.equals + 1));
        }

        @Override
        public List<Written> readings() {
            if (readings.isEmpty()) {
                Written written = take(from);
                readings = frame.braces ? braces.readings(written) : List.of(written);
            }
            return readings;
        }

        private Written take(int plainFrom) {
            if (frame.plain && plainFrom < to) {
                verbatim(plainFrom, to, Quoting.NONE);
            }
            return pieces.take(frame.pieceBase, source.start(from), source.end(from, to));
        }
    }
}
