package m365ls.gateway;

/**
 * A request that changes something, or may; or what a command would write on this machine itself.
 *
 * @param method in capitals; {@code WRITE} for what is written on this machine
 * @param address where to, without secrets in its query; what is written, on this machine
 * @param body what would be sent, as text; shortened to 64 KB, secrets in it replaced; empty if there is none, a sentence
 *     about it if it is no text
 * @param why it counts as a write, in a sentence
 */
public record Write(String method, String address, String body, String why) {}
