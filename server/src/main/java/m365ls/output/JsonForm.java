package m365ls.output;

/** How faithful printed JSON is. */
public enum JsonForm {
    /** A reader of it gets the very value, with every digit of a long number. */
    FAITHFUL,
    /**
     * The command line tool's own: a line end within a text is printed as an escaped backslash and a line end, and
     * numbers are rounded to doubles.
     */
    TOOL
}
