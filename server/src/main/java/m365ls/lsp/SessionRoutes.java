package m365ls.lsp;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import m365ls.installation.Machine;
import m365ls.protocol.Methods;

/**
 * The client's requests about the session. What answers them is made on a worker at the first one, so that nobody who does
 * not sign in pays for it.
 */
final class SessionRoutes implements AutoCloseable {

    /** Those that ask the user, one at a time. */
    private static final List<String> ASKING = List.of(Methods.SESSION_SIGN_IN, Methods.SESSION_CREATE_APPLICATION);

    private static final List<String> OTHERS = List.of(
            Methods.SESSION_SIGN_OUT,
            Methods.SESSION_LIST,
            Methods.SESSION_USE,
            Methods.SESSION_REMOVE,
            Methods.SESSION_RENAME,
            Methods.SESSION_STATUS,
            Methods.SESSION_IMPORT_CLI);

    private final Workspace workspace;
    private final Client client;
    private final Supplier<Machine> machine;
    private final Optional<SecretsKey> key;
    private final LongWork longWork;
    private final Requests asking;
    private final Requests others;
    private Optional<SessionAnswers> answers = Optional.empty();

    SessionRoutes(
            Workspace workspace,
            Client client,
            Outbox outbox,
            LongWork longWork,
            Supplier<Machine> machine,
            Optional<SecretsKey> key) {
        this.workspace = workspace;
        this.client = client;
        this.machine = machine;
        this.key = key;
        this.longWork = longWork;
        this.asking = new Requests(outbox, "m365ls-sign-in", 1);
        this.others = new Requests(outbox, "m365ls-session", 2);
    }

    /** Adds the requests to {@code routes}. */
    Routes in(Routes routes) {
        ASKING.forEach(method -> routes.request(method, JsonObject.class, params -> answer(method, params, asking)));
        OTHERS.forEach(method -> routes.request(method, JsonObject.class, params -> answer(method, params, others)));
        return routes;
    }

    private CompletableFuture<?> answer(String method, JsonObject params, Requests workers) {
        if (!workspace.isTrusted()) {
            throw Trouble.failed(
                    "This workspace is not trusted, so nobody can sign in here. Trust the workspace first.");
        }
        CompletableFuture<?> answer = workers.submit(() -> answers().answer(method, params));
        if (method.equals(Methods.SESSION_IMPORT_CLI)) {
            longWork.watch("Taking over sign-ins of CLI for Microsoft 365", params, answer);
        }
        return answer;
    }

    /** What answers them, made at the first call. */
    synchronized SessionAnswers answers() {
        if (answers.isEmpty()) {
            answers = Optional.of(new SessionAnswers(workspace, client, machine.get(), key));
        }
        return answers.get();
    }

    @Override
    public synchronized void close() {
        answers.ifPresent(SessionAnswers::close);
    }
}
