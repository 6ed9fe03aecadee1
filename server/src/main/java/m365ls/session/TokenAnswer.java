package m365ls.session;

import java.time.Duration;

/** A token, or what is needed to have one. */
public sealed interface TokenAnswer {

    /** A token that was good when it was handed out. */
    record Token(AccessToken token) implements TokenAnswer {}

    /**
     * No token.
     *
     * @param need what has to happen
     * @param reason why, and what to do, in sentences for the user
     * @param detail the service's own words, without secrets; empty if there are none
     * @param retryAfter how long the service wants to be left alone; zero if it did not say
     * @param claims that a new sign-in has to bring along; empty if there are none
     */
    record Needs(Need need, String reason, String detail, Duration retryAfter, String claims) implements TokenAnswer {}
}
