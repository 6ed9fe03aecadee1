package m365ls.lsp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;

/**
 * The methods the server answers, what each takes, and what answers it.
 *
 * <p>A table instead of LSP4J's annotated interfaces: looking through those costs a third of the time to start.
 */
final class Routes {

    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<String, Notification> notifications = new LinkedHashMap<>();
    private final Map<String, JsonRpcMethod> types = new LinkedHashMap<>();

    private record Request(boolean takesParams, Function<Object, CompletableFuture<?>> answer) {}

    private record Notification(boolean takesParams, Consumer<Object> take) {}

    /** A request of the client with parameters. An empty {@code Optional} as its result is sent as {@code null}. The function runs on the reader thread. */
    <P> Routes request(String method, Class<P> params, Function<P, CompletableFuture<?>> answer) {
        types.put(method, JsonRpcMethod.request(method, Object.class, params));
        requests.put(method, new Request(true, given -> answer.apply(params.cast(given))));
        return this;
    }

    /** A request of the client without parameters. The function runs on the reader thread. */
    Routes request(String method, Supplier<CompletableFuture<?>> answer) {
        types.put(method, JsonRpcMethod.request(method, Object.class));
        requests.put(method, new Request(false, given -> answer.get()));
        return this;
    }

    /** A notification of the client. The function runs on the reader thread. */
    <P> Routes notification(String method, Class<P> params, Consumer<P> take) {
        types.put(method, JsonRpcMethod.notification(method, params));
        notifications.put(method, new Notification(true, given -> take.accept(params.cast(given))));
        return this;
    }

    /** A notification of the client whose parameters do not matter. The function runs on the reader thread. */
    Routes notification(String method, Runnable take) {
        types.put(method, JsonRpcMethod.notification(method));
        notifications.put(method, new Notification(false, given -> take.run()));
        return this;
    }

    /** What LSP4J needs to know to read parameters. */
    Map<String, JsonRpcMethod> types() {
        return types;
    }

    boolean hasRequest(String method) {
        return requests.containsKey(method);
    }

    boolean hasNotification(String method) {
        return notifications.containsKey(method);
    }

    /** Whether {@code method} cannot do without parameters. */
    boolean takesParams(String method) {
        Request request = requests.get(method);
        Notification notification = notifications.get(method);
        return (request != null && request.takesParams()) || (notification != null && notification.takesParams());
    }

    /** Calls what answers the request {@code method}, with parameters of the type it takes. */
    CompletableFuture<?> answer(String method, Object params) {
        return Objects.requireNonNull(requests.get(method)).answer().apply(params);
    }

    /** Calls what takes the notification {@code method}, with parameters of the type it takes. */
    void take(String method, Object params) {
        Objects.requireNonNull(notifications.get(method)).take().accept(params);
    }
}
