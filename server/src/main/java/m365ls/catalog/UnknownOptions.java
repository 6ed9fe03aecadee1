package m365ls.catalog;

/** What a command does with options that it does not declare. */
public enum UnknownOptions {
    /** Refuses them. */
    REFUSED,
    /** Passes them on, as values of the thing it creates or as headers. */
    PASSED_ON,
    /** Accepts and drops them. */
    DROPPED
}
