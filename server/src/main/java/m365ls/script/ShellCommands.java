package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.script.ShellLevel.Pending;
import m365ls.script.ShellLevel.Role;
import m365ls.script.ShellLevel.State;

/**
 * Makes commands of the words and operators that {@link ShellScanner} reads: tells keywords, assignments and the names
 * of commands, gathers the calls of {@code m365}, and what assigns variables.
 */
final class ShellCommands {

    /** What a keyword opens or closes. */
    enum Change {
        NONE,
        OPEN_IF,
        /** A loop over words, whose variable comes next. */
        OPEN_FOR,
        OPEN_LOOP,
        OPEN_BRACES,
        OPEN_CASE,
        OPEN_TEST,
        CLOSE_IF,
        CLOSE_LOOP,
        CLOSE_BRACES,
        CLOSE_CASE,
        /** {@code coproc}: a name may follow. */
        COPROCESS
    }

    /** What ends a command. */
    enum Terminator {
        /** The end of a line, or a semicolon. */
        LINE,
        /** {@code &&} or {@code ||}. */
        CONDITION,
        PIPE,
        BACKGROUND,
        /** The end of what is around. */
        END
    }

    /** Variables that the shell itself changes. */
    private static final Set<String> SPECIAL = Set.of(
            "_",
            "BASHOPTS",
            "BASHPID",
            "BASH_ARGV0",
            "BASH_COMMAND",
            "BASH_LINENO",
            "BASH_REMATCH",
            "BASH_SOURCE",
            "BASH_SUBSHELL",
            "COLUMNS",
            "COPROC",
            "DIRSTACK",
            "EPOCHREALTIME",
            "EPOCHSECONDS",
            "EUID",
            "FUNCNAME",
            "GROUPS",
            "HISTCMD",
            "LINENO",
            "LINES",
            "MAPFILE",
            "OLDPWD",
            "OPTARG",
            "OPTERR",
            "OPTIND",
            "PIPESTATUS",
            "PPID",
            "PWD",
            "RANDOM",
            "READLINE_LINE",
            "REPLY",
            "SECONDS",
            "SHELLOPTS",
            "SHLVL",
            "SRANDOM",
            "UID");

    /** Of an expression that is read for the variables it assigns; the end of a longer one may be missing. */
    private static final int LONGEST_EXPRESSION = 200;

    private static final List<String> EXTENSIONS = List.of(".cmd", ".ps1", ".exe");
    private static final Set<String> READ_VALUES = Set.of("-d", "-i", "-n", "-N", "-p", "-t", "-u");
    private static final Set<String> MAPFILE_VALUES = Set.of("-d", "-n", "-O", "-s", "-u", "-C", "-c");

    private final Assignments assignments;
    private final List<ShellCall> calls = new ArrayList<>();

    ShellCommands(Assignments assignments) {
        this.assignments = assignments;
    }

    /** The calls found, in the order of their starts. */
    List<ShellCall> calls() {
        List<ShellCall> found = new ArrayList<>(calls.size());
        for (ShellCall call : calls) {
            if (!call.dropped) {
                found.add(call);
            }
        }
        found.sort((a, b) ->
                Integer.compare(a.program.span().start(), b.program.span().start()));
        return found;
    }

    /** Whether the pieces of the next word matter. */
    static boolean wantsPieces(ShellLevel level) {
        return level.state == State.START
                || (level.state == State.ARGUMENTS
                        && level.role.compareTo(Role.TARGET) >= 0
                        && level.role.compareTo(Role.DECLARATION) <= 0);
    }

    /** Whether the next word assigns if it begins with {@code name=}. */
    static boolean wantsAssignments(ShellLevel level) {
        return level.state == State.START || (level.state == State.ARGUMENTS && level.role == Role.DECLARATION);
    }

    /** A word of a command. */
    Change word(ShellLevel level, ShellWord word) {
        level.afterOperator = false;
        return switch (level.state) {
            case START -> start(level, word);
            case ARGUMENTS -> {
                level.named = false;
                argument(level, word);
                yield Change.NONE;
            }
            case LOOP_NAME -> {
                assignments.spoil(word.source());
                level.state = State.LOOP_IN;
                yield Change.NONE;
            }
            case LOOP_IN -> {
                if (word.plain() && word.source().equals("{")) {
                    yield open(level, word, Change.OPEN_BRACES);
                }
                level.state = word.plain() && word.source().equals("do") ? State.START : State.ARGUMENTS;
                level.role = Role.OTHER;
                yield Change.NONE;
            }
            case CASE_SUBJECT -> {
                level.state = State.CASE_IN;
                yield Change.NONE;
            }
            case CASE_IN -> {
                level.state = State.CASE_PATTERN;
                yield Change.NONE;
            }
            case CASE_PATTERN -> word.plain() && word.source().equals("esac") ? Change.CLOSE_CASE : Change.NONE;
            case FUNCTION_NAME -> {
                level.state = State.START;
                level.bodyNext = true;
                yield Change.NONE;
            }
        };
    }

    /** The command ends before {@code offset}. */
    void end(ShellLevel level, Terminator terminator, int offset) {
        if (level.state.compareTo(State.CASE_SUBJECT) >= 0 && level.state != State.FUNCTION_NAME) {
            return;
        }
        int call = level.call;
        if (call >= 0) {
            reach(level, offset);
            calls.get(call).background = terminator == Terminator.BACKGROUND;
        }
        settle(level, terminator, offset);
        level.state = State.START;
        level.role = Role.OTHER;
        level.prefix = ShellPrefix.NONE;
        level.skipsValue = false;
        level.appends = false;
        level.placeholder = "";
        level.named = false;
        level.call = -1;
        level.feeder = terminator == Terminator.PIPE ? call : -1;
        level.pipedFrom = terminator == Terminator.PIPE;
        level.conditional = terminator == Terminator.CONDITION || (terminator == Terminator.PIPE && level.conditional);
        level.afterOperator = terminator == Terminator.CONDITION || terminator == Terminator.PIPE;
    }

    /** The call being read, if any, takes no more words from {@code offset} on. */
    void reach(ShellLevel level, int offset) {
        if (level.call >= 0 && calls.get(level.call).reachEnd < 0) {
            calls.get(level.call).reachEnd = offset;
        }
    }

    /** A compound command has begun; words behind it belong to no command that counts. */
    static void compound(ShellLevel level) {
        level.state = State.ARGUMENTS;
        level.role = Role.OTHER;
        level.named = false;
        level.afterOperator = false;
    }

    /** A branch of a {@code case} ends before {@code offset}. */
    void endBranch(ShellLevel level, int offset) {
        end(level, Terminator.LINE, offset);
        level.state = State.CASE_PATTERN;
    }

    /** A line ends before {@code offset}. */
    void endLine(ShellLevel level, int offset) {
        if (!level.afterOperator) {
            end(level, Terminator.LINE, offset);
        }
    }

    /** The command being read has a redirection. */
    void redirected(ShellLevel level) {
        level.afterOperator = false;
        if (level.call >= 0) {
            calls.get(level.call).redirected = true;
        }
    }

    /** The name just read is that of a function being defined. */
    void function(ShellLevel level) {
        if (level.call >= 0) {
            calls.get(level.call).dropped = true;
            level.call = -1;
        }
        level.state = State.START;
        level.role = Role.OTHER;
        level.named = false;
        level.bodyNext = true;
    }

    /** A variable is changed by an expression or a redirection. */
    void spoil(String name) {
        assignments.spoil(name);
    }

    private Change start(ShellLevel level, ShellWord word) {
        if (word.assigns()) {
            level.add(new Pending(
                    new Assignments.Assignment(word.name(), word.list(), word.values(), 0), word.partly(), true));
            return Change.NONE;
        }
        Optional<Change> change = word.plain() ? keyword(level, word) : Optional.empty();
        if (change.isPresent()) {
            return change.get();
        }
        level.bodyNext = false;
        level.named = true;
        command(level, word);
        return Change.NONE;
    }

    private Optional<Change> keyword(ShellLevel level, ShellWord word) {
        return switch (word.source()) {
            case "if" -> Optional.of(open(level, word, Change.OPEN_IF));
            case "for", "select" -> Optional.of(open(level, word, Change.OPEN_FOR));
            case "while", "until" -> Optional.of(open(level, word, Change.OPEN_LOOP));
            case "case" -> Optional.of(open(level, word, Change.OPEN_CASE));
            case "{" -> Optional.of(open(level, word, Change.OPEN_BRACES));
            case "[[" -> Optional.of(open(level, word, Change.OPEN_TEST));
            case "fi" -> Optional.of(close(level, Change.CLOSE_IF));
            case "done" -> Optional.of(close(level, Change.CLOSE_LOOP));
            case "}" -> Optional.of(close(level, Change.CLOSE_BRACES));
            case "esac" -> Optional.of(close(level, Change.CLOSE_CASE));
            // An option of "time"; no command has such a name.
            case "-p" -> Optional.of(Change.NONE);
            case "then", "else", "elif", "do", "!", "time" -> Optional.of(Change.NONE);
            case "coproc" -> Optional.of(Change.COPROCESS);
            case "function" -> {
                level.state = State.FUNCTION_NAME;
                yield Optional.of(Change.NONE);
            }
            default -> Optional.empty();
        };
    }

    private Change open(ShellLevel level, ShellWord word, Change change) {
        feed(level, word);
        return close(level, change);
    }

    private static Change close(ShellLevel level, Change change) {
        compound(level);
        return change;
    }

    private void feed(ShellLevel level, ShellWord name) {
        if (level.feeder >= 0) {
            calls.get(level.feeder).pipedInto = name.source();
            level.feeder = -1;
        }
    }

    /** The word that names a command, be it behind prefixes. */
    private void command(ShellLevel level, ShellWord word) {
        level.state = State.ARGUMENTS;
        level.role = Role.OTHER;
        String name = programName(word);
        Optional<ShellPrefix> known = ShellPrefix.named(name);
        level.commandName = name;
        if (known.isPresent()) {
            ShellPrefix prefix = known.get();
            level.role = prefix.packages() ? Role.RUNNER : Role.PREFIX;
            level.prefix = prefix;
            level.operands = prefix.operands();
            level.appends |= name.equals("xargs");
            level.instructed = false;
            if (prefix.packages()) {
                feed(level, word);
                level.runner = word.readings().get(0).word();
            }
            return;
        }
        feed(level, word);
        switch (name) {
            case "m365", "microsoft365" -> target(level, word.readings().get(0).word());
            case "declare", "typeset", "local", "integer", "float", "export", "readonly" -> {
                level.role = Role.DECLARATION;
                level.attributes = name.equals("integer") || name.equals("float");
            }
            case "read", "mapfile", "readarray", "unset", "getopts", "wait", "vared", "zparseopts" ->
                level.role = Role.READER;
            case "printf", "print" -> level.role = Role.PRINTER;
            case "let" -> level.role = Role.EXPRESSION;
            case "eval", "source", "." -> unseen(level, word.end());
            default -> {}
        }
    }

    private void target(ShellLevel level, Word program) {
        level.role = Role.TARGET;
        level.call = calls.size();
        calls.add(new ShellCall(program, level));
    }

    private void argument(ShellLevel level, ShellWord word) {
        if (level.skipsValue) {
            level.skipsValue = false;
            if (level.replaces) {
                level.placeholder = word.source();
                level.replaces = false;
            }
            return;
        }
        switch (level.role) {
            case TARGET -> {
                ShellCall call = calls.get(level.call);
                boolean separator = level.commandName.equals("npm")
                        && call.arguments.isEmpty()
                        && word.source().equals("--");
                Optional<BareWord> bare = separator ? Optional.empty() : word.bare();
                if (bare.isPresent()) {
                    call.add(bare.get());
                } else if (!separator) {
                    call.add(word.readings());
                }
            }
            case PREFIX -> behindPrefix(level, word);
            case RUNNER -> behindRunner(level, word);
            case DECLARATION -> declaration(level, word);
            case READER -> reading(level, word);
            case PRINTER -> printing(level, word);
            case EXPRESSION -> expression(word);
            case OTHER -> {}
        }
    }

    private void behindPrefix(ShellLevel level, ShellWord word) {
        String text = word.source();
        boolean xargs = level.commandName.equals("xargs");
        if (text.startsWith("-") && text.length() > 1) {
            if (level.commandName.equals("command") && (text.equals("-v") || text.equals("-V"))) {
                level.role = Role.OTHER;
            } else if (xargs && text.startsWith("-I")) {
                level.skipsValue = text.length() == 2;
                level.replaces = level.skipsValue;
                level.placeholder = text.substring(2);
            } else if (xargs && (text.equals("-i") || text.equals("--replace"))) {
                level.placeholder = "{}";
            } else {
                level.skipsValue = level.prefix.takesValue(text);
            }
        } else if (level.operands > 0) {
            level.operands--;
        } else if (!level.prefix.assigns() || !beginsAssignment(text)) {
            command(level, word);
        }
    }

    private void behindRunner(ShellLevel level, ShellWord word) {
        String text = word.source();
        if (text.equals("-c") || text.equals("--call")) {
            level.role = Role.OTHER;
        } else if (text.startsWith("-")) {
            level.skipsValue = level.prefix.takesValue(text);
        } else if (!level.instructed
                && ShellPrefix.subcommands(level.commandName).contains(text)) {
            level.instructed = true;
        } else if (isPackage(knownStart(word)) && (level.instructed || !level.commandName.equals("npm"))) {
            target(level, level.runner);
        } else {
            level.role = Role.OTHER;
        }
    }

    private void declaration(ShellLevel level, ShellWord word) {
        String text = word.source();
        boolean mentions = level.commandName.equals("export") || level.commandName.equals("readonly");
        if (word.assigns()) {
            level.add(new Pending(
                    new Assignments.Assignment(word.name(), word.list(), word.values(), 0),
                    word.partly() || level.attributes,
                    true));
        } else if (text.startsWith("-") || text.startsWith("+")) {
            for (int i = 1; i < text.length(); i++) {
                level.attributes |= "Ailucn".indexOf(text.charAt(i)) >= 0 && !mentions;
                if (text.charAt(i) == 'n' && !mentions) {
                    // A reference to another variable may change whatever that one is.
                    assignments.distrust();
                }
            }
        } else if (!word.plain()) {
            unseen(level, word.end());
        } else if (!mentions || level.attributes) {
            assignments.spoil(text);
        }
    }

    private void reading(ShellLevel level, ShellWord word) {
        String text = word.source();
        if (text.startsWith("-") && text.length() > 1) {
            Set<String> withValue = switch (level.commandName) {
                case "read" -> READ_VALUES;
                case "mapfile", "readarray" -> MAPFILE_VALUES;
                default -> Set.of();
            };
            level.skipsValue = withValue.contains("-" + text.charAt(text.length() - 1));
        } else if (word.plain()) {
            assignments.spoil(text.substring(0, nameLength(text, 0)));
        } else if (text.indexOf('$') >= 0 || text.indexOf('`') >= 0) {
            unseen(level, word.end());
        } else {
            spoilAll(text);
        }
    }

    private void printing(ShellLevel level, ShellWord word) {
        String text = word.source();
        if (text.equals("-v")) {
            level.role = Role.READER;
        } else {
            if (text.startsWith("-v")) {
                spoilAll(text.substring(2));
            }
            level.role = Role.OTHER;
        }
    }

    private void expression(ShellWord word) {
        String text = word.source();
        spoilAll(text);
        if (!word.plain() && text.length() >= LONGEST_EXPRESSION) {
            assignments.distrust();
        }
    }

    private void settle(ShellLevel level, Terminator terminator, int offset) {
        List<Pending> pending = level.assignments;
        if (pending.isEmpty()) {
            return;
        }
        boolean own = level.state == State.START || level.role == Role.DECLARATION;
        boolean certain =
                own && level.outermost && !level.conditional && !level.pipedFrom && terminator != Terminator.PIPE;
        for (int i = level.settled; i < pending.size(); i++) {
            Pending made = pending.get(i);
            Assignments.Assignment old = made.assignment();
            if (own && old.name().equals("IFS")) {
                assignments.distrustSplitting();
            }
            pending.set(
                    i,
                    new Pending(
                            new Assignments.Assignment(old.name(), old.list(), old.values(), offset),
                            made.partly(),
                            certain && !made.partly() && !SPECIAL.contains(old.name())));
        }
        level.settled = pending.size();
        if (terminator == Terminator.CONDITION || terminator == Terminator.PIPE) {
            return;
        }
        for (Pending made : pending) {
            if (made.certain() && terminator != Terminator.BACKGROUND) {
                assignments.add(made.assignment());
            } else {
                assignments.spoil(made.assignment().name());
            }
        }
        level.assignments = List.of();
        level.settled = 0;
    }

    private void unseen(ShellLevel level, int offset) {
        if (level.repeats) {
            assignments.distrust();
        } else {
            assignments.distrustBefore(offset);
        }
    }

    /** Spoils whatever is named in an expression. */
    private void spoilAll(String expression) {
        for (int i = 0; i < expression.length(); i++) {
            int length = nameLength(expression, i);
            if (length > 0) {
                assignments.spoil(expression.substring(i, i + length));
                i += length;
            }
        }
    }

    /** Number of units at the start of {@code text} that are a variable's name. */
    private static int nameLength(String text, int from) {
        int end = from;
        while (end < text.length() && isNamePart(text.charAt(end), end == from)) {
            end++;
        }
        return end - from;
    }

    static boolean isNamePart(char c, boolean first) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!first && c >= '0' && c <= '9');
    }

    private static boolean beginsAssignment(String text) {
        int length = nameLength(text, 0);
        return length > 0 && text.startsWith("=", length);
    }

    /** The name of the program a word stands for, without its folder and extension; empty if it cannot be told. */
    private static String programName(ShellWord word) {
        String text = knownEnd(word);
        int folder = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
        String name = text.substring(folder + 1);
        if (name.indexOf('.') < 0) {
            return name;
        }
        for (String extension : EXTENSIONS) {
            if (name.endsWith(extension)) {
                return name.substring(0, name.length() - extension.length());
            }
        }
        return name;
    }

    /** The known text a word ends with; from a slash on if something unknown stands before. */
    private static String knownEnd(ShellWord word) {
        if (word.plain()) {
            return word.source();
        }
        StringBuilder known = new StringBuilder();
        boolean hole = false;
        for (Piece piece : word.readings().get(0).content()) {
            if (piece instanceof Piece.Text text) {
                known.append(text.text());
            } else {
                known.setLength(0);
                hole = true;
            }
        }
        int slash = known.indexOf("/");
        return !hole ? known.toString() : slash < 0 ? "" : known.substring(slash);
    }

    /** The known text a word begins with. */
    private static String knownStart(ShellWord word) {
        StringBuilder known = new StringBuilder();
        for (Piece piece : word.readings().get(0).content()) {
            if (!(piece instanceof Piece.Text text)) {
                break;
            }
            known.append(text.text());
        }
        return known.toString();
    }

    private static boolean isPackage(String text) {
        int version = text.indexOf('@', 1);
        return switch (version < 0 ? text : text.substring(0, version)) {
            case "m365", "microsoft365", "@pnp/cli-microsoft365" -> true;
            default -> false;
        };
    }
}
