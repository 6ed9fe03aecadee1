package m365ls.script;

import m365ls.script.ShellFrame.Kind;
import m365ls.script.ShellLevel.Assignee;

/** Reads what is special within words: quotes, escapes, patterns, and expansions with whatever they hold. */
abstract class ShellExpander extends ShellReader {

    ShellExpander(String script, ShellCommands commands) {
        super(script, commands);
    }

    /**
     * Closes the innermost frame.
     *
     * @param length number of units here that close it; 0 if it is left open or has none
     */
    abstract void close(int length);

    /** Forgets what a substitution is assigned to if it turned out to be just a part of the value. */
    void substituted(ShellFrame frame) {
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

    void ordinary(ShellFrame frame) {
        if (frame.wordStart < 0) {
            beginWord(frame);
        }
        at++;
    }

    void backslash(ShellFrame frame) {
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

    void single(ShellFrame frame) {
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
    void quoted(int from, int to, Quoting quoting) {
        if (from >= to) {
            empty(to, quoting);
        } else {
            verbatim(from, to, quoting);
        }
    }

    void bracket(ShellFrame frame) {
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
    void subscripted(ShellFrame frame) {
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

    void equalsSign(ShellFrame frame) {
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

    void tilde(ShellFrame frame) {
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
        steps += close - at;
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

    static boolean isUserPart(char c) {
        return ShellCommands.isNamePart(c, false) || c == '-' || c == '.' || c == '+';
    }

    void quotes(ShellFrame frame) {
        for (at = quotedEnd(); at < end && top == frame; at = top == frame ? quotedEnd() : at) {
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
                default -> throw new AssertionError(text[at]);
            }
        }
    }

    void dollar(ShellFrame frame) {
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

    static boolean isSpecialName(char c) {
        return "@*#?-$!".indexOf(c) >= 0;
    }

    /** What the output of a substitution here is assigned to. */
    Assignee assignee(ShellFrame frame) {
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
    void braced(ShellFrame frame) {
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

    void parameter(ShellFrame frame) {
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

    void skipSingle() {
        while (at < end && text[at] != '\'') {
            at++;
        }
        at = Math.min(end, at + 1);
    }

    void arithmetic(ShellFrame frame) {
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
    void operand() {
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
    boolean isArithmetic(int from) {
        int inner = 0;
        for (int i = from; i < end && budget > 0; i++) {
            budget--;
            steps++;
            char c = text[i];
            if (c == '\\') {
                i++;
            } else if (c == '"' || c == '\'') {
                for (i++; i < end && text[i] != c; i++) {
                    budget--;
                    steps++;
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

    void alternatives(ShellFrame frame) {
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

    void backticks(ShellFrame frame) {
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
        steps += close - at;
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

    void ansiC(ShellFrame frame) {
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
            empty(at, Quoting.ANSI_C);
        }
        at = Math.min(end, at + 1);
        frame.run = at;
    }

    void hereDocument(ShellFrame frame) {
        while (at < end && top == frame) {
            switch (text[at]) {
                case '\\' -> at = Math.min(end, at + 2);
                case '$' -> dollar(frame);
                case '`' -> backticks(frame);
                default -> {
                    at++;
                    at = quotedEnd();
                }
            }
        }
    }
}
