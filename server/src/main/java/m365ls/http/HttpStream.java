package m365ls.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** An exchange that has begun. */
public interface HttpStream extends AutoCloseable {

    /**
     * Waits for status and headers, at most as long as the call's deadline; while a body that is sent is still being taken,
     * that time begins anew. The answer is without its body.
     *
     * @throws IOException as {@link Http#send}
     * @throws InterruptedException if the thread was interrupted; the exchange is then to be closed
     */
    HttpAnswer head() throws IOException, InterruptedException;

    /**
     * The answer's body, as it was sent, encodings included; once, and after {@link #head}. Reading it waits for the
     * network and fails with an {@link IOException} if the line breaks, or with {@link NetworkException} for what follows;
     * an interrupted reader gets {@link java.io.InterruptedIOException}, and stays interrupted.
     *
     * @param idle longest wait for the next bytes
     * @param whole longest time from now to the last byte
     */
    InputStream body(Duration idle, Duration whole);

    /** Gives up what is not over, on any thread: the connection is closed, and whoever waits for it fails. */
    @Override
    void close();
}
