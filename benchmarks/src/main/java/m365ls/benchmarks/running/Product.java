package m365ls.benchmarks.running;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import m365ls.CommandLibraries;
import m365ls.benchmarks.Nobody;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.gateway.Ask;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Watcher;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.run.CliSettings;
import m365ls.run.CommandLibrary;
import m365ls.run.History;
import m365ls.run.Journal;
import m365ls.run.JournallingGateway;
import m365ls.run.LibraryMaker;
import m365ls.run.Order;
import m365ls.run.Outcome;
import m365ls.run.Runner;
import m365ls.run.SignInWays;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Prompter;
import m365ls.session.Secret;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;

/** The server's own way to run commands, from the order to the outcome, signed in to a tenant. */
final class Product implements AutoCloseable {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    private final EntraSession session;
    private final Connection connection;
    private final Journal journal;
    private final List<CommandLibrary> libraries;
    private final Runner runner;
    private final Path folder;
    private final List<Ask> asked = Collections.synchronizedList(new ArrayList<>());
    private Optional<Gateway> gateway = Optional.empty();

    /**
     * @param installation the folder whose {@code node_modules} has the CLI
     * @param folder an empty one, in which commands run and the program keeps its files
     */
    Product(TenantFacts tenant, Path installation, Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder.resolve("work")).toRealPath();
        JdkHttp http = new JdkHttp(NetworkSettings.of(tenant.environment()));
        session = new EntraSession(EntraSession.Surroundings.of(http, new MemoryStore(), Map.of()));
        connection = signIn(tenant);
        journal = new Journal(folder.resolve("journal"), Clock.systemUTC());
        libraries = new CommandLibraries(Machine.current())
                .make(new LibraryMaker.Parts(
                        session,
                        http,
                        http,
                        new NoWays(),
                        () -> CATALOG,
                        new CliSettings(folder.resolve("settings.json")),
                        false,
                        () -> new Wishes(Optional.of(installation), Optional.empty(), List.of(), Set.of()),
                        plain -> {
                            gateway = Optional.of(plain);
                            return new JournallingGateway(this::send, journal);
                        }));
        runner = new Runner(new Runner.Surroundings(
                () -> CATALOG,
                (name, workspace) -> Optional.of(connection),
                libraries,
                journal,
                new History(folder.resolve("history")),
                Clock.systemUTC()));
    }

    private Connection signIn(TenantFacts tenant) throws IOException, InterruptedException {
        SignInAnswer answer = session.signIn(
                new SignIn.Password(tenant.fact("user"), Secret.of(tenant.fact("password"))),
                new Application(tenant.fact("appId"), tenant.fact("tenantId"), Cloud.PUBLIC),
                "",
                new Nobody());
        if (answer instanceof SignInAnswer.SignedIn signedIn) {
            return signedIn.connection();
        }
        throw new IOException("Nobody could be signed in: " + answer);
    }

    private Reply send(Permit permit, Ask ask) throws InterruptedException {
        asked.add(ask);
        return gateway.orElseThrow().send(permit, ask);
    }

    /** Runs a command. */
    Outcome run(Order.Library library, List<String> words) {
        asked.clear();
        return runner.run(
                new Order(
                        words,
                        "",
                        new Order.Place(folder, List.of(), "", true),
                        library,
                        false,
                        Order.Consent.GIVEN,
                        false,
                        Optional.empty()),
                new Agreeing());
    }

    /** Runs a command, which has to end well, by the library that is named. */
    void runWell(Order.Library library, List<String> words) throws IOException {
        Outcome outcome = run(library, words);
        if (!(outcome instanceof Outcome.Ran ran)
                || ran.exitCode() != 0
                || !ran.spent().library().equalsIgnoreCase(library.name())) {
            throw new IOException(words + " by " + library + ": " + outcome);
        }
    }

    /** What the last run has sent. */
    List<Ask> asked() {
        return List.copyOf(asked);
    }

    /** Sends requests by the gateway alone, and reads each answer to its end. */
    void send(List<Ask> asks) throws IOException, InterruptedException {
        for (Ask ask : asks) {
            try (Permit permit = Permit.signedIn(connection, Permit.Extent.READ, new Agreeing(), Watcher.NONE)) {
                if (!(gateway.orElseThrow().send(permit, ask) instanceof Reply.Answered answered)) {
                    throw new IOException("No answer to " + ask.address());
                }
                try (InputStream body = answered.body()) {
                    body.readAllBytes();
                }
            }
        }
    }

    /** Where commands run. */
    Path folder() {
        return folder;
    }

    /** Processes of Node below this one, which run commands. */
    static Stream<ProcessHandle> hosts() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command ->
                                Path.of(command).getFileName().toString().startsWith("node"))
                        .isPresent());
    }

    @Override
    public void close() throws Exception {
        for (CommandLibrary library : libraries) {
            if (library instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        journal.close();
        session.close();
    }

    /** Nobody signs in here. */
    private static final class NoWays implements SignInWays {
        @Override
        public ApplicationChoice choose(ApplicationChoice.Said said) {
            throw new IllegalStateException("Nobody signs in here.");
        }

        @Override
        public Prompter prompter(Application application) {
            return new Nobody();
        }
    }
}
