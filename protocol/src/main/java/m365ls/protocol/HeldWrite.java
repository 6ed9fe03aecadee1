package m365ls.protocol;

/**
 * A request that was not sent, since it changes something, or may.
 *
 * @param method in capitals
 * @param address where to, without secrets
 * @param body what would be sent, without secrets; shortened if it is long
 * @param why it counts as a change, in a sentence
 */
public record HeldWrite(String method, String address, String body, String why) {}
