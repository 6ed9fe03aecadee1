package m365ls.lsp;

import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import m365ls.log.Log;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * What the client is told when a request fails: a fixed sentence, never an exception's text, since that can quote a
 * document or hold a secret.
 */
final class Trouble {

    /** {@code ServerNotInitialized} of the protocol. */
    static final int NOT_INITIALIZED = ResponseErrorCode.ServerNotInitialized.getValue();

    /** {@code RequestCancelled} of the protocol. */
    static final int CANCELLED = ResponseErrorCode.RequestCancelled.getValue();

    private final Log log;

    Trouble(Log log) {
        this.log = log;
    }

    /** The answer to a request whose handling ended with {@code thrown}. */
    ResponseError answer(String method, Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof CancellationException || cause instanceof InterruptedException) {
            return new ResponseError(CANCELLED, "The request was cancelled.", null);
        }
        if (cause instanceof ResponseErrorException refusal) {
            return refusal.getResponseError();
        }
        String id = report(method, cause);
        return new ResponseError(
                ResponseErrorCode.InternalError,
                "The server failed at this request. Its log says more under " + id + ".",
                null);
    }

    /**
     * Writes an exception that nothing foresaw to the log.
     *
     * @return the id it has there
     */
    String report(String during, Throwable thrown) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        log.fault(during, id, thrown);
        return id;
    }

    /** To be thrown when a request's parameters are not as the protocol has them. */
    static ResponseErrorException invalidParams(String message) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, message, null));
    }

    /** To be thrown when a request cannot be done as things are, with a sentence for the user. */
    static ResponseErrorException failed(String message) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, message, null));
    }
}
