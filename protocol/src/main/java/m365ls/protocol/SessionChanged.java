package m365ls.protocol;

/**
 * Connections came, went or changed.
 *
 * @param active name of the active connection, a workspace's own choice apart; empty if there is none
 */
public record SessionChanged(String active) {}
