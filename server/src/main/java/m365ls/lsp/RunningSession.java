package m365ls.lsp;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.installation.Machine;
import m365ls.log.Log;
import m365ls.run.CliSettings;
import m365ls.run.CommandLibrary;
import m365ls.run.History;
import m365ls.run.Journal;
import m365ls.run.JournallingGateway;
import m365ls.run.LibraryMaker;
import m365ls.run.Runner;
import m365ls.run.SignInWays;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.Connection;
import m365ls.session.Prompter;
import m365ls.session.Session;

/** What runs commands over the open session; made when it is first needed, and anew when a session is opened. */
final class RunningSession implements AutoCloseable {

    private static final Log LOG = new Log("m365ls.lsp");

    private final Workspace workspace;
    private final Client client;
    private final Machine machine;
    private final SessionAnswers session;
    private final LibraryMaker maker;
    private final Journal journal;
    private final History history;
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Optional<Made> made = Optional.empty();

    private record Made(Session session, Runner runner) {}

    RunningSession(
            Workspace workspace,
            Client client,
            Machine machine,
            SessionAnswers session,
            LibraryMaker maker,
            Journal journal,
            History history) {
        this.workspace = workspace;
        this.client = client;
        this.machine = machine;
        this.session = session;
        this.maker = maker;
        this.journal = journal;
        this.history = history;
    }

    /**
     * The runner.
     *
     * @param create whether something is to be kept of a sign-in
     */
    Runner runner(boolean create) throws InterruptedException {
        Optional<Session> open = session.opening().open(create).map(OpenSession::session);
        synchronized (this) {
            boolean current = made.isPresent() && (open.isEmpty() || made.get().session() == open.get());
            if (!current) {
                Session over = open.orElseGet(this::nobody);
                made = Optional.of(new Made(over, runner(over)));
            }
            return made.get().runner();
        }
    }

    private Session nobody() {
        Session nobody = session.opening().nobody();
        toClose.add(nobody);
        return nobody;
    }

    private Runner runner(Session over) {
        Supplier<Catalog> catalog = this::catalog;
        List<CommandLibrary> libraries = maker.make(new LibraryMaker.Parts(
                over,
                session.opening().http(),
                session.opening().streams(),
                new Ways(),
                catalog,
                new CliSettings(machine.data().resolve("settings.json")),
                workspace.client().chooses(),
                workspace::wishes,
                gateway -> new JournallingGateway(gateway, journal)));
        for (CommandLibrary library : libraries) {
            if (library instanceof AutoCloseable closeable) {
                toClose.add(closeable);
            }
        }
        return new Runner(new Runner.Surroundings(
                catalog, (name, folder) -> find(over, name, folder), libraries, journal, history, Clock.systemUTC()));
    }

    private Catalog catalog() {
        try {
            return workspace.catalog().now().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.failed("The run was cancelled.");
        } catch (ExecutionException e) {
            throw Trouble.failed("The catalogue of commands cannot be loaded.");
        }
    }

    /** The connection of a name or id; with no name, the one that counts for a folder. */
    static Optional<Connection> find(Session session, String name, String folder) {
        if (name.isEmpty()) {
            return folder.isEmpty() ? session.active() : session.active(folder);
        }
        return session.connections().stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst()
                .or(() -> session.connections().stream()
                        .filter(connection -> connection.id().equals(name))
                        .findFirst());
    }

    /** Signs in as {@code m365/session/signIn} does. */
    private final class Ways implements SignInWays {

        @Override
        public ApplicationChoice choose(ApplicationChoice.Said said) {
            return session.opening().choice(said);
        }

        @Override
        public Prompter prompter(Application application) {
            return new EditorPrompter(client, session.questions(), application.clientId());
        }
    }

    @Override
    public synchronized void close() {
        for (AutoCloseable each : toClose) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warning("Something that ran commands could not be closed: "
                        + e.getClass().getName());
            }
        }
        toClose.clear();
    }
}
