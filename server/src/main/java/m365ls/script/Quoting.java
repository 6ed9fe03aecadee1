package m365ls.script;

/** How a place in a word is quoted, which decides how text written there must be escaped. */
public enum Quoting {
    /** Not quoted. */
    NONE,
    /** Between single quotes: nothing is expanded. */
    SINGLE,
    /** Between double quotes: variables and substitutions are expanded. */
    DOUBLE,
    /** In bash's {@code $'...'}, where backslash escapes are decoded. */
    ANSI_C,
    /** In PowerShell's {@code @'...'@}. */
    HERE_SINGLE,
    /** In PowerShell's {@code @"..."@}. */
    HERE_DOUBLE
}
