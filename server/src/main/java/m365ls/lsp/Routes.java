package m365ls.lsp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, JsonRpcMethod> types = new LinkedHashMap<>();

    /** What answers a request, or takes a notification; of which the result is empty. */
    private record Route(boolean takesParams, boolean isRequest, Function<Object, CompletableFuture<?>> answer) {}

    /** A request of the client with parameters. The function runs on the reader thread. */
    <P> Routes request(String method, Class<P> params, Function<P, CompletableFuture<?>> answer) {
        types.put(method, JsonRpcMethod.request(method, Object.class, params));
        routes.put(method, new Route(true, true, given -> answer.apply(params.cast(given))));
        return this;
    }

    /** A request of the client without parameters. The function runs on the reader thread. */
    Routes request(String method, Supplier<CompletableFuture<?>> answer) {
        types.put(method, JsonRpcMethod.request(method, Object.class));
        routes.put(method, new Route(false, true, given -> answer.get()));
        return this;
    }

    /** A notification of the client. The function runs on the reader thread. */
    <P> Routes notification(String method, Class<P> params, Consumer<P> take) {
        types.put(method, JsonRpcMethod.notification(method, params));
        routes.put(method, new Route(true, false, given -> {
            take.accept(params.cast(given));
            return CompletableFuture.completedFuture(Optional.empty());
        }));
        return this;
    }

    /** A notification of the client whose parameters do not matter. The function runs on the reader thread. */
    Routes notification(String method, Runnable take) {
        types.put(method, JsonRpcMethod.notification(method));
        routes.put(method, new Route(false, false, given -> {
            take.run();
            return CompletableFuture.completedFuture(Optional.empty());
        }));
        return this;
    }

    /** What LSP4J needs to know to read parameters. */
    Map<String, JsonRpcMethod> types() {
        return types;
    }

    boolean hasRequest(String method) {
        Route route = routes.get(method);
        return route != null && route.isRequest();
    }

    boolean hasNotification(String method) {
        Route route = routes.get(method);
        return route != null && !route.isRequest();
    }

    boolean takesParams(String method) {
        Route route = routes.get(method);
        return route != null && route.takesParams();
    }

    /** Calls what is registered for {@code method}, with parameters of the type it takes. */
    CompletableFuture<?> call(String method, Object params) {
        Route route = routes.get(method);
        if (route == null) {
            throw new IllegalArgumentException("No route for " + method);
        }
        return route.answer().apply(params);
    }
}
