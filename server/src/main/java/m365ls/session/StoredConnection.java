package m365ls.session;

/**
 * What is kept of a connection.
 *
 * @param id {@link Connection#id()}
 * @param name {@link Connection#name()}
 * @param content everything about it, refresh token and credentials too: JSON that only the session reads
 */
public record StoredConnection(String id, String name, Secret content) {}
