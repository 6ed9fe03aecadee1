package m365ls.catalog;

/** Type of an option's value, as the command line tool reads it. */
public enum OptionType {
    /** Text. */
    STRING,
    /** A number. */
    NUMBER,
    /** {@code true} or {@code false}; the option alone means true. */
    BOOLEAN,
    /** No value: the option is there or not. A word behind it is not read as a boolean. */
    FLAG,
    /** Declared without a type: text, or a number where it looks like one. */
    UNTYPED
}
