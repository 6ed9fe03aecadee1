package m365ls.script;

import java.util.List;
import java.util.Optional;

/** The word that {@link ShellScanner} has just read, as {@link ShellCommands} looks at it. */
interface ShellWord {

    /** Offset of its end in the script. */
    int end();

    /** As it is written; only the beginning of it if it is long and not {@link #plain}. */
    String source();

    /** Whether it is unquoted text and nothing else. */
    boolean plain();

    /**
     * The place of a word that is {@link #plain} and stands in the script just as it is, with no braces to expand; empty of
     * any other.
     */
    Optional<BareWord> bare();

    /** Whether it begins with {@code name=}, {@code name+=} or {@code name[...]=} and so assigns. */
    boolean assigns();

    /** The name it assigns to. */
    String name();

    /** Whether it assigns only a part of its variable. */
    boolean partly();

    /** Whether it assigns a list. */
    boolean list();

    /** What it assigns. */
    List<Written> values();

    /** The word as an argument; several readings of it if it has braces to expand. */
    List<Written> readings();
}
