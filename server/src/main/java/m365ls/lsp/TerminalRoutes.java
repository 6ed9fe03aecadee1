package m365ls.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.installation.Machine;
import m365ls.log.Log;
import m365ls.protocol.CloseTerminalParams;
import m365ls.protocol.CloseTerminalResult;
import m365ls.protocol.Methods;
import m365ls.protocol.OpenTerminalParams;
import m365ls.protocol.OpenTerminalResult;
import m365ls.protocol.SessionConnection;
import m365ls.run.Order;
import m365ls.run.Runner;
import m365ls.session.Connection;
import m365ls.session.Session;
import m365ls.terminal.TerminalFiles;
import m365ls.terminal.TerminalHost;
import m365ls.terminal.Terminals;
import org.jspecify.annotations.Nullable;

/** The client's requests about terminals, and the server as its terminals see it. */
final class TerminalRoutes implements AutoCloseable {

    private static final Log LOG = new Log("m365ls.lsp");
    private static final Gson GSON = new Gson();

    private final Workspace workspace;
    private final Client client;
    private final Supplier<Machine> machine;
    private final Optional<SecretsKey> key;
    private final SessionRoutes session;
    private final RunRoutes runs;
    private final Requests workers;
    private Optional<Terminals> terminals = Optional.empty();

    TerminalRoutes(
            Workspace workspace,
            Client client,
            Outbox outbox,
            Supplier<Machine> machine,
            Optional<SecretsKey> key,
            SessionRoutes session,
            RunRoutes runs) {
        this.workspace = workspace;
        this.client = client;
        this.machine = machine;
        this.key = key;
        this.session = session;
        this.runs = runs;
        this.workers = new Requests(outbox, "m365ls-terminals", 1);
    }

    /** Adds the requests to {@code routes}. */
    Routes in(Routes routes) {
        return routes.request(Methods.TERMINAL_OPEN, JsonObject.class, params -> trusted(() -> open(params)))
                .request(Methods.TERMINAL_CLOSE, JsonObject.class, params -> trusted(() -> close(params)));
    }

    private CompletableFuture<?> trusted(Callable<?> work) {
        if (!workspace.isTrusted()) {
            throw Trouble.failed("This workspace is not trusted, so nothing is run in it. Trust the workspace first.");
        }
        return workers.submit(() -> {
            try {
                return work.call();
            } catch (UncheckedIOException e) {
                throw Trouble.failed("Your sign-ins could not be read from or written to the disk.");
            }
        });
    }

    private static <T> T read(JsonObject params, Class<T> type) {
        try {
            return GSON.fromJson(params, type);
        } catch (JsonParseException e) {
            throw Trouble.invalidParams("The parameters are not of the method's types.");
        }
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "").strip();
    }

    private OpenTerminalResult open(JsonObject json) throws InterruptedException {
        OpenTerminalParams params = read(json, OpenTerminalParams.class);
        SecretsKey known = key.orElseThrow(
                () -> Trouble.failed("A terminal's secret needs a key to be passed under, and this editor gave none."));
        JsonElement sealed = Json.at(json, "secret").orElse(JsonNull.INSTANCE);
        String id = text(params.terminal());
        String secret = known.open(sealed, Methods.TERMINAL_OPEN, id)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> Trouble.failed("The terminal's secret was not encrypted for this terminal."));
        Terminals.Answer answer = terminals()
                .open(new Terminals.Wish(
                        id, secret, text(params.connection()), text(params.workspaceFolder()), params.whatIf()));
        if (answer instanceof Terminals.Answer.Opened opened) {
            TerminalFiles files = opened.files();
            return new OpenTerminalResult(
                    shown(opened.connection(), text(params.workspaceFolder())),
                    files.socket().toString(),
                    files.programs().toString(),
                    files.powerShell().toString(),
                    files.bash().toString(),
                    files.zsh().toString());
        }
        throw Trouble.failed(((Terminals.Answer.Refused) answer).reason());
    }

    private @Nullable SessionConnection shown(Optional<Connection> connection, String folder)
            throws InterruptedException {
        return connection.isEmpty() ? null : SessionAnswers.connection(connection.get(), new Host().active(folder));
    }

    private CloseTerminalResult close(JsonObject json) {
        CloseTerminalParams params = read(json, CloseTerminalParams.class);
        return new CloseTerminalResult(terminals().close(text(params.terminal())));
    }

    private synchronized Terminals terminals() {
        if (terminals.isEmpty()) {
            Machine here = machine.get();
            terminals = Optional.of(new Terminals(
                    new Host(), here, TerminalFiles.Program.here(here.isWindows()), Terminals.Limits.USUAL));
        }
        return terminals.get();
    }

    /** This server. */
    private final class Host implements TerminalHost {

        @Override
        public Catalog catalog() throws InterruptedException {
            try {
                return workspace.catalog().now().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The catalogue of commands cannot be loaded.", e);
            }
        }

        @Override
        public Runner runner(boolean keeps) throws InterruptedException {
            return runs.session().runner(keeps);
        }

        private Optional<Session> open() throws InterruptedException {
            return session.answers().opening().open(false).map(OpenSession::session);
        }

        @Override
        public Optional<Connection> active(String folder) throws InterruptedException {
            return open().flatMap(known -> folder.isEmpty() ? known.active() : known.active(folder));
        }

        @Override
        public Optional<Connection> find(String nameOrId) throws InterruptedException {
            return open().flatMap(known -> RunningSession.find(known, nameOrId, ""));
        }

        @Override
        public Order.Place place(Path folder, String workspaceFolder) {
            return new Order.Place(folder, workspace.folders(), workspaceFolder, workspace.isTrusted());
        }

        @Override
        public void tell(String message) {
            JsonObject params = new JsonObject();
            params.addProperty("type", 2);
            params.addProperty("message", message);
            client.notify("window/showMessage", params);
        }
    }

    @Override
    public synchronized void close() {
        terminals.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warning("The files of the terminals could not be deleted: "
                        + e.getClass().getName());
            }
        });
    }
}
