package m365ls.http;

import java.io.IOException;

/** Sends requests whose answers are read as they come. Safe for use by many threads. */
@FunctionalInterface
public interface HttpStreams {

    /**
     * Begins to send a call once, and returns at once. Redirects are answers like others.
     *
     * @throws IOException if nothing was sent, since the call or the network's settings cannot be used; its message holds
     *     neither the query of the address nor anything of headers and body
     */
    HttpStream open(HttpCall call) throws IOException;
}
