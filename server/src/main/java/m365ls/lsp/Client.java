package m365ls.lsp;

import com.google.gson.JsonElement;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The editor at the other end. Both methods may be called on any thread and do not wait. */
interface Client {

    /** Tells it something. */
    void notify(String method, Object params);

    /**
     * Asks it something. The answer is completed on the reader thread: what is done with it must be short. It fails with
     * LSP4J's {@code ResponseErrorException} if the client answers with an error. Cancelling it takes the question back.
     */
    CompletableFuture<JsonElement> request(String method, @Nullable Object params);
}
