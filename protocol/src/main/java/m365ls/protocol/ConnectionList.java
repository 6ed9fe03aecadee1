package m365ls.protocol;

import java.util.List;

/**
 * All connections.
 *
 * @param connections by name
 */
public record ConnectionList(List<SessionConnection> connections) {}
