package m365ls.session;

import java.time.Instant;

/** Fetches tokens for one connection, from a cache or from the service. It may block; it never asks the user. */
@FunctionalInterface
interface TokenSource {

    /**
     * How to fetch.
     *
     * @param force whether a token that a cache holds is passed over
     * @param claims of a challenge, JSON; empty if there was none
     */
    record How(boolean force, String claims) {
        static final How USUAL = new How(false, "");
    }

    /**
     * What a source found.
     *
     * @param refresh when it should be renewed, before it ends; {@link Instant#MAX} if nobody says
     */
    record Fetched(TokenAnswer answer, Instant refresh) {
        static Fetched needs(TokenAnswer.Needs needs) {
            return new Fetched(needs, Instant.MAX);
        }
    }

    Fetched fetch(Resource resource, How how) throws InterruptedException;
}
