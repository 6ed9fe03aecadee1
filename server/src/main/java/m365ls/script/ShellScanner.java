package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import m365ls.script.ShellCommands.Change;
import m365ls.script.ShellCommands.Terminator;
import m365ls.script.ShellFrame.Kind;
import m365ls.script.ShellLevel.Assignee;
import m365ls.script.ShellLevel.Redirection;
import m365ls.script.ShellLevel.Role;
import m365ls.script.ShellLevel.State;
import m365ls.text.Span;

/**
 * Reads a shell script once, from front to back: words, quotes, expansions, operators and here-documents, as bash does.
 *
 * <p>Whatever nests is a {@link ShellFrame} on a stack of its own, so no depth is too deep. The few looks ahead (for the
 * end of a here-document or of backticks, and for what {@code ((} opens) share a budget that is a multiple of the
 * script's length, so the time is linear; past the budget, which no script of use reaches, they find nothing.
 */
final class ShellScanner extends ShellExpander {

    /** Of words that may hold others. A thousand of these, one in the other, must not be copied a thousand times. */
    private static final int LONGEST_SOURCE = 200;

    /** How far is looked at most at what follows, where nothing else is said. */
    private static final int NEAR = 4;

    private final Assignments assignments;
    private final List<Comment> comments = new ArrayList<>();
    private final ShellBraces braces;
    private final CurrentWord word;

    ShellScanner(String script) {
        this(script, new Assignments(ShellScanner::variable));
    }

    private ShellScanner(String script, Assignments assignments) {
        super(script, new ShellCommands(assignments));
        this.assignments = assignments;
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
        return (before == '\n' || (before == '\r' && text[at] != '\n')) && documents.isEmpty() && top.level.isFresh();
    }

    private static String variable(String name) {
        return name.endsWith("[@]") ? name.substring(0, name.length() - 3) : name;
    }

    private void step() {
        steps++;
        switch (top.kind) {
            case QUOTES -> quotes(top);
            case PARAMETER -> parameter(top);
            case ARITHMETIC, OLD_ARITHMETIC, SUBSCRIPT -> arithmetic(top);
            case ALTERNATIVES -> alternatives(top);
            case HERE_DOCUMENT -> hereDocument(top);
            default -> words(top);
        }
    }

    private void pushBlock(Kind kind, State state) {
        ShellLevel around = top.level;
        boolean repeats = around.repeats || kind == Kind.LOOP || around.bodyNext;
        around.bodyNext = false;
        ShellFrame frame = push(kind, at);
        frame.level = new ShellLevel(false, repeats, around.captured, around.assignee);
        frame.level.state = state;
    }

    /**
     * Closes the innermost frame.
     *
     * @param length number of units here that close it; 0 if it is left open or has none
     */
    @Override
    void close(int length) {
        steps++;
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
                empty(at, Quoting.DOUBLE);
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
            case SUBSCRIPT -> {
                emit(open, at, Expansion.SPLIT);
                subscripted(top);
            }
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

    private void words(ShellFrame frame) {
        while (at < end) {
            steps++;
            char c = text[at];
            switch (c < 128 ? CLASSES[c] : ORDINARY) {
                case ORDINARY -> {
                    if (frame.wordStart < 0) {
                        beginWord(frame);
                    }
                    at = ordinaryEnd();
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
                    if (depth == 0) {
                        // Reading may end between two lines.
                        return;
                    }
                }
                case OPERATOR -> operator(frame, c);
                default -> special(frame, c);
            }
            if (top != frame) {
                return;
            }
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
            boolean sign = "+@!".indexOf(before) >= 0 && at - 1 >= frame.run;
            if ((sign || before == '*' || before == '?') && !escaped && frame.kind != Kind.TEST) {
                if (sign) {
                    flush(frame, at - 1);
                }
                frame.run = at;
                frame.plain = false;
                pushQuoted(Kind.ALTERNATIVES, false, at).open = sign ? at - 1 : at;
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
            // The words of a loop as zsh writes it; its command may follow at once.
            level.state = State.START;
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

    private void redirected(ShellLevel level) {
        if (level.redirection != Redirection.TARGET) {
            String written = word.source();
            StringBuilder delimiter = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < written.length(); i++) {
                char c = written.charAt(i);
                quoted |= c == '\'' || c == '"' || c == '\\';
            }
            for (Piece piece : word.readings().get(0).word().pieces()) {
                if (piece instanceof Piece.Text known) {
                    delimiter.append(known.text());
                } else if (piece.span().length() <= LONGEST_SOURCE) {
                    delimiter.append(piece.span().of(script));
                }
            }
            steps += delimiter.length();
            documents.add(new ShellHereDocument(
                    delimiter.toString(), level.redirection == Redirection.INDENTED_DELIMITER, quoted));
        }
        level.redirection = Redirection.NONE;
    }

    /** Reads those that wait, from {@code first} on, at the start of a line; stops where one holds expansions. */
    private void readDocuments(int first) {
        int waiting = top.documents;
        for (int i = first; i < documents.size(); i++) {
            ShellHereDocument document = documents.get(i);
            int start = at;
            int bodyEnd = end;
            int behind = end;
            boolean joined = false;
            for (int line = at; line < end && budget > 0; ) {
                int lineEnd = lineEnd(line);
                int next = lineEnd + newlineLength(lineEnd);
                budget -= next - line + 1L;
                steps += next - line + 1L;
                if (!joined && document.ends(text, line, lineEnd)) {
                    bodyEnd = line;
                    behind = next;
                    break;
                }
                joined = document.joins(text, line, lineEnd);
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

    private void comment(ShellFrame frame) {
        int start = at;
        at = lineEnd(at);
        if (frame.holdsCommands()) {
            commands.reach(frame.level, source.start(start));
        }
        comments.add(
                new Comment(source.span(start, at), source.text(start + 1, at).strip()));
    }

    /** The word that has just ended. */
    private final class CurrentWord implements ShellWord {

        private ShellFrame frame;
        private int from;
        private int to;
        private String written = "";
        private List<Written> readings = List.of();

        CurrentWord(ShellFrame frame) {
            this.frame = frame;
        }

        void begin(ShellFrame newFrame, int newEnd) {
            frame = newFrame;
            from = newFrame.wordStart;
            to = newEnd;
            written = "";
            readings = List.of();
        }

        @Override
        public int end() {
            return source.end(from, to);
        }

        @Override
        public String source() {
            if (written.isEmpty()) {
                int behind = frame.plain ? to : Math.min(to, from + LONGEST_SOURCE);
                steps += behind - from;
                written = source.text(from, behind);
            }
            return written;
        }

        @Override
        public boolean plain() {
            return frame.plain;
        }

        @Override
        public Optional<BareWord> bare() {
            return frame.plain && !frame.braces && source.isScript()
                    ? Optional.of(new BareWord(from, to))
                    : Optional.empty();
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
            if (frame.plain && plainFrom == from && source.isScript()) {
                return Written.plain(new Span(from, to), source());
            }
            if (frame.plain && plainFrom < to) {
                verbatim(plainFrom, to, Quoting.NONE);
            }
            return pieces.take(frame.pieceBase, source.start(from), source.end(from, to));
        }
    }
}
