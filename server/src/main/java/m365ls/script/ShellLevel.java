package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import m365ls.text.Span;

/** What {@link ShellCommands} knows of the command being read, in one place that holds commands. */
final class ShellLevel {

    /** What the next word is. */
    enum State {
        /** A command's name, a keyword, or an assignment before either. */
        START,
        /** An argument of the command that has the level's {@link Role}. */
        ARGUMENTS,
        /** The variable of a loop. */
        LOOP_NAME,
        /** {@code in} or {@code do} behind it. */
        LOOP_IN,
        /** What {@code case} looks at. */
        CASE_SUBJECT,
        /** {@code in} behind it. */
        CASE_IN,
        /** A pattern of a {@code case}. */
        CASE_PATTERN,
        /** The name behind {@code function}. */
        FUNCTION_NAME
    }

    /** What a command does with its arguments. */
    enum Role {
        /** Nothing of interest. */
        OTHER,
        /** They are those of {@code m365}. */
        TARGET,
        /** One of them is the command it runs ({@code sudo}). */
        PREFIX,
        /** One of them is the package it runs ({@code npx}). */
        RUNNER,
        /** They declare and assign variables ({@code export}). */
        DECLARATION,
        /** They name variables that get unknown values ({@code read}). */
        READER,
        /** Behind {@code -v} they name such a variable ({@code printf}). */
        PRINTER,
        /** They are expressions that may assign ({@code let}). */
        EXPRESSION
    }

    /** What the next word is if a redirection stands before it. */
    enum Redirection {
        NONE,
        /** A file, or the text of a here-string. */
        TARGET,
        /** The line that ends a here-document. */
        DELIMITER,
        /** The line that ends one whose lines lose their tabs. */
        INDENTED_DELIMITER
    }

    /** The variable that the output of a substitution is assigned to, as long as it seems to be the whole value. */
    static final class Assignee {
        /** Empty if there is none. */
        String name;

        Assignee(String name) {
            this.name = name;
        }
    }

    /** An assignment whose list of commands has not ended, so that it is not certain yet. */
    record Pending(Assignments.Assignment assignment, boolean partly, boolean certain) {}

    private static final Word NO_WORD = new Word(Span.at(0), List.of());

    /** Whether this is the script itself, outside of every block. */
    final boolean outermost;
    /** Whether commands here may run more than once, or at another time than their place tells. */
    final boolean repeats;
    /** Whether output becomes text. */
    final boolean captured;
    /** What output is assigned to. */
    final Assignee assignee;

    State state = State.START;
    Role role = Role.OTHER;
    Redirection redirection = Redirection.NONE;
    /** Whether the command runs only if another one succeeds or fails. */
    boolean conditional;

    boolean pipedFrom;
    /** Whether an operator has just been read, so that the list of commands goes on in the next line. */
    boolean afterOperator;
    /** Whether a function's body comes next. */
    boolean bodyNext;
    /** Whether the command's first word has just been read, so that parentheses would define a function. */
    boolean named;
    /** Name of the prefix, or other command, whose arguments are looked at. */
    String commandName = "";
    /** The prefix, or the runner of packages, whose options are being read. */
    ShellPrefix prefix = ShellPrefix.NONE;
    /** Whether the next word is the value of one of its options. */
    boolean skipsValue;
    /** Operands of the prefix still to come before the command. */
    int operands;
    /** Whether the runner of packages has been told what to do ({@code npm exec}). */
    boolean instructed;
    /** The word of the runner of packages. */
    Word runner = NO_WORD;
    /** Whether {@code xargs} adds arguments, and the text it replaces; empty if none. */
    boolean appends;

    String placeholder = "";
    /** Whether the value being skipped is that text. */
    boolean replaces;
    /** Whether a declaration's variables are given attributes that change their values. */
    boolean attributes;
    /** Index of the call being read; negative if there is none. */
    int call = -1;
    /** Index of the call whose output goes into the command being read; negative if there is none. */
    int feeder = -1;
    /** Assignments of the list of commands being read. */
    List<Pending> assignments = List.of();
    /** How many of them were made by commands that have ended. */
    int settled;

    ShellLevel(boolean outermost, boolean repeats, boolean captured, Assignee assignee) {
        this.outermost = outermost;
        this.repeats = repeats;
        this.captured = captured;
        this.assignee = assignee;
    }

    /** Whether a new command begins that has nothing to do with those before. */
    boolean isFresh() {
        return state == State.START
                && !afterOperator
                && !pipedFrom
                && !conditional
                && !bodyNext
                && !replaces
                && redirection == Redirection.NONE
                && call < 0
                && feeder < 0
                && assignments.isEmpty();
    }

    void add(Pending pending) {
        if (assignments.isEmpty()) {
            assignments = new ArrayList<>(2);
        }
        assignments.add(pending);
    }
}
