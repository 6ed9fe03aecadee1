package m365ls.catalog;

/** Which kind of sign-in a command works with. */
public enum Identity {
    /** As a user or as an application. */
    ANY,
    /** Only as a user (delegated permissions). */
    DELEGATED,
    /** Only as an application. */
    APPLICATION
}
