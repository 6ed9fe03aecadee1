/**
 * The way of every command's requests to the services: which host gets which token, what counts as a write, how long to
 * wait and how often to try, and when to stop.
 *
 * <p>Never: gives a token to a host that is not of the token's own resource; sends without a {@link
 * m365ls.gateway.Permit} that is in force; repeats a write whose outcome is not known; follows a redirect with anything
 * that was meant for the first host.
 */
@NullMarked
package m365ls.gateway;

import org.jspecify.annotations.NullMarked;
