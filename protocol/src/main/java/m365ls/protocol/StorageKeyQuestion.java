package m365ls.protocol;

/**
 * Asks for the key that sign-ins are kept under.
 *
 * @param question unguessable, for the {@link Sealed} answer
 * @param create whether the client makes a key and keeps it if it has none
 */
public record StorageKeyQuestion(String question, boolean create) {}
