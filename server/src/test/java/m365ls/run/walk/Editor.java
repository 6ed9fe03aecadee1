package m365ls.run.walk;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.CommandLibraries;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.installation.Machine;
import m365ls.lsp.SigningEditor;
import m365ls.protocol.Methods;

/**
 * {@code m365/execute}, over the messages of an editor that can confirm, and cannot ask what a command lacks. A user who is
 * signed in once.
 */
final class Editor implements Side {

    private static final String ABILITIES = """
            {"window": {"showDocument": {"support": true}},
             "experimental": {"m365": {"run": {"confirm": true}, "session":
               {"deviceCode": true, "secret": true, "storageKey": true, "editorToken": true, "changed": true}}}}
            """;

    private final StandInTenant tenant;
    private final Path repository;
    private final Path folder;
    private Optional<SigningEditor> open = Optional.empty();
    private int made;

    /** @param folder an empty one for its files */
    Editor(StandInTenant tenant, Path repository, Path folder) {
        this.tenant = tenant;
        this.repository = repository;
        this.folder = folder;
    }

    @Override
    public Ended run(Example example, Path room) throws IOException {
        SigningEditor editor = open.isPresent() ? open.get() : signedIn();
        open = Optional.of(editor);
        tenant.clearRequests();
        JsonArray runs = editor.result(Methods.EXECUTE, params(new Gson().toJsonTree(example.words(room)), room))
                .getAsJsonArray("runs");
        JsonObject run = runs.get(0).getAsJsonObject();
        String outcome = run.get("outcome").getAsString();
        if (!outcome.equals("ran") || run.get("library").getAsString().equals("own")) {
            close();
        }
        return outcome.equals("ran") || outcome.equals("failed")
                ? new Ended(
                        run.get("exitCode").getAsInt(),
                        run.get("out").getAsString(),
                        run.get("err").getAsString())
                : new Ended(
                        1,
                        outcome.equals("refused"),
                        "",
                        outcome + ": " + run.get("message").getAsString());
    }

    private static String params(JsonElement arguments, Path room) {
        JsonObject params = new JsonObject();
        params.add("arguments", arguments);
        params.addProperty("folder", room.toUri().toString());
        params.addProperty("asCli", true);
        return params.toString();
    }

    private SigningEditor signedIn() throws IOException {
        Machine machine = SigningEditor.machine(
                tenant,
                Files.createDirectories(folder.resolve("editor-" + ++made)),
                Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
        SigningEditor editor = SigningEditor.inProcess(machine, new byte[32], new CommandLibraries(machine))
                .initialize(ABILITIES, true, settings())
                .inFrontOf(tenant, new byte[32])
                .on(Methods.CONFIRM, question -> SigningEditor.field("confirmed", new JsonPrimitive(true)))
                .on("window/showMessageRequest", question -> JsonNull.INSTANCE);
        JsonObject signedIn = editor.result(Methods.SESSION_SIGN_IN, "{\"authType\":\"deviceCode\"}");
        if (!signedIn.get("outcome").getAsString().equals("signedIn")) {
            throw new AssertionError(signedIn);
        }
        Path empty = Files.createDirectories(folder.resolve("empty"));
        for (List<String> learning : RealCli.LEARNING) {
            editor.result(Methods.EXECUTE, params(new Gson().toJsonTree(learning), empty));
        }
        return editor;
    }

    private String settings() {
        JsonObject session = new JsonObject();
        session.addProperty("clientId", tenant.appId());
        session.addProperty("tenant", tenant.tenantId());
        JsonObject cli = new JsonObject();
        cli.addProperty("path", repository.resolve("server/cli-host").toString());
        JsonObject settings = new JsonObject();
        settings.add("session", session);
        settings.add("cli", cli);
        return settings.toString();
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
        }
        open = Optional.empty();
    }
}
