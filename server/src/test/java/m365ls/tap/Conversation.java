package m365ls.tap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a client and the server said to each other so far, and what is wrong with what the server said.
 *
 * <p>Messages must be given in an order in which no answer stands before its question. Safe for use by many threads.
 */
public final class Conversation {

    /** What a server may say before it has answered {@code initialize}, by the protocol's chapter on life cycle. */
    private static final Set<String> BEFORE_THE_START =
            Set.of("window/showMessage", "window/logMessage", "telemetry/event", "window/showMessageRequest");

    private static final String OURS = "m365/";

    private final MessageTypes types = MessageTypes.ofTheProtocol();
    private final Map<JsonElement, JsonObject> asked = new HashMap<>();
    private final Set<JsonElement> questions = new HashSet<>();
    private final Set<JsonElement> tokens = new HashSet<>();
    private final Map<JsonElement, String> work = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private Declared declared = Declared.nothing();
    private boolean started;
    private int heard;

    /** The client says something. */
    public synchronized void fromClient(JsonObject message) {
        String method = method(message);
        JsonElement params = Declared.at(message, "params");
        if (!method.isEmpty() && message.has("id")) {
            asked.put(message.get("id"), message);
            tokens.add(Declared.at(params, "workDoneToken"));
            tokens.add(Declared.at(params, "partialResultToken"));
        }
        switch (method) {
            case "initialize" -> {
                if (!started) {
                    declared = new Declared(Declared.at(params, "capabilities"));
                }
            }
            case "textDocument/didOpen", "textDocument/didChange" -> {
                JsonElement uri = Declared.at(params, "textDocument", "uri");
                JsonElement version = Declared.at(params, "textDocument", "version");
                if (uri.isJsonPrimitive() && version instanceof JsonPrimitive number && number.isNumber()) {
                    versions.put(uri.getAsString(), number.getAsInt());
                }
            }
            default -> {
                // What it says of other things is not needed to judge the server.
            }
        }
    }

    /** The server says something. */
    public synchronized void fromServer(JsonObject message) {
        heard++;
        if (!message.has("jsonrpc") || !message.get("jsonrpc").equals(new JsonPrimitive("2.0"))) {
            wrong.add("not of JSON-RPC 2.0: " + message);
        }
        String method = method(message);
        if (method.isEmpty()) {
            answer(message);
        } else {
            say(method, message);
        }
        ordered(message);
    }

    /** How many messages of the server were heard. */
    public synchronized int heard() {
        return heard;
    }

    /** Where the server broke the protocol; empty if nowhere. */
    public synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void answer(JsonObject message) {
        if (message.has("result") == message.has("error")) {
            wrong.add("an answer has a result or an error: " + message);
            return;
        }
        JsonElement id = Declared.at(message, "id");
        if (message.has("error")) {
            JsonElement error = message.get("error");
            if (!(Declared.at(error, "code") instanceof JsonPrimitive code)
                    || !code.isNumber()
                    || !(Declared.at(error, "message") instanceof JsonPrimitive text)
                    || !text.isString()) {
                wrong.add("an error has a code and a message: " + message);
            }
            // What could not be read had no id to be known by.
            if (asked.remove(id) == null && !id.isJsonNull()) {
                wrong.add("answers what nobody asked: " + message);
            }
            return;
        }
        JsonObject question = asked.remove(id);
        if (question == null) {
            wrong.add("answers what nobody asked: " + message);
            return;
        }
        String method = method(question);
        JsonElement result = method.endsWith("/resolve")
                ? added(Declared.at(question, "params"), message.get("result"))
                : message.get("result");
        if (types.hasRequest(method)) {
            wrong.addAll(types.wrongInResult(method, result));
            wrong.addAll(declared.wrongInResult(method, result));
            only(question, result);
        } else if (!method.startsWith(OURS)) {
            wrong.add("has a result for the unknown request " + method);
        }
        started |= method.equals("initialize");
    }

    /** What resolving added, and the name: fields that the client made up come back as they were. */
    private static JsonElement added(JsonElement before, JsonElement after) {
        JsonObject added = after.getAsJsonObject().deepCopy();
        for (String name : after.getAsJsonObject().keySet()) {
            if (!name.equals("label")
                    && !name.equals("title")
                    && Declared.at(before, name).equals(after.getAsJsonObject().get(name))) {
                added.remove(name);
            }
        }
        return added;
    }

    /** Code actions must be of the kinds that are asked for. */
    private void only(JsonObject question, JsonElement result) {
        if (Declared.at(question, "params", "context", "only") instanceof JsonArray kinds
                && result instanceof JsonArray actions
                && method(question).equals("textDocument/codeAction")) {
            for (JsonElement action : actions) {
                JsonElement kind = Declared.at(action, "kind");
                if (kind.isJsonPrimitive()
                        && kinds.asList().stream()
                                .map(JsonElement::getAsString)
                                .noneMatch(wanted ->
                                        wanted.isEmpty() || (kind.getAsString() + ".").startsWith(wanted + "."))) {
                    wrong.add("only " + kinds + " was asked for: " + action);
                }
            }
        }
    }

    private void say(String method, JsonObject message) {
        JsonElement params = Declared.at(message, "params");
        if (!started && !BEFORE_THE_START.contains(method)) {
            wrong.add(method + " is sent before initialize is answered");
        }
        if (message.has("id")) {
            if (!questions.add(message.get("id"))) {
                wrong.add("asks twice with one id: " + message);
            }
            if (types.hasRequest(method)) {
                wrong.addAll(types.wrongInRequest(method, params));
            } else if (!method.startsWith(OURS)) {
                wrong.add("no request of the protocol: " + message);
            }
            if (method.equals("window/workDoneProgress/create")) {
                tokens.add(Declared.at(params, "token"));
            }
        } else if (types.hasNotification(method)) {
            wrong.addAll(types.wrongInNotification(method, params));
        } else if (!method.startsWith(OURS)) {
            wrong.add("no notification of the protocol: " + message);
        }
        wrong.addAll(declared.wrongInMessage(method, params));
        if (method.equals("$/progress")) {
            progress(params);
        } else if (method.equals("textDocument/publishDiagnostics")) {
            published(params);
        }
    }

    private void progress(JsonElement params) {
        JsonElement token = Declared.at(params, "token");
        if (!tokens.contains(token)) {
            wrong.add("progress under a token that nobody gave: " + params);
        }
        if (Declared.at(params, "value", "kind") instanceof JsonPrimitive kind) {
            String before = work.getOrDefault(token, "");
            boolean inOrder = switch (kind.getAsString()) {
                case "begin" -> before.isEmpty();
                case "report", "end" -> before.equals("begin") || before.equals("report");
                default -> false;
            };
            if (!inOrder) {
                wrong.add("progress " + kind + " after '" + before + "'");
            }
            work.put(token, kind.getAsString());
        }
    }

    private void published(JsonElement params) {
        String uri = Declared.at(params, "uri").getAsString();
        Integer newest = versions.get(uri);
        if (newest == null && !Declared.at(params, "diagnostics").equals(new JsonArray())) {
            wrong.add("diagnostics of a document that was never open: " + params);
        }
        if (newest != null
                && Declared.at(params, "version") instanceof JsonPrimitive version
                && version.getAsInt() > newest) {
            wrong.add("diagnostics of a version that is still to come: " + params);
        }
    }

    /** Each range ends where it starts or later. */
    private void ordered(JsonElement element) {
        if (element instanceof JsonArray array) {
            array.forEach(this::ordered);
        } else if (element instanceof JsonObject object) {
            if (place(object, "start") > place(object, "end") && place(object, "end") >= 0) {
                wrong.add("a range ends before it starts: " + object);
            }
            object.asMap().values().forEach(this::ordered);
        }
    }

    /** A place as one number; negative if there is none. */
    private static long place(JsonObject range, String end) {
        return Declared.at(range, end, "line") instanceof JsonPrimitive line
                        && Declared.at(range, end, "character") instanceof JsonPrimitive character
                ? (line.getAsLong() << 32) + character.getAsLong()
                : -1;
    }

    private static String method(JsonObject message) {
        JsonElement method = Declared.at(message, "method");
        return method.isJsonNull() ? "" : method.getAsString();
    }
}
