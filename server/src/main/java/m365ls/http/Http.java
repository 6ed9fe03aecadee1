package m365ls.http;

import java.io.IOException;

/** Sends requests. Safe for use by many threads. */
@FunctionalInterface
public interface Http {

    /**
     * Sends a call once and reads the answer whole. Redirects are answers like others.
     *
     * @throws IOException if no answer came: no route, no trust, no time left, a line that dropped; its message holds
     *     neither the query of the address nor anything of headers and body
     * @throws InterruptedException if the thread was interrupted; the request is given up
     */
    HttpAnswer send(HttpCall call) throws IOException, InterruptedException;
}
