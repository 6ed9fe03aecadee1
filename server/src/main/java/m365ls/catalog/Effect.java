package m365ls.catalog;

/** What a command does to the organisation or to the user's files. How it is decided: {@code docs/catalogue.md}. */
public enum Effect {
    /** Changes nothing. */
    READ,
    /** Creates or changes something, or writes a local file. */
    WRITE,
    /** Deletes something, or changes it so that what was there cannot be had back. */
    DESTROY
}
