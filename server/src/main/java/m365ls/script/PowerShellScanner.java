package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import m365ls.text.Span;

/**
 * One reading of one PowerShell script, from its start to its end, with a stack of what is open in place of recursion.
 *
 * <p>PowerShell reads text in two ways. As a command: bare words are text, and {@code #}, dashes and commas count at a
 * word's start only. As an expression: operands and operators, where a bare word is no command. What decides is the
 * place (behind {@code =}, {@code |}, {@code (}, ... a command may begin) and the first character there. Where words
 * end and what expands in them follows PowerShell's own tokenizer ({@code tokenizer.cs}, {@code Parser.cs}).
 *
 * <p>Each thing that may be open is a {@link Frame}. A step of the innermost frame moves on, opens a frame or closes
 * itself, so the steps are bounded by the length of the text.
 */
final class PowerShellScanner extends PowerShellText {

    /** How far is looked at most at what follows, where nothing else is said. */
    private static final int NEAR = 16;

    private final List<Frame> open = new ArrayList<>();
    private final List<PowerShellCall> calls = new ArrayList<>();
    private final Assignments assignments = new Assignments(PowerShellScanner::key);
    /** What is no constant, or not of interest. */
    private final Literal ignored = new Literal(false);

    /** Takes the place of a call where a command is another. */
    private final PowerShellCall nothing = new PowerShellCall(new Word(Span.at(0), List.of()), false);

    private int openBraces;
    private long steps;

    PowerShellScanner(String text) {
        super(text);
    }

    /** Reads on, from the start to a place that {@code mayEnd} accepts, or to the end. */
    Stretch read(IntPredicate mayEnd) {
        open.add(new Block('\0', false));
        boolean ended = false;
        while (!ended && !open.isEmpty()) {
            steps++;
            Frame innermost = open.get(open.size() - 1);
            if (pos >= end) {
                close();
                innermost.closed();
            } else if (open.size() > 1) {
                innermost.step();
            } else {
                skipLines();
                ended = pos > 0 && pos < end && mayEnd.test(pos);
                if (!ended && pos < end) {
                    innermost.step();
                }
            }
        }
        looks(pos + NEAR);
        return new Stretch(pos, looked(), calls, comments, assignments);
    }

    /** How many steps the reading took. */
    long steps() {
        return steps;
    }

    /** Names are compared without case; a scope in front of a name does not make it another variable. */
    static String key(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        int colon = key.indexOf(':');
        if (colon < 0) {
            return key;
        }
        return switch (key.substring(0, colon)) {
            case "script", "global", "local", "private", "variable", "using" -> key.substring(colon + 1);
            default -> key;
        };
    }

    /** Whether the frame that {@code depth} frames made the innermost still is, and has more to read. */
    private boolean goesOn(int depth) {
        steps++;
        return pos < end && open.size() == depth;
    }

    private void open(Frame frame) {
        open.add(frame);
        openBraces += frame.brace ? 1 : 0;
    }

    private void close() {
        Frame frame = open.remove(open.size() - 1);
        openBraces -= frame.brace ? 1 : 0;
    }

    /** Something that is open. */
    private abstract static class Frame {

        /** Whether a closing brace closes it. */
        private final boolean brace;

        Frame(boolean brace) {
            this.brace = brace;
        }

        /** Moves on from {@code pos}, which is inside the text: by a character at least, or by opening or closing. */
        abstract void step();

        /** The text ended before this frame did; it is no longer on the stack. */
        void closed() {}
    }

    /** Statements: the whole script, a script block, or what parentheses of any kind hold. */
    private final class Block extends Frame {

        private final char closing;
        private final boolean loopHead;
        private Literal literal = ignored;

        Block(char closing, boolean loopHead) {
            super(closing == '}');
            this.closing = closing;
            this.loopHead = loopHead;
        }

        @Override
        void step() {
            skipLines();
            if (pos >= end) {
                return;
            }
            char c = at(pos);
            if (c == closing) {
                pos++;
                literal.endList();
                close();
            } else if (c == '}' && closing == ')' && openBraces > 0) {
                // The parenthesis was forgotten: the brace closes what is around it.
                close();
            } else if (c == ')' || c == '}' || c == ';') {
                pos++;
            } else {
                literal.next();
                Statement statement = new Statement(this);
                open(statement);
            }
        }
    }

    private enum Place {
        /** A statement may begin, with a keyword or not. */
        START,
        /** Behind a pipe, where no keyword counts. */
        ELEMENT,
        /** Behind a command or an expression. */
        BEHIND,
        /** Behind a keyword, up to the block it belongs to. */
        HEADER,
        /** Nothing more can follow. */
        DONE
    }

    private enum Keyword {
        BLOCK,
        CONDITION,
        LOOP_HEAD,
        SWITCH,
        FUNCTION,
        PARAMETERS,
        CLASS,
        OTHER,
        REST_OF_LINE
    }

    /** One statement: a pipeline, with what it is assigned to, or what a keyword begins. */
    private final class Statement extends Frame {

        private final boolean atTop;
        private final boolean captured;
        private final boolean loopHead;
        private final Literal collected;
        private Place place = Place.START;
        private Keyword keyword = Keyword.BLOCK;
        private boolean headSeen;
        private boolean linesMayFollow;
        private boolean pipedFrom;
        private final List<PowerShellCall> inPipeline = new ArrayList<>(0);
        private String assignedTo = "";
        private boolean typed;
        private Literal literal = ignored;

        Statement(Block block) {
            super(false);
            atTop = block.closing == '\0';
            captured = block.closing == ')';
            loopHead = block.loopHead;
            collected = block.literal;
        }

        /** The value of an entry of a hash table. */
        Statement() {
            super(false);
            atTop = false;
            captured = false;
            loopHead = false;
            collected = ignored;
            linesMayFollow = true;
        }

        @Override
        void step() {
            switch (place) {
                case START, ELEMENT -> begin();
                case BEHIND -> behind();
                case HEADER -> header();
                case DONE -> end();
            }
        }

        @Override
        void closed() {
            settle();
        }

        private void end() {
            close();
            settle();
        }

        private void begin() {
            if (linesMayFollow) {
                skipLines();
            } else {
                skipBlanks();
            }
            char c = at(pos);
            if (pos >= end) {
                return;
            }
            if (isNewline(pos) || c == '#' || c == ';' || c == ')' || c == '}') {
                end();
            } else if (c == '|') {
                pos++;
            } else if (c == '&') {
                pos++;
                open(new Command(this, false));
                place = Place.BEHIND;
            } else if (c == '.' && isDotOperator()) {
                pos++;
                open(new Command(this, true));
                place = Place.BEHIND;
            } else if (c == ':' && PowerShellCharacters.isIdentifier(at(pos + 1))) {
                pos = identifierEnd(pos + 1);
            } else if (startsExpression(c)) {
                place = Place.BEHIND;
                Literal value = assignedTo.isEmpty() ? collected : literal;
                open(new Expression(this, value));
            } else if (place == Place.ELEMENT || !keyword()) {
                place = Place.BEHIND;
                literal.spoil();
                collected.spoil();
                open(new Command(this, false));
            }
        }

        private boolean isDotOperator() {
            char next = at(pos + 1);
            return endsWord(pos + 1)
                    || next == '$'
                    || PowerShellCharacters.isSingleQuote(next)
                    || PowerShellCharacters.isDoubleQuote(next);
        }

        private boolean startsExpression(char c) {
            return switch (c) {
                case '$', '@', '(', '{', '[', '!', ',', '+' -> true;
                case '`' -> openingQuote(pos) > 0;
                default ->
                    PowerShellCharacters.isDash(c)
                            || PowerShellCharacters.isSingleQuote(c)
                            || PowerShellCharacters.isDoubleQuote(c)
                            || (PowerShellCharacters.isDigit(c) && isNumber());
            };
        }

        /** Whether the digit at {@code pos} begins a number, not a command such as {@code 7z}. */
        private boolean isNumber() {
            int at = pos;
            while (PowerShellCharacters.isDigit(at(at))) {
                at++;
            }
            return "eExXlLdDkKmMgGtTpPuUsSyYnN".indexOf(at(at)) >= 0 || identifierEnd(at) == at;
        }

        private boolean keyword() {
            int wordEnd = identifierEnd(pos);
            if (wordEnd == pos
                    || wordEnd - pos > 13
                    || !endsWord(wordEnd)
                    || "bcdefiprstuw".indexOf(at(pos) | 0x20) < 0) {
                return false;
            }
            String word = text.substring(pos, wordEnd).toLowerCase(Locale.ROOT);
            switch (word) {
                case "return", "throw", "exit" -> {
                    pos = wordEnd;
                    linesMayFollow = false;
                    literal.spoil();
                    collected.spoil();
                    return true;
                }
                case "begin", "process", "end", "clean", "dynamicparam", "parallel", "sequence" -> {
                    if (!isBlockAt(wordEnd)) {
                        return false;
                    }
                    keyword = Keyword.BLOCK;
                }
                case "else", "try", "finally", "do" -> keyword = Keyword.BLOCK;
                case "if", "elseif", "while", "until", "for" -> keyword = Keyword.CONDITION;
                case "foreach" -> keyword = Keyword.LOOP_HEAD;
                case "switch" -> keyword = Keyword.SWITCH;
                case "function", "filter", "workflow" -> keyword = Keyword.FUNCTION;
                case "param" -> keyword = Keyword.PARAMETERS;
                case "class", "enum" -> keyword = Keyword.CLASS;
                case "catch", "trap", "data", "configuration" -> keyword = Keyword.OTHER;
                case "using", "break", "continue" -> keyword = Keyword.REST_OF_LINE;
                default -> {
                    return false;
                }
            }
            pos = wordEnd;
            place = Place.HEADER;
            literal.spoil();
            collected.spoil();
            return true;
        }

        private boolean isBlockAt(int offset) {
            int at = offset;
            while (isBlank(at) || isNewline(at)) {
                at++;
            }
            looks(at + 1);
            return at(at) == '{';
        }

        private void header() {
            skipBlanks();
            if (pos >= end) {
                return;
            }
            char c = at(pos);
            if (isNewline(pos) || c == '#') {
                int before = pos;
                int commentsBefore = comments.size();
                skipLines();
                boolean goesOn = at(pos) == '{' || (!headSeen && (at(pos) == '(' || at(pos) == '['));
                if (keyword == Keyword.REST_OF_LINE || !goesOn) {
                    // What follows is none of the keyword's; it is read again, with its comments.
                    pos = before;
                    comments.subList(commentsBefore, comments.size()).clear();
                    end();
                }
            } else if (c == '{' && keyword != Keyword.REST_OF_LINE && keyword != Keyword.PARAMETERS) {
                place = Place.DONE;
                pos++;
                open(
                        switch (keyword) {
                            case SWITCH -> new Switch();
                            case CLASS -> new Nest('}', true);
                            default -> new Block('}', false);
                        });
            } else if (keyword == Keyword.BLOCK) {
                place = Place.START;
            } else if (headSeen || ";)}|&".indexOf(c) >= 0) {
                end();
            } else if (c == '(') {
                headSeen = true;
                pos++;
                boolean declares = keyword == Keyword.FUNCTION || keyword == Keyword.PARAMETERS;
                open(declares ? new Nest(')', true) : new Block(')', keyword == Keyword.LOOP_HEAD));
            } else {
                headerWord(c);
            }
        }

        private void headerWord(char c) {
            int quote = openingQuote(pos);
            if (c == '[') {
                pos++;
                open(new Nest(']', false));
            } else if (c == '$' && at(pos + 1) == '(') {
                pos += 2;
                open(new Block(')', false));
            } else if (PowerShellCharacters.isSingleQuote(c)) {
                readSingleQuoted(false);
            } else if (quote > 0) {
                open(new Expandable(quote, false, ignored));
            } else {
                pos++;
                while (!endsWord(pos) && openingQuote(pos) == 0 && at(pos) != '$') {
                    pos++;
                }
            }
        }

        private void behind() {
            skipBlanks();
            if (pos >= end) {
                return;
            }
            char c = at(pos);
            if (c == '|' || (c == '&' && at(pos + 1) == '&')) {
                boolean pipe = c == '|' && at(pos + 1) != '|';
                pos += pipe ? 1 : 2;
                place = pipe ? Place.ELEMENT : Place.START;
                pipedFrom = pipe;
                linesMayFollow = true;
                literal.spoil();
                collected.spoil();
                if (!pipe) {
                    inPipeline.clear();
                }
            } else if (c == '&') {
                pos++;
                inPipeline.forEach(PowerShellCall::background);
                literal.spoil();
                place = Place.DONE;
            } else if (isNewline(pos) && pipeOnNextLine() >= 0) {
                int pipe = pipeOnNextLine();
                while (pos < pipe) {
                    if (isComment(pos)) {
                        readComment();
                    } else {
                        pos++;
                    }
                }
            } else {
                end();
            }
        }

        /** A command begins whose name stands between the two offsets. */
        void command(int from, int to) {
            if (pipedFrom && !inPipeline.isEmpty()) {
                inPipeline.get(inPipeline.size() - 1).pipedInto(text.substring(from, to));
            }
        }

        /** A call begins. */
        void call(PowerShellCall call) {
            call.begin(pipedFrom, assignedTo, captured);
            inPipeline.add(call);
        }

        /**
         * What was read so far is assigned to.
         *
         * @param name the variable; empty if it is not just one
         * @param certain whether the variable is certain to have just the assigned value
         */
        void assign(String name, boolean certain) {
            settle();
            assignedTo = name;
            typed = !certain;
            literal = new Literal(true);
            place = Place.START;
            linesMayFollow = true;
            collected.spoil();
        }

        /** The head of a {@code foreach} goes on with what is looped over. */
        void in(String name) {
            assignments.spoil(name);
            place = Place.START;
            linesMayFollow = true;
        }

        /** Takes note of an assignment that is complete. */
        private void settle() {
            if (assignedTo.isEmpty()) {
                return;
            }
            String name = assignedTo;
            assignedTo = "";
            assignments.holds(name, literal.isTable());
            if (atTop && !typed && literal.isComplete()) {
                assignments.add(new Assignments.Assignment(name, literal.isList(), literal.items(), pos));
            } else {
                assignments.spoil(name);
            }
        }
    }

    /** Operands and operators. */
    private abstract class Operands extends Frame {

        private final int start = pos;
        boolean operandWanted = true;
        private boolean memberWanted;
        /** Where an operand ended that a parenthesis right behind it would call. */
        private int callable = -1;

        int lastType = -1;
        private boolean changesNext;
        Literal literal = ignored;

        Operands(boolean brace) {
            super(brace);
        }

        @Override
        void step() {
            int depth = open.size();
            do {
                token();
            } while (goesOn(depth));
        }

        private void token() {
            skipBlanks();
            if (pos >= end) {
                return;
            }
            char c = at(pos);
            int quote = openingQuote(pos);
            if (isNewline(pos)) {
                newline();
            } else if (c == '#') {
                readComment();
            } else if (PowerShellCharacters.isSingleQuote(c) || quote > 0) {
                string(quote);
            } else if (c == '@') {
                atSign();
            } else if (c == '$') {
                dollar();
            } else if (PowerShellCharacters.isIdentifier(c)) {
                identifier();
            } else if (PowerShellCharacters.isDash(c)) {
                dash();
            } else {
                sign(c);
            }
        }

        private void string(int quote) {
            operand();
            if (quote == 0) {
                int base = pieces.size();
                int from = pos;
                boolean keep = literal.isOpen();
                readSingleQuoted(keep);
                if (keep) {
                    literal.item(pieces.take(base, from, pos));
                }
            } else {
                open(new Expandable(quote, literal.isOpen(), literal));
            }
        }

        private void atSign() {
            char next = at(pos + 1);
            operand();
            if (next == '(') {
                pos += 2;
                Block block = new Block(')', false);
                if (literal.isOpen() && literal.beginsList()) {
                    block.literal = literal;
                } else {
                    literal.spoil();
                }
                open(block);
            } else if (next == '{') {
                pos += 2;
                literal.table();
                open(new Table());
            } else if (PowerShellCharacters.isSingleQuote(next)) {
                int base = pieces.size();
                int from = pos;
                boolean keep = literal.isOpen();
                readHereSingle(keep);
                if (keep) {
                    literal.item(pieces.take(base, from, pos));
                }
            } else if (PowerShellCharacters.isDoubleQuote(next)) {
                openHere(literal.isOpen(), literal);
            } else {
                literal.spoil();
                pos = Math.max(pos + 1, variableEnd(pos));
            }
        }

        private void dollar() {
            if (at(pos + 1) == '(') {
                operand();
                literal.spoil();
                pos += 2;
                open(new Block(')', false));
                return;
            }
            int from = pos;
            pos = Math.max(pos + 1, variableEnd(pos));
            boolean member = memberWanted;
            operand();
            if (member) {
                callable = pos;
                literal.spoil();
                return;
            }
            if (literal.isOpen()) {
                int base = pieces.size();
                pieces.variable(from, pos, Quoting.NONE, variableName(from, pos), Expansion.ONE);
                literal.item(pieces.take(base, from, pos));
            }
            boolean reference = lastType >= 0 && text.regionMatches(true, lastType, "[ref]", 0, 5);
            if (changesNext || reference) {
                assignments.spoil(variableName(from, pos));
                changesNext = false;
            }
            variable(from, pos);
        }

        private void identifier() {
            int from = pos;
            boolean member = memberWanted;
            pos = identifierEnd(pos);
            if (!member && word(from, pos)) {
                return;
            }
            operand();
            if (literal.isOpen()) {
                if (isPlainNumber(from, pos) && !member) {
                    int base = pieces.size();
                    pieces.verbatim(from, pos, Quoting.NONE);
                    literal.item(pieces.take(base, from, pos));
                } else {
                    literal.spoil();
                }
            }
            callable = pos;
        }

        private boolean isPlainNumber(int from, int to) {
            if (to - from > 9 || (at(from) == '0' && to - from > 1)) {
                return false;
            }
            for (int i = from; i < to; i++) {
                if (!PowerShellCharacters.isDigit(chars[i])) {
                    return false;
                }
            }
            return true;
        }

        private void dash() {
            char next = at(pos + 1);
            literal.spoil();
            memberWanted = false;
            if (next == '=') {
                pos += 2;
                assign(pos - 2, false);
            } else if (PowerShellCharacters.isDash(next)) {
                change();
            } else {
                pos = PowerShellCharacters.isIdentifier(next) && !PowerShellCharacters.isDigit(next)
                        ? identifierEnd(pos + 1)
                        : pos + 1;
                operandWanted = true;
            }
        }

        private void sign(char c) {
            switch (c) {
                case '(' -> {
                    boolean call = callable == pos;
                    operand();
                    literal.spoil();
                    pos++;
                    open(call ? new Nest(')', declaresMethods()) : new Block(')', false));
                }
                case '{' -> {
                    operand();
                    literal.spoil();
                    pos++;
                    open(new Block('}', false));
                }
                case '[' -> {
                    int from = pos;
                    literal.cast();
                    boolean index = !operandWanted;
                    operand();
                    pos++;
                    lastType = index ? -1 : lastType < 0 ? from : lastType;
                    operandWanted = !index;
                    open(new Nest(']', false));
                }
                case ')', ']', '}' -> closing(c);
                case ';' -> semicolon();
                case '|', '&' -> pipe();
                case ',' -> {
                    literal.comma();
                    pos++;
                    operandWanted = true;
                }
                case '=' -> {
                    pos++;
                    assign(pos - 1, true);
                }
                case '+', '*', '/', '%', '?' -> {
                    literal.spoil();
                    boolean doubled = at(pos + 1) == c;
                    if (at(pos + 1) == '=' || (c == '?' && doubled && at(pos + 2) == '=')) {
                        int operator = pos;
                        pos += c == '?' ? 3 : 2;
                        assign(operator, false);
                    } else if (c == '+' && doubled) {
                        change();
                    } else {
                        pos++;
                        operandWanted = true;
                    }
                }
                case '.', ':' -> {
                    literal.spoil();
                    boolean two = at(pos + 1) == c;
                    pos += two ? 2 : 1;
                    memberWanted = !(two && c == '.') && !(c == ':' && !two);
                    operandWanted = true;
                }
                default -> {
                    literal.spoil();
                    pos++;
                    operandWanted = true;
                }
            }
        }

        /** {@code ++} or {@code --}, before or behind a variable. */
        private void change() {
            literal.spoil();
            pos += 2;
            if (operandWanted) {
                changesNext = true;
            } else {
                changed();
            }
        }

        void operand() {
            operandWanted = false;
            memberWanted = false;
        }

        boolean isAtStart() {
            return pos == start;
        }

        /** Closes this frame, having moved at least by one character. */
        void finish() {
            if (pos == start) {
                pos++;
            } else {
                close();
                closed();
            }
        }

        abstract void newline();

        abstract void closing(char c);

        abstract void semicolon();

        abstract void pipe();

        /** {@code =} or, if not {@code plain}, an operator such as {@code +=} stands at {@code operator}. */
        abstract void assign(int operator, boolean plain);

        /** A variable, which is no member's name, has been read. */
        abstract void variable(int from, int to);

        /** The variable read last is counted up or down. */
        abstract void changed();

        /** A bare word, which is no member's name, has been read; whether it had a meaning of its own. */
        boolean word(int from, int to) {
            return false;
        }

        boolean declaresMethods() {
            return false;
        }
    }

    /** An expression where a statement or a pipeline's element may stand. */
    private final class Expression extends Operands {

        private final Statement statement;
        private final int start = pos;
        private int variables;
        /** The variable read last. */
        private int variableStart = pos;

        private int variableEnd = pos;

        Expression(Statement statement, Literal literal) {
            super(false);
            this.statement = statement;
            this.literal = literal;
        }

        @Override
        void newline() {
            if (operandWanted) {
                pos++;
            } else {
                finish();
            }
        }

        @Override
        void closing(char c) {
            finish();
        }

        @Override
        void semicolon() {
            finish();
        }

        @Override
        void pipe() {
            finish();
        }

        @Override
        void assign(int operator, boolean plain) {
            boolean single =
                    variables == 1 && text.substring(variableEnd, operator).isBlank();
            if (!single) {
                spoilAll(operator);
            }
            close();
            statement.assign(single ? variable() : "", plain && keepsText());
        }

        /** Whatever variable stands in front of the operator may be changed by it. */
        private void spoilAll(int operator) {
            for (int at = start; at < operator; at++) {
                int variableEnd = chars[at] == '$' ? variableEnd(at) : at;
                if (variableEnd > at) {
                    assignments.spoil(variableName(at, variableEnd));
                }
            }
        }

        private String variable() {
            return variables == 0 ? "" : variableName(variableStart, variableEnd);
        }

        /** Whether the variable has no type, or one that leaves a text as it is. */
        private boolean keepsText() {
            if (lastType < 0) {
                return true;
            }
            int close = text.indexOf(']', lastType);
            looks(close < 0 ? end : close + 1);
            String type = text.substring(lastType, close < 0 ? text.length() : close + 1);
            return type.equalsIgnoreCase("[string]") || type.equalsIgnoreCase("[string[]");
        }

        @Override
        void variable(int from, int to) {
            variables++;
            variableStart = from;
            variableEnd = to;
        }

        @Override
        void changed() {
            assignments.spoil(variable());
        }

        @Override
        boolean word(int from, int to) {
            if (statement.loopHead && to - from == 2 && text.regionMatches(true, from, "in", 0, 2)) {
                close();
                statement.in(variable());
                return true;
            }
            return false;
        }
    }

    /** The key of an entry of a hash table, up to {@code =}. */
    private final class Key extends Operands {

        private final Table table;

        Key(Table table) {
            super(false);
            this.table = table;
        }

        @Override
        void newline() {
            finish();
        }

        @Override
        void closing(char c) {
            finish();
        }

        @Override
        void semicolon() {
            finish();
        }

        @Override
        void pipe() {
            finish();
        }

        @Override
        void assign(int operator, boolean plain) {
            close();
            table.valueWanted = true;
        }

        @Override
        void variable(int from, int to) {}

        @Override
        void changed() {}
    }

    /** What stands in brackets of any kind where no statement can: arguments, an index, a type, a class. */
    private final class Nest extends Operands {

        private final char closing;
        private final boolean declares;
        private int lastStart;
        private int lastEnd;

        Nest(char closing, boolean declares) {
            super(closing == '}');
            this.closing = closing;
            this.declares = declares;
        }

        @Override
        void newline() {
            boolean begun = operandWanted && (closing == ')' || !isAtStart());
            char behind = at(behindLines());
            if (closing == '}' || declares || begun || (closing == ')' && (behind == ')' || behind == ','))) {
                pos++;
            } else {
                // Neither closed nor continued: the closing bracket was forgotten.
                close();
            }
        }

        @Override
        void closing(char c) {
            if (c == closing) {
                pos++;
                close();
            } else if (c == '}' && openBraces > 0) {
                close();
            } else {
                pos++;
            }
        }

        @Override
        void semicolon() {
            if (closing == '}') {
                pos++;
                operandWanted = true;
            } else {
                close();
            }
        }

        @Override
        void pipe() {
            pos++;
            operandWanted = true;
        }

        @Override
        void assign(int operator, boolean plain) {
            operandWanted = true;
        }

        @Override
        void variable(int from, int to) {
            lastStart = from;
            lastEnd = to;
            if (declares) {
                assignments.spoil(variableName(from, to));
            }
        }

        @Override
        void changed() {
            if (lastEnd > 0) {
                assignments.spoil(variableName(lastStart, lastEnd));
            }
        }

        @Override
        boolean declaresMethods() {
            return closing == '}';
        }
    }

    /** A hash table. */
    private final class Table extends Frame {

        private boolean valueWanted;

        Table() {
            super(true);
        }

        @Override
        void step() {
            skipLines();
            if (pos >= end) {
                return;
            }
            char c = at(pos);
            if (c == '}') {
                pos++;
                close();
            } else if (c == ';' || c == ')' || (!valueWanted && (c == ']' || c == '|' || c == '&'))) {
                pos++;
                valueWanted = false;
            } else if (valueWanted) {
                valueWanted = false;
                open(new Statement());
            } else {
                open(new Key(this));
            }
        }
    }

    /** The body of a {@code switch}: conditions, each with its block. */
    private final class Switch extends Frame implements WordTaker {

        private boolean blockWanted;

        Switch() {
            super(true);
        }

        @Override
        void step() {
            skipLines();
            if (pos >= end) {
                return;
            }
            char c = at(pos);
            if (c == '}') {
                pos++;
                close();
            } else if (c == '{') {
                pos++;
                blockWanted = !blockWanted;
                open(new Block('}', false));
            } else if (endsWord(pos) && c != '(') {
                blockWanted = false;
                pos++;
            } else if (blockWanted) {
                blockWanted = false;
            } else {
                open(new ArgumentWord(this, false, false));
            }
        }

        @Override
        public void take(ArgumentWord word) {
            blockWanted = true;
        }
    }

    /** What an {@link ArgumentWord} is read for. */
    private interface WordTaker {

        /** The word ended at {@code pos}. Its pieces, if kept, are on the stack of pieces. */
        void take(ArgumentWord word);
    }

    /** A command and its words. */
    private final class Command extends Frame implements WordTaker {

        private final Statement statement;
        private final boolean dotted;
        private boolean named;
        private PowerShellCall call = nothing;
        private boolean keeps = true;
        private boolean targetWanted;
        private boolean dashesSeen;
        private boolean setsVariables;
        private boolean namesVariable;

        Command(Statement statement, boolean dotted) {
            super(false);
            this.statement = statement;
            this.dotted = dotted;
        }

        @Override
        void step() {
            int depth = open.size();
            do {
                word();
            } while (goesOn(depth));
        }

        private void word() {
            skipBlanks();
            if (pos >= end) {
                return;
            }
            char c = at(pos);
            if (isNewline(pos) || c == '#' || c == ';' || c == '|' || c == ')' || c == '}' || c == '&') {
                close();
                closed();
            } else if (c == ',') {
                pos++;
            } else if (named && isRedirection(c)) {
                redirection();
            } else {
                int before = pos;
                if (!keeps && !setsVariables && !namesVariable && skipPlainWord()) {
                    targetWanted = false;
                    namesVariable = PowerShellCharacters.isDash(c) && isVariableParameter(before, pos);
                    return;
                }
                pos = before;
                boolean parametersKnown = named && !dashesSeen;
                if (!keeps || !takePlainWord(parametersKnown)) {
                    pos = before;
                    open(new ArgumentWord(this, keeps, parametersKnown));
                }
            }
        }

        /**
         * Takes a bare word that is one value and has nothing in it to look into, as most words are; false if it is none.
         */
        private boolean takePlainWord(boolean parametersKnown) {
            int from = pos;
            boolean parameter = parametersKnown
                    && PowerShellCharacters.isDash(chars[from])
                    && PowerShellCharacters.startsParameter(at(from + 1));
            if (parameter || !skipPlainWord()) {
                return false;
            }
            int behind = pos;
            while (isBlank(behind)) {
                behind++;
            }
            if (!named) {
                named = true;
                int base = pieces.size();
                keepText(mayBeKnown(from, pos), from, pos, Quoting.NONE);
                name(base, from);
            } else if (at(behind) == ',') {
                return false;
            } else if (targetWanted) {
                targetWanted = false;
            } else {
                dashesSeen |= isDashes(from);
                call.add(new BareWord(from, pos));
            }
            return true;
        }

        /** Whether the word from {@code from} up to here is two dashes. */
        private boolean isDashes(int from) {
            return pos - from == 2
                    && PowerShellCharacters.isDash(chars[from])
                    && PowerShellCharacters.isDash(chars[from + 1]);
        }

        @Override
        void closed() {
            call.end(pos);
        }

        /** Moves over a word without anything in it to look into; false if it is none. */
        private boolean skipPlainWord() {
            int from = pos;
            if (at(from) == '@') {
                return false;
            }
            pos = plainEnd(pos);
            // Behind the marker, the rest of the line is not read as words.
            return pos > from && endsWord(pos) && !text.startsWith("--%", from);
        }

        private boolean isRedirection(char c) {
            return c == '>' || c == '<' || (((c >= '1' && c <= '6') || c == '*') && at(pos + 1) == '>');
        }

        private void redirection() {
            call.redirected();
            pos += at(pos) == '>' || at(pos) == '<' ? 1 : 2;
            if (at(pos) == '>') {
                pos++;
            }
            targetWanted = true;
            if (at(pos) == '&' && (at(pos + 1) == '1' || at(pos + 1) == '2')) {
                pos += 2;
                targetWanted = false;
            }
        }

        @Override
        public void take(ArgumentWord word) {
            if (!named) {
                named = true;
                name(word.base, word.start);
            } else if (targetWanted) {
                targetWanted = false;
                pieces.drop(word.base);
            } else if (keeps) {
                Written written = pieces.take(word.base, word.start, pos);
                dashesSeen |= word.tokens == 1 && isDashes(word.start);
                call.add(new PowerShellCall.Formed(written, word.form, word.isList, word.hasGap));
                if (word.form == PowerShellCall.Form.MARKER) {
                    verbatim();
                }
            } else if (word.form == PowerShellCall.Form.MARKER) {
                pos = verbatimEnd();
            } else {
                foreign(word);
            }
        }

        /** The word from {@code from} up to here, whose pieces lie above {@code base}, names the command. */
        private void name(int base, int from) {
            statement.command(from, pos);
            if (!mayBeKnown(from, pos)) {
                keeps = false;
                pieces.drop(base);
            } else {
                known(pieces.take(base, from, pos));
            }
            if (dotted && !keeps) {
                assignments.distrustBefore(from);
            }
        }

        /** Whether the name may be one that counts here; so that others, which are nearly all, take no time. */
        private boolean mayBeKnown(int from, int to) {
            for (int i = from; i < to; i++) {
                char c = chars[i];
                if (c == '3' || c == 'x' || c == 'X') {
                    return true;
                }
            }
            int last = chars[to - 1] | 0x20;
            return last == 'v' || last == 't' || (last == 'e' && to - from > 11);
        }

        private void known(Written written) {
            String plain = Programs.tail(written.content());
            boolean runner = Programs.isRunner(plain);
            keeps = runner || Programs.isTool(plain);
            if (keeps) {
                call = new PowerShellCall(written.word(), runner);
                calls.add(call);
                statement.call(call);
            } else {
                setsVariables = switch (plain.toLowerCase(Locale.ROOT)) {
                    case "set-variable", "sv", "set", "new-variable", "nv", "clear-variable", "clv" -> true;
                    case "remove-variable", "rv" -> true;
                    default -> false;
                };
            }
        }

        /** Another command's argument may name a variable that the command changes. */
        private void foreign(ArgumentWord word) {
            if (word.form == PowerShellCall.Form.PARAMETER) {
                namesVariable = isVariableParameter(word.start, pos);
            } else if (setsVariables || namesVariable) {
                namesVariable = false;
                String name = text.substring(word.start, pos);
                int from = name.startsWith("+") || name.startsWith("'") || name.startsWith("\"") ? 1 : 0;
                int to = identifierEnd(word.start + from) - word.start;
                if (to > from) {
                    assignments.spoil(name.substring(from, to));
                }
            }
        }

        private boolean isVariableParameter(int from, int to) {
            int length = to - from;
            if (length == 3) {
                return (at(to - 1) | 0x20) == 'v';
            }
            return length > 8 && text.regionMatches(true, to - 8, "variable", 0, 8);
        }

        private int verbatimEnd() {
            boolean quoted = false;
            int stop = pos;
            while (stop < end && !isNewline(stop)) {
                char c = chars[stop];
                if (PowerShellCharacters.isDoubleQuote(c)) {
                    quoted = !quoted;
                } else if (!quoted && (c == '|' || (c == '&' && at(stop + 1) == '&'))) {
                    break;
                }
                stop++;
            }
            return stop;
        }

        /** The rest of the line behind {@code --%} reaches the program word by word, with nothing read in it. */
        private void verbatim() {
            int stop = verbatimEnd();
            while (pos < stop) {
                if (isBlank(pos)) {
                    pos++;
                    continue;
                }
                int from = pos;
                boolean plain = true;
                int percents = 0;
                boolean quoted = false;
                while (pos < stop && (quoted || !isBlank(pos))) {
                    char c = chars[pos++];
                    if (PowerShellCharacters.isDoubleQuote(c)) {
                        quoted = !quoted;
                        plain = false;
                    }
                    percents += c == '%' ? 1 : 0;
                }
                int base = pieces.size();
                if (plain && percents < 2) {
                    pieces.verbatim(from, pos, Quoting.NONE);
                } else {
                    pieces.dynamic(from, pos, Quoting.NONE, Expansion.LIST);
                }
                call.add(new PowerShellCall.Formed(
                        pieces.take(base, from, pos), PowerShellCall.Form.VERBATIM, false, false));
            }
        }
    }

    private enum Part {
        /** A token begins. */
        TOKEN,
        /** In a bare word. */
        BARE,
        /** Behind an operand, where a member or an index may follow. */
        OPERAND,
        /** Behind a member's name, where arguments may follow too. */
        MEMBER
    }

    /** A command's word: one token, or several with commas between them. */
    private final class ArgumentWord extends Frame {

        private final WordTaker taker;
        private final boolean keep;
        private final boolean parametersKnown;
        private final int start = pos;
        private final int base = pieces.size();
        private Part part = Part.TOKEN;
        private PowerShellCall.Form form = PowerShellCall.Form.BARE;
        private boolean isList;
        private boolean hasGap;
        private boolean joins;
        private int tokens;
        private int tokenStart;
        private int tokenBase;
        /** Whether the token's value is that of an expression, so that its own pieces tell nothing. */
        private boolean computed;
        /** Start of an inner sub-expression of a bare word that is being read; -1 if none is. */
        private int inner = -1;

        ArgumentWord(WordTaker taker, boolean keep, boolean parametersKnown) {
            super(false);
            this.taker = taker;
            this.keep = keep;
            this.parametersKnown = parametersKnown;
        }

        @Override
        void step() {
            int depth = open.size();
            do {
                switch (part) {
                    case TOKEN -> token();
                    case BARE -> bare();
                    case OPERAND, MEMBER -> member();
                }
            } while (goesOn(depth));
        }

        @Override
        void closed() {
            endInner();
            endToken();
            taker.take(this);
        }

        private void token() {
            tokenStart = pos;
            tokenBase = pieces.size();
            computed = false;
            tokens++;
            char c = at(pos);
            int quote = openingQuote(pos);
            part = Part.OPERAND;
            if (PowerShellCharacters.isSingleQuote(c)) {
                form(PowerShellCall.Form.QUOTED);
                readSingleQuoted(keep);
            } else if (quote > 0) {
                form(PowerShellCall.Form.QUOTED);
                open(new Expandable(quote, keep, ignored));
            } else if (c == '@' && atSign()) {
                return;
            } else if (c == '$' && at(pos + 1) == '(') {
                compute(2, new Block(')', false));
            } else if (c == '(') {
                compute(1, new Block(')', false));
            } else if (c == '{') {
                compute(1, new Block('}', false));
            } else if (c == '$' && variable()) {
                return;
            } else if (PowerShellCharacters.isDash(c)
                    && PowerShellCharacters.startsParameter(at(pos + 1))
                    && tokens == 1
                    && parametersKnown) {
                parameter();
            } else if (endsWord(pos) && tokens > 1) {
                // Nothing follows the comma.
                tokens--;
                end();
            } else {
                form(PowerShellCall.Form.BARE);
                part = Part.BARE;
                if (endsWord(pos)) {
                    pos++;
                    keepText(keep, tokenStart, pos, Quoting.NONE);
                }
            }
        }

        private void form(PowerShellCall.Form first) {
            if (tokens == 1) {
                form = first;
            }
        }

        private void compute(int length, Frame frame) {
            form(PowerShellCall.Form.COMPUTED);
            computed = true;
            pos += length;
            open(frame);
        }

        private boolean atSign() {
            char next = at(pos + 1);
            if (next == '(') {
                form(PowerShellCall.Form.SPREAD);
                computed = true;
                pos += 2;
                open(new Block(')', false));
                return true;
            }
            if (next == '{') {
                compute(2, new Table());
                return true;
            }
            if (PowerShellCharacters.isSingleQuote(next)) {
                form(PowerShellCall.Form.QUOTED);
                readHereSingle(keep);
                return true;
            }
            if (PowerShellCharacters.isDoubleQuote(next)) {
                form(PowerShellCall.Form.QUOTED);
                openHere(keep, ignored);
                return true;
            }
            int variableEnd = variableEnd(pos);
            if (variableEnd > pos && (endsWord(variableEnd) || ".[=".indexOf(at(variableEnd)) >= 0)) {
                form(PowerShellCall.Form.SPLAT);
                if (keep) {
                    pieces.variable(pos, variableEnd, Quoting.NONE, variableName(pos, variableEnd), Expansion.LIST);
                }
                pos = variableEnd;
                return true;
            }
            return false;
        }

        /** A variable that is an operand of its own, not the beginning of a bare word. */
        private boolean variable() {
            int variableEnd = variableEnd(pos);
            if (variableEnd == pos) {
                return false;
            }
            char next = at(variableEnd);
            boolean braces = at(pos + 1) == '{';
            boolean colons = next == ':' && at(variableEnd + 1) == ':';
            boolean operand = endsWord(variableEnd) || next == '.' || next == '[' || (!braces && next == '=') || colons;
            if (!operand) {
                return false;
            }
            form(PowerShellCall.Form.VARIABLE);
            if (keep) {
                Expansion expansion = tokens == 1 ? Expansion.LIST : Expansion.ONE;
                pieces.variable(pos, variableEnd, Quoting.NONE, variableName(pos, variableEnd), expansion);
            }
            pos = variableEnd;
            return true;
        }

        /** A dash and letters: taken literally, variables included, up to a dot, a bracket or a colon. */
        private void parameter() {
            form(PowerShellCall.Form.PARAMETER);
            part = Part.BARE;
            pos++;
            while (!endsWord(pos) && at(pos) != '.' && at(pos) != '[') {
                char c = at(pos);
                if (PowerShellCharacters.isSingleQuote(c) || PowerShellCharacters.isDoubleQuote(c)) {
                    // With quotes it is a bare word after all; what stands before them stays literal.
                    keepText(keep, tokenStart, pos, Quoting.NONE);
                    form(PowerShellCall.Form.BARE);
                    return;
                }
                pos++;
                if (c == ':') {
                    joins = true;
                    break;
                }
            }
            keepText(keep, tokenStart, pos, Quoting.NONE);
            endToken();
            boolean goesOn = joins && !endsWord(pos);
            goesOn |= joins && (at(pos) == '(' || at(pos) == '{');
            joins = false;
            if (goesOn) {
                part = Part.TOKEN;
            } else {
                end();
            }
        }

        private void bare() {
            endInner();
            int run = pos;
            while (!endsWord(pos)) {
                char c = chars[pos];
                if (!PowerShellCharacters.isSpecial(c)) {
                    pos++;
                    continue;
                }
                int quote = c == '`' && inStrings == 0 ? 0 : openingQuote(pos);
                if (quote > 0) {
                    keepText(keep, run, pos, Quoting.NONE);
                    open(new Expandable(quote, keep, ignored));
                    return;
                } else if (PowerShellCharacters.isSingleQuote(c)) {
                    keepText(keep, run, pos, Quoting.NONE);
                    readSingleQuoted(keep);
                    run = pos;
                } else if (c == '`') {
                    keepText(keep, run, pos, Quoting.NONE);
                    readEscape(keep, Quoting.NONE);
                    run = pos;
                } else if (c == '$' && at(pos + 1) == '(') {
                    keepText(keep, run, pos, Quoting.NONE);
                    inner = pos;
                    pos += 2;
                    open(new Block(')', false));
                    return;
                } else {
                    int variableEnd = c == '$' ? variableEnd(pos) : pos;
                    if (variableEnd > pos) {
                        keepText(keep, run, pos, Quoting.NONE);
                        keepVariable(keep, pos, variableEnd, Quoting.NONE);
                        pos = variableEnd;
                        run = pos;
                    } else {
                        pos++;
                    }
                }
            }
            keepText(keep, run, pos, Quoting.NONE);
            next();
        }

        private void endInner() {
            if (inner >= 0) {
                if (keep) {
                    pieces.dynamic(inner, pos, Quoting.NONE, Expansion.ONE);
                }
                inner = -1;
            }
        }

        private void member() {
            char c = at(pos);
            char next = at(pos + 1);
            boolean dot = c == '.' && next != '.' && pos + 1 < end && !isBlank(pos + 1) && !isNewline(pos + 1);
            boolean colons = c == ':' && next == ':' && pos + 2 < end && !isBlank(pos + 2) && !isNewline(pos + 2);
            if (dot || colons) {
                computed = true;
                pos += dot ? 1 : 2;
                memberName();
            } else if (c == '[') {
                computed = true;
                pos++;
                part = Part.OPERAND;
                open(new Nest(']', false));
            } else if (part == Part.MEMBER && (c == '(' || c == '{')) {
                pos++;
                part = Part.OPERAND;
                open(c == '(' ? new Nest(')', false) : new Block('}', false));
            } else {
                next();
            }
        }

        private void memberName() {
            part = Part.MEMBER;
            char c = at(pos);
            int quote = openingQuote(pos);
            if (PowerShellCharacters.isSingleQuote(c)) {
                readSingleQuoted(false);
            } else if (quote > 0) {
                open(new Expandable(quote, false, ignored));
            } else if (c == '(' || (c == '$' && at(pos + 1) == '(')) {
                pos += c == '(' ? 1 : 2;
                open(new Block(')', false));
            } else if (c == '$') {
                pos = Math.max(pos + 1, variableEnd(pos));
            } else {
                pos = identifierEnd(pos);
            }
        }

        private void endToken() {
            if (computed) {
                pieces.drop(tokenBase);
                if (keep) {
                    pieces.dynamic(tokenStart, pos, Quoting.NONE, Expansion.ONE);
                }
                form(form == PowerShellCall.Form.SPREAD ? form : PowerShellCall.Form.COMPUTED);
                computed = false;
            }
            if (tokens == 1 && pos - start == 3 && text.startsWith("--%", start)) {
                form = PowerShellCall.Form.MARKER;
            }
        }

        /** The token is complete; a comma makes the next one part of this word. */
        private void next() {
            endToken();
            if (form == PowerShellCall.Form.MARKER) {
                end();
                return;
            }
            int comma = pos;
            while (isBlank(comma)) {
                comma++;
            }
            if (at(comma) != ',' || taker instanceof Switch || (taker instanceof Command command && !command.named)) {
                end();
                return;
            }
            if (keep) {
                pieces.dynamic(comma, comma + 1, Quoting.NONE, Expansion.ONE);
            }
            hasGap |= comma > pos;
            pos = comma + 1;
            isList = true;
            int behind = pos;
            skipLines();
            hasGap |= pos > behind;
            part = Part.TOKEN;
        }

        private void end() {
            close();
            taker.take(this);
        }
    }

    /** Opens {@code @"..."@} at {@code pos}. */
    private void openHere(boolean keep, Literal literal) {
        int body = hereBody();
        if (body >= 0) {
            open(new Expandable(body, keep, literal, true));
            return;
        }
        int base = pieces.size();
        int from = pos;
        readBrokenHere(keep, Quoting.HERE_DOUBLE);
        if (literal.isOpen()) {
            pieces.drop(base);
            literal.spoil();
        }
        assert pos > from;
    }

    /** A double-quoted string or {@code @"..."@}: text in which variables and sub-expressions expand. */
    private final class Expandable extends Frame {

        private final boolean here;
        private final int quoteLength;
        private final boolean keep;
        private final Literal literal;
        private final Quoting quoting;
        private final int start = pos;
        private final int base = pieces.size();
        private final int content;
        private final int outerEnd = end;
        private int inner = -1;

        /** Opens a string at {@code pos} whose opening mark is {@code quoteLength} long. */
        Expandable(int quoteLength, boolean keep, Literal literal) {
            super(false);
            this.here = false;
            this.quoteLength = quoteLength;
            this.keep = keep;
            this.literal = literal;
            this.quoting = Quoting.DOUBLE;
            pos += quoteLength;
            this.content = pos;
            if (keep && !literal.isOpen()) {
                end = cut(content, true);
            }
        }

        /** Opens a here-string whose text begins at {@code body}. */
        Expandable(int body, boolean keep, Literal literal, boolean here) {
            super(false);
            this.here = here;
            this.quoteLength = 1;
            this.keep = keep;
            this.literal = literal;
            this.quoting = Quoting.HERE_DOUBLE;
            pos = previousNewline(body);
            this.content = body;
        }

        @Override
        void step() {
            endInner();
            int run = Math.max(pos, content);
            while (pos < end) {
                char c = chars[pos];
                if (!PowerShellCharacters.isSpecial(c)) {
                    pos++;
                } else if (here && PowerShellCharacters.isNewline(c)) {
                    if (closesHere(pos, true)) {
                        keepText(keep, run, pos, quoting);
                        pos = behindNewline(pos) + 2;
                        close();
                        finish();
                        return;
                    }
                    pos++;
                } else if (!here && closes(pos)) {
                    keepText(keep, run, pos, quoting);
                    pos += quoteLength;
                    close();
                    finish();
                    return;
                } else if (!here && PowerShellCharacters.isDoubleQuote(c)) {
                    keepText(keep, run, pos, quoting);
                    int length = PowerShellCharacters.isDoubleQuote(at(pos + 1)) ? 2 : 1;
                    if (keep) {
                        pieces.escape(pos, pos + length, quoting, text.substring(pos + length - 1, pos + length));
                    }
                    pos += length;
                    run = pos;
                } else if (c == '`') {
                    keepText(keep, run, pos, quoting);
                    readEscape(keep, quoting);
                    run = pos;
                } else if (c == '$' && at(pos + 1) == '(') {
                    keepText(keep, run, pos, quoting);
                    inner = pos;
                    inStrings += here ? 0 : 1;
                    pos += 2;
                    open(new Block(')', false));
                    return;
                } else {
                    int variableEnd = c == '$' ? variableEnd(pos) : pos;
                    if (variableEnd > pos) {
                        keepText(keep, run, pos, quoting);
                        keepVariable(keep, pos, variableEnd, quoting);
                        pos = variableEnd;
                        run = pos;
                    } else {
                        pos++;
                    }
                }
            }
            keepText(keep, run, pos, quoting);
        }

        /** Whether the string ends with the mark at {@code offset}. */
        private boolean closes(int offset) {
            char c = at(offset);
            if (quoteLength == 2) {
                return (c == '`' || PowerShellCharacters.isDoubleQuote(c))
                        && PowerShellCharacters.isDoubleQuote(at(offset + 1));
            }
            return PowerShellCharacters.isDoubleQuote(c) && !PowerShellCharacters.isDoubleQuote(at(offset + 1));
        }

        @Override
        void closed() {
            endInner();
            finish();
        }

        private void endInner() {
            if (inner >= 0) {
                inStrings -= here ? 0 : 1;
                if (keep) {
                    pieces.dynamic(inner, pos, quoting, Expansion.ONE);
                }
                inner = -1;
            }
        }

        private void finish() {
            end = outerEnd;
            if (keep && pieces.size() == base) {
                pieces.verbatim(content, content, quoting);
            }
            if (literal.isOpen()) {
                literal.item(pieces.take(base, start, pos));
            } else if (keep && literal != ignored) {
                pieces.drop(base);
            }
        }
    }
}
