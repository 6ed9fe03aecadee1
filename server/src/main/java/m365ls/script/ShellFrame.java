package m365ls.script;

import java.util.ArrayList;
import java.util.List;

/**
 * One level of nesting that {@link ShellScanner} is in: something opened and not yet closed, and the word being read
 * there. Frames are used again, so that depth costs no more than it must.
 */
final class ShellFrame {

    /** What was opened. Those up to {@link #CASE} hold commands; those from {@link #IF} on are closed by a keyword. */
    enum Kind {
        /** The script itself. */
        SCRIPT,
        /** {@code ( ... )} around commands. */
        SUBSHELL,
        /** {@code $( ... )}. */
        SUBSTITUTION,
        /** {@code <( ... )}, {@code >( ... )} and zsh's {@code =( ... )}. */
        PROCESS,
        /** Backticks. */
        BACKTICKS,
        /** {@code if ... fi}. */
        IF,
        /** {@code while}, {@code until}, {@code for} or {@code select} up to {@code done}. */
        LOOP,
        /** <code>{ ... }</code>. */
        BRACES,
        /** {@code case ... esac}. */
        CASE,
        /** The elements of {@code name=( ... )}. */
        ARRAY,
        /** {@code [[ ... ]]}. */
        TEST,
        /** Double quotes. */
        QUOTES,
        /** <code>${ ... }</code>. */
        PARAMETER,
        /** {@code (( ... ))} and {@code $(( ... ))}. */
        ARITHMETIC,
        /** {@code $[ ... ]}. */
        OLD_ARITHMETIC,
        /** The subscript in {@code name[ ... ]=}. */
        SUBSCRIPT,
        /** The alternatives in {@code @( ... )}. */
        ALTERNATIVES,
        /** The text of a here-document whose expansions count. */
        HERE_DOCUMENT
    }

    Kind kind = Kind.SCRIPT;
    /** Offset of what opened it. */
    int open;
    /** Index of the nearest frame that a closing parenthesis closes; negative if there is none. */
    int parenthesis = -1;
    /** Index of the nearest frame that ends at a known offset: script, here-document, backticks. */
    int limiter;
    /** What is known of the command being read; in frames without commands, of the one around. */
    ShellLevel level;

    /** How text directly in it is quoted. */
    Quoting quoting = Quoting.NONE;
    /** Whether the pieces of its text are wanted. */
    boolean emits;
    /** Offset from which text has been read and not been made a piece. */
    int run;
    /** Number of pieces before those of the word, or of the quotes. */
    int pieceBase;

    /** Offset of the word being read; negative between words. */
    int wordStart = -1;
    /** Whether the word so far is unquoted text and nothing else. */
    boolean plain;
    /** Whether {@code name=} at the beginning of the word would assign. */
    boolean assigns;
    /** Whether the word begins with {@code name=}. */
    boolean named;
    /** Whether that is {@code name+=} or {@code name[...]=}. */
    boolean partly;
    /** Offset behind the word's {@code name}. */
    int nameEnd;
    /** Offset of the word's first equals sign; negative if there is none. */
    int equals;
    /** Whether the word may hold braces to expand. */
    boolean braces;
    /** Offset of an open bracket that may begin a pattern; negative if there is none. */
    int bracket;
    /** Number of pieces before it. */
    int bracketBase;
    /** The elements of an array that the word assigns; in an array's frame, those so far. */
    List<Written> elements = List.of();
    /** Whether the word assigns an array. */
    boolean list;

    /** Where the word was last continued on the next line, and where it went on; negative if it was not. */
    int jointStart;

    int jointEnd;
    /** Depth of parentheses or brackets within. In a here-document, index of the one that follows. */
    int inner;
    /** Number of here-documents that wait for a line's end further out. */
    int documents;
    /** In quotes and parameters: whether it may become several arguments. */
    boolean spreads;
    /** In a parameter: whether single quotes quote. In {@code [[}: whether a line may end here. */
    boolean flag;
    /** Offset at which scanning goes on behind a frame that ends at a known offset. */
    int resume;
    /** Where the text around such a frame ends. */
    int outerEnd;
    /** The text around backticks. */
    ShellSource outer;

    ShellFrame(ShellLevel level, ShellSource outer) {
        this.level = level;
        this.outer = outer;
    }

    /** Makes it a new frame inside of {@code around}. */
    void reset(Kind newKind, int offset, ShellFrame around) {
        kind = newKind;
        open = offset;
        parenthesis = around.parenthesis;
        limiter = around.limiter;
        level = around.level;
        documents = around.documents;
        quoting = Quoting.NONE;
        emits = false;
        run = offset;
        wordStart = -1;
        inner = 0;
        spreads = false;
        flag = false;
        elements = newKind == Kind.ARRAY ? new ArrayList<>() : List.of();
        list = false;
    }

    boolean holdsCommands() {
        return kind.compareTo(Kind.CASE) <= 0;
    }
}
