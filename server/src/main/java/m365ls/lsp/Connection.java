package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import m365ls.log.Log;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with one client: reads its messages one after the other, keeps to the protocol's order of life, and
 * matches answers with requests both ways.
 *
 * <p>Whatever a message's body is, the conversation goes on, and each request gets one answer.
 */
final class Connection implements Client {

    /** Stands for whatever we ask the client, so that LSP4J hands its answers on as JSON. */
    private static final String ANSWER = "";

    /** Bytes of a message that the heap should not stay large for. */
    private static final int LARGE = 2 << 20;

    /** Values that a message may hold: of so many the parser makes about a hundred megabytes. */
    private static final int MOST_VALUES = 500_000;

    /** Where in its life the conversation is. */
    private enum Phase {
        NEW,
        SERVING,
        SHUT_DOWN
    }

    private final Outbox outbox;
    private final Log log;
    private final Trouble trouble;
    private final Trace trace = new Trace(this);
    private final Map<String, CompletableFuture<?>> received = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<JsonElement>> sent = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private Routes routes = new Routes();
    private MessageJsonHandler json = new MessageJsonHandler(Map.of());
    private volatile Phase phase = Phase.NEW;

    Connection(Outbox outbox, Log log) {
        this.outbox = outbox;
        this.log = log;
        this.trouble = new Trouble(log);
    }

    /**
     * Reads and handles messages on the calling thread until the client says {@code exit} or is gone.
     *
     * @param answering the methods to answer
     * @return the exit code that the protocol asks for: 0 if the client asked to shut down before, else 1
     */
    int serve(InputStream in, Routes answering) {
        return serve(in, answering, () -> {});
    }

    /**
     * The same.
     *
     * @param afterLarge is told, on the calling thread, that a message of more than {@value #LARGE} bytes was handled
     */
    int serve(InputStream in, Routes answering, Runnable afterLarge) {
        routes = answering
                .notification("$/cancelRequest", JsonObject.class, this::cancel)
                .notification("$/setTrace", JsonObject.class, params -> trace.set(Json.text(params, "value")));
        Map<String, JsonRpcMethod> types = new HashMap<>(answering.types());
        types.put(ANSWER, JsonRpcMethod.request(ANSWER, JsonElement.class));
        json = new MessageJsonHandler(types);
        json.setMethodProvider(id -> ANSWER);
        Frames frames = new Frames(in);
        try {
            for (Optional<Frames.Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                if (!take(frame.get())) {
                    return exitCode();
                }
                if (frame.get().size() > LARGE) {
                    afterLarge.run();
                }
            }
            return exitCode();
        } catch (Frames.Broken e) {
            log.warning("The input cannot be read any further: " + e.getMessage() + ".");
            return 1;
        } catch (IOException e) {
            return 1;
        }
    }

    /** The exit code that the protocol asks for if the conversation ends now: 0 if the client asked to shut down, else 1. */
    int exitCode() {
        return phase == Phase.SHUT_DOWN ? 0 : 1;
    }

    @Override
    public void notify(String method, Object params) {
        NotificationMessage message = new NotificationMessage();
        message.setMethod(method);
        message.setParams(params);
        outbox.send(json.serialize(message));
    }

    @Override
    public CompletableFuture<JsonElement> request(String method, @Nullable Object params) {
        int id = lastId.incrementAndGet();
        RequestMessage message = new RequestMessage();
        message.setId(id);
        message.setMethod(method);
        message.setParams(params);
        Asked answer = new Asked(id);
        sent.put(id, answer);
        outbox.send(json.serialize(message));
        return answer;
    }

    /** A request that the client has not answered yet. */
    private final class Asked extends CompletableFuture<JsonElement> {
        private final int id;

        Asked(int id) {
            this.id = id;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled && sent.remove(id, this)) {
                JsonObject params = new JsonObject();
                params.addProperty("id", id);
                Connection.this.notify("$/cancelRequest", params);
            }
            return cancelled;
        }
    }

    /** Handles one message. False if it asks to end. */
    private boolean take(Frames.Frame frame) {
        if (!frame.isReadable()) {
            refuse(Optional.empty(), ResponseErrorCode.ParseError, "The only charset of messages is UTF-8.");
            return true;
        }
        if (frame.size() > LARGE && frame.values() > MOST_VALUES) {
            Envelope envelope = Envelope.of(frame.text());
            boolean awaitsNothing = envelope.shape() == Envelope.Shape.ANSWER
                    || (envelope.shape() == Envelope.Shape.CALL && envelope.id().isEmpty());
            if (awaitsNothing) {
                log.warning("A message of too many values was passed over.");
            } else {
                refuse(envelope.id(), ResponseErrorCode.InvalidRequest, "The message holds too many values.");
            }
            return true;
        }
        try {
            return handle(parse(frame));
        } catch (IOException | RuntimeException unreadable) {
            explain(frame, unreadable);
        } catch (Error e) {
            // Such as a stack overflow. The next message may well be handled.
            trouble.report("A message", e);
        }
        return true;
    }

    private Message parse(Frames.Frame frame) throws IOException {
        JsonReader in = new JsonReader(frame.text());
        in.setStrictness(Strictness.STRICT);
        Message message = json.getGson().fromJson(in, Message.class);
        if (message == null || in.peek() != JsonToken.END_DOCUMENT) {
            throw new JsonParseException("not one message");
        }
        return message;
    }

    /** Answers a message that could not be read, where an answer is due. */
    private void explain(Frames.Frame frame, Exception unreadable) {
        Envelope envelope = Envelope.of(frame.text());
        switch (envelope.shape()) {
            case MALFORMED ->
                refuse(Optional.empty(), ResponseErrorCode.ParseError, "The message is not well-formed JSON.");
            case BATCH ->
                refuse(Optional.empty(), ResponseErrorCode.InvalidRequest, "Batches of messages are not supported.");
            case OTHER ->
                refuse(envelope.id(), ResponseErrorCode.InvalidRequest, "The message is none of JSON-RPC 2.0.");
            case ANSWER -> log.debug("An answer that could not be read.");
            case CALL -> {
                if (!(unreadable instanceof MessageIssueException
                        || unreadable instanceof JsonParseException
                        || unreadable instanceof NumberFormatException)) {
                    trouble.report(envelope.method(), unreadable);
                }
                if (envelope.id().isPresent()) {
                    refuseCall(envelope.id().get(), envelope.method());
                } else {
                    log.debug("A notification that could not be read: " + envelope.method());
                }
            }
        }
    }

    /** Answers a request whose parameters are of wrong types. What it is, and when it came, is said first. */
    private void refuseCall(Either<String, Number> id, String method) {
        Optional<ResponseError> untimely = untimely(method);
        if (untimely.isPresent()) {
            respond(id, untimely.get());
        } else if (!routes.hasRequest(method)) {
            respond(id, unknown(method));
        } else {
            refuse(Optional.of(id), ResponseErrorCode.InvalidParams, "The parameters are not of the method's types.");
        }
    }

    private boolean handle(Message message) {
        if (message instanceof RequestMessage request) {
            answer(request);
        } else if (message instanceof NotificationMessage notification) {
            return accept(notification);
        } else if (message instanceof ResponseMessage response) {
            settle(response);
        }
        return true;
    }

    private void answer(RequestMessage request) {
        Either<String, Number> id = request.getRawId();
        String method = request.getMethod();
        Optional<ResponseError> untimely = untimely(method);
        if (untimely.isPresent()) {
            respond(id, untimely.get());
            return;
        }
        if (!routes.hasRequest(method)) {
            respond(id, unknown(method));
            return;
        }
        Object params = request.getParams();
        if (routes.takesParams(method) && params == null) {
            refuse(Optional.of(id), ResponseErrorCode.InvalidParams, "The method needs parameters.");
            return;
        }
        long came = System.nanoTime();
        String key = key(id);
        trace.request(method, key);
        CompletableFuture<?> future;
        try {
            future = routes.answer(method, params == null ? JsonNull.INSTANCE : params);
        } catch (RuntimeException | StackOverflowError e) {
            respond(id, trouble.answer(method, e));
            return;
        }
        if (method.equals("initialize")) {
            phase = Phase.SERVING;
        } else if (method.equals("shutdown")) {
            phase = Phase.SHUT_DOWN;
        }
        received.put(key, future);
        CompletableFuture<?> unused = future.whenComplete((result, thrown) -> {
            received.remove(key, future);
            if (thrown == null) {
                respond(id, method, result);
            } else {
                respond(id, trouble.answer(method, thrown));
            }
            // Nothing but the answer may be sent before initialize is answered.
            if (method.equals("initialize") && params instanceof JsonObject wishes) {
                trace.set(Json.text(wishes, "trace"));
            }
            trace.answered(method, key, thrown == null, System.nanoTime() - came);
        });
    }

    /** Why a request comes at a time when it is not served; empty if it is. */
    private Optional<ResponseError> untimely(String method) {
        return switch (phase) {
            case NEW ->
                method.equals("initialize")
                        ? Optional.empty()
                        : Optional.of(new ResponseError(
                                Trouble.NOT_INITIALIZED, "The first request must be initialize.", null));
            case SERVING ->
                method.equals("initialize")
                        ? Optional.of(new ResponseError(
                                ResponseErrorCode.InvalidRequest, "The server is initialized already.", null))
                        : Optional.empty();
            case SHUT_DOWN ->
                Optional.of(new ResponseError(ResponseErrorCode.InvalidRequest, "The server is shut down.", null));
        };
    }

    private static ResponseError unknown(String method) {
        String shown = method.length() > 80 ? method.substring(0, 80) : method;
        return new ResponseError(ResponseErrorCode.MethodNotFound, "There is no method " + shown + ".", null);
    }

    /** Takes a notification. False if it is {@code exit}. */
    private boolean accept(NotificationMessage notification) {
        String method = notification.getMethod();
        if (method.equals("exit")) {
            return false;
        }
        if (phase != Phase.SERVING) {
            return true;
        }
        Object params = notification.getParams();
        if (routes.hasNotification(method) && (params != null || !routes.takesParams(method))) {
            trace.notification(method);
            try {
                routes.take(method, params == null ? JsonNull.INSTANCE : params);
            } catch (RuntimeException | StackOverflowError e) {
                trouble.report(method, e);
            }
        }
        return true;
    }

    /** Cancels a request that is under way. One that is answered already needs no word: the messages crossed. */
    private void cancel(JsonObject params) {
        if (params.get("id") instanceof JsonPrimitive id) {
            CompletableFuture<?> future =
                    received.get(id.isString() ? key(Either.forLeft(id.getAsString())) : id.getAsString());
            if (future != null) {
                future.cancel(true);
            }
        }
    }

    private void settle(ResponseMessage response) {
        Either<String, Number> id = response.getRawId();
        if (id == null || !id.isRight()) {
            return;
        }
        CompletableFuture<JsonElement> asked = sent.remove(id.getRight().intValue());
        if (asked == null) {
            return;
        }
        if (response.getError() != null) {
            asked.completeExceptionally(new ResponseErrorException(response.getError()));
        } else {
            asked.complete(response.getResult() instanceof JsonElement result ? result : JsonNull.INSTANCE);
        }
    }

    private static String key(Either<String, Number> id) {
        return id.isLeft() ? '"' + id.getLeft() : id.getRight().toString();
    }

    private void respond(Either<String, Number> id, String method, Object result) {
        ResponseMessage message = new ResponseMessage();
        message.setRawId(id);
        message.setResult(result instanceof Optional<?> maybe ? maybe.orElse(null) : result);
        String written;
        try {
            written = json.serialize(message);
        } catch (RuntimeException | StackOverflowError e) {
            respond(id, trouble.answer(method, e));
            return;
        }
        outbox.send(written);
    }

    private void respond(@Nullable Either<String, Number> id, ResponseError error) {
        ResponseMessage message = new ResponseMessage();
        message.setRawId(id);
        message.setError(error);
        outbox.send(json.serialize(message));
    }

    private void refuse(Optional<Either<String, Number>> id, ResponseErrorCode code, String sentence) {
        respond(id.orElse(null), new ResponseError(code, sentence, null));
    }
}
