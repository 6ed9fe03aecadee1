package m365ls.script;

/** How many arguments a piece of a word may turn into when the script runs. */
enum Expansion {
    /** Exactly one text, which stays inside its word: known text, {@code "$x"}. */
    ONE,
    /** Split at blanks, and taken as a pattern of file names: a shell's {@code $x} outside of quotes. */
    SPLIT,
    /** An argument for each element of a list: {@code "${list[@]}"}, {@code @list}. */
    LIST
}
