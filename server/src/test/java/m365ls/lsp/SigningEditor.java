package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.installation.Machine;
import m365ls.protocol.Methods;
import m365ls.run.LibraryMaker;
import m365ls.tap.Conversation;

/**
 * An editor with a person before it: answers what the server asks about signing in, and remembers all that was said. Does
 * one thing at a time, so that a test sees an order.
 */
public final class SigningEditor implements AutoCloseable {

    /** All that a client can say of itself. */
    static final String ALL_ABILITIES = """
            {"window": {"showDocument": {"support": true}},
             "experimental": {"m365": {"session":
               {"deviceCode": true, "secret": true, "storageKey": true, "editorToken": true, "changed": true}}}}
            """;

    /** Stands for no answer yet. */
    static final JsonElement LATER = new JsonPrimitive("later");

    private final OutputStream out;
    private final InputStream in;
    private final byte[] key;
    private final StringBuilder transcript = new StringBuilder();
    private final List<JsonObject> received = new ArrayList<>();
    private final Conversation conversation = new Conversation();
    private final Map<String, Function<JsonObject, JsonElement>> replies = new HashMap<>();
    private int lastId;
    private int lastNonce;

    SigningEditor(OutputStream out, InputStream in, byte[] key) {
        this.out = out;
        this.in = new BufferedInputStream(in);
        this.key = key.clone();
    }

    /** A machine that reaches nothing but the tenant, and keeps its files in {@code folder}. */
    public static Machine machine(StandInTenant tenant, Path folder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(tenant.proxyEnvironment());
        environment.put("M365LS_HOME", folder.resolve("data").toString());
        environment.putAll(more);
        return new Machine(Machine.Platform.LINUX, environment, folder, folder.resolve("none"));
    }

    /** The bytes of {@code key} pass secrets; none if there are none. */
    static SigningEditor inProcess(Machine machine, byte[] key) {
        return inProcess(machine, key, parts -> List.of());
    }

    /** With libraries that run commands. */
    public static SigningEditor inProcess(Machine machine, byte[] key, LibraryMaker libraries) {
        try {
            PipedOutputStream toServer = new PipedOutputStream();
            PipedInputStream serverIn = new PipedInputStream(toServer, 1 << 20);
            PipedOutputStream serverOut = new PipedOutputStream();
            PipedInputStream fromServer = new PipedInputStream(serverOut, 1 << 20);
            Server.Parts parts = new Server.Parts(
                    () -> "test",
                    CatalogFile::builtIn,
                    FormerNames::builtIn,
                    () -> machine,
                    key.length == 0 ? Optional.empty() : Optional.of(new SecretsKey(key)),
                    () -> libraries);
            Server server = new Server(parts, serverOut, code -> {});
            Thread thread = new Thread(() -> server.serve(serverIn), "server");
            thread.setDaemon(true);
            thread.start();
            return new SigningEditor(toServer, fromServer, key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts the conversation. */
    public SigningEditor initialize(String capabilities, boolean trusted, String settings) {
        JsonObject answer = ask(
                "initialize",
                "{\"processId\":null,\"rootUri\":null,\"capabilities\":" + capabilities
                        + ",\"initializationOptions\":{\"trusted\":" + trusted + ",\"settings\":" + settings + "}}");
        if (!answer.has("result")) {
            throw new AssertionError(answer);
        }
        tell("initialized", "{}");
        return this;
    }

    /** What is answered to a question; {@link #LATER} for no answer yet. */
    public SigningEditor on(String method, Function<JsonObject, JsonElement> reply) {
        replies.put(method, reply);
        return this;
    }

    /** A person who approves device codes, signs in on pages, and whose editor keeps this storage key. */
    public SigningEditor inFrontOf(StandInTenant tenant, byte[] storageKey) {
        return on(Methods.SESSION_DEVICE_CODE, question -> {
                    if (!tenant.approveDeviceCode(question.get("code").getAsString())) {
                        throw new AssertionError("unknown code");
                    }
                    return LATER;
                })
                .on("window/showDocument", question -> {
                    try {
                        int status = tenant.browser()
                                .open(URI.create(question.get("uri").getAsString()))
                                .statusCode();
                        return JsonParser.parseString("{\"success\":" + (status == 200) + "}");
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .on(
                        Methods.SESSION_STORAGE_KEY,
                        question -> field("key", sealed(storageKey, Methods.SESSION_STORAGE_KEY, question)));
    }

    /** The person types this when asked. */
    SigningEditor typing(String secret) {
        return on(
                Methods.SESSION_SECRET,
                question -> field(
                        "secret", sealed(secret.getBytes(StandardCharsets.UTF_8), Methods.SESSION_SECRET, question)));
    }

    public static JsonObject field(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    /** A secret, sealed for a question. */
    JsonObject sealed(byte[] secret, String method, JsonObject question) {
        try {
            byte[] nonce = new byte[12];
            nonce[0] = (byte) ++lastNonce;
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(("m365-sealed-1\nclient\n" + method + "\n"
                            + question.get("question").getAsString())
                    .getBytes(StandardCharsets.UTF_8));
            JsonObject sealed = new JsonObject();
            sealed.addProperty("nonce", Base64.getEncoder().encodeToString(nonce));
            sealed.addProperty("sealed", Base64.getEncoder().encodeToString(cipher.doFinal(secret)));
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    void tell(String method, String params) {
        write(Wire.notification(method, params));
    }

    int begin(String method, String params) {
        write(Wire.request(++lastId, method, params));
        return lastId;
    }

    JsonObject ask(String method, String params) {
        return answer(begin(method, params));
    }

    /** The result of a request, which must be one. */
    public JsonObject result(String method, String params) {
        return result(begin(method, params));
    }

    JsonObject result(int id) {
        JsonObject answer = answer(id);
        if (!answer.has("result")) {
            throw new AssertionError(answer);
        }
        return answer.getAsJsonObject("result");
    }

    /** Waits for the answer to a request, and answers questions meanwhile. */
    JsonObject answer(int id) {
        for (JsonObject message : received) {
            if (isAnswer(message, id)) {
                return message;
            }
        }
        while (true) {
            JsonObject message = next();
            if (isAnswer(message, id)) {
                return message;
            }
        }
    }

    private static boolean isAnswer(JsonObject message, int id) {
        return !message.has("method") && message.get("id").equals(new JsonPrimitive(id));
    }

    /** Waits for the server to ask or tell something for the {@code count}th time. */
    JsonObject await(String method, int count) {
        while (received(method).size() < count) {
            next();
        }
        return received(method).get(count - 1);
    }

    /** What the server has asked or told so far. */
    List<JsonObject> received(String method) {
        return received.stream()
                .filter(message -> message.has("method")
                        && message.get("method").getAsString().equals(method))
                .toList();
    }

    /** Answers a question late. */
    void reply(JsonObject question, JsonElement result) {
        write("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id") + ",\"result\":" + result + "}");
    }

    void replyWithError(JsonObject question) {
        write("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id") + ",\"error\":{\"code\":-32601,\"message\":\"no\"}}");
    }

    /** All that was said, both ways. */
    String transcript() {
        return transcript.toString();
    }

    private JsonObject next() {
        JsonObject message;
        try {
            message = Wire.read(in).orElseThrow(() -> new AssertionError("The server is gone.\n" + transcript));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        transcript.append("<- ").append(message).append('\n');
        conversation.fromServer(message);
        if (!conversation.wrong().isEmpty()) {
            throw new AssertionError("The server breaks the protocol: " + conversation.wrong());
        }
        received.add(message);
        if (message.has("method") && message.has("id")) {
            String method = message.get("method").getAsString();
            JsonElement reply =
                    replies.getOrDefault(method, params -> JsonNull.INSTANCE).apply(message.getAsJsonObject("params"));
            if (reply != LATER) {
                reply(message, reply);
            }
        }
        return message;
    }

    private void write(String body) {
        transcript.append("-> ").append(body).append('\n');
        conversation.fromClient(JsonParser.parseString(body).getAsJsonObject());
        try {
            out.write(Wire.frame(body));
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
