package m365ls.session;

/** Gives tokens for services. {@link Session} does; whoever only needs tokens asks for this. */
public interface Tokens {

    /**
     * A token for a resource: the one in hand, or a new one without a question to the user.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    TokenAnswer token(Connection connection, Resource resource) throws InterruptedException;

    /**
     * A new token after the service has refused one with 401. Callers that come with the same refused token share one
     * request.
     *
     * @param rejected the token that was refused
     * @param claims of the challenge, JSON; empty if there was none
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    TokenAnswer renew(Connection connection, Resource resource, Secret rejected, String claims)
            throws InterruptedException;
}
