package m365ls.feature;

/** How bad a {@link Finding} is. Each has a fixed meaning. */
public enum Severity {
    /** The command line tool itself, without prompting, would not run this command line. */
    ERROR,
    /** The tool would accept it and do what the author cannot have meant, or it is unsafe. */
    WARNING,
    /** Advice. */
    INFORMATION,
    /** Not reported. */
    OFF
}
