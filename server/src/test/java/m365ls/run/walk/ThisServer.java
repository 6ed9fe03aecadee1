package m365ls.run.walk;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import m365ls.CommandLibraries;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.run.CliSettings;
import m365ls.run.CommandLibrary;
import m365ls.run.Consenting;
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
import m365ls.session.EditorTokens;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Person;
import m365ls.session.Prompter;
import m365ls.session.Secret;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;

/** This program, in this process: whatever library {@code auto} chooses. What is to be confirmed is confirmed. */
final class ThisServer implements Side {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    /** Commands of the CLI that change what later ones go by. */
    private static final Set<String> LASTING = Set.of("spo set");

    /** A run that lasts longer waits for something that does not come. */
    private static final long PATIENCE_SECONDS = 60;

    private final StandInTenant tenant;
    private final Path repository;
    private final Path folder;
    private final Map<Boolean, Desk> desks = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "end of patience");
        thread.setDaemon(true);
        return thread;
    });
    private int made;

    /** @param folder an empty one for its files */
    ThisServer(StandInTenant tenant, Path repository, Path folder) {
        this.tenant = tenant;
        this.repository = repository;
        this.folder = folder;
    }

    @Override
    public Ended run(Example example, Path room) throws IOException, InterruptedException {
        Desk desk = desk(example.application());
        tenant.clearRequests();
        Thread runs = Thread.currentThread();
        ScheduledFuture<?> end = clock.schedule(runs::interrupt, PATIENCE_SECONDS, TimeUnit.SECONDS);
        Outcome outcome = desk.run(example.words(room), room);
        end.cancel(false);
        if (LASTING.contains(example.command()) || !isOfALibrary(outcome)) {
            desk.close();
            desks.remove(example.application());
        }
        return ended(outcome);
    }

    /** Whether nothing of the session can have changed. */
    private static boolean isOfALibrary(Outcome outcome) {
        return outcome instanceof Outcome.Ran ran && !ran.spent().library().equals("own");
    }

    private static Ended ended(Outcome outcome) {
        return outcome instanceof Outcome.Ran ran
                ? new Ended(ran.exitCode(), ran.out(), ran.err())
                : new Ended(
                        1,
                        outcome instanceof Outcome.Refused,
                        "",
                        outcome.toString().replaceFirst("spent=.*", "") + "\n");
    }

    private Desk desk(boolean application) throws IOException, InterruptedException {
        Desk known = desks.get(application);
        if (known != null) {
            return known;
        }
        Desk desk = new Desk(application, folder.resolve("desk-" + ++made));
        for (List<String> learning : RealCli.LEARNING) {
            desk.run(learning, Files.createDirectories(folder.resolve("empty")));
        }
        desks.put(application, desk);
        return desk;
    }

    @Override
    public void close() {
        desks.values().forEach(Desk::close);
        clock.shutdownNow();
    }

    /** Somebody who is signed in. */
    private final class Desk {
        private final EntraSession session;
        private final Journal journal;
        private final List<CommandLibrary> libraries;
        private final Runner runner;

        Desk(boolean application, Path folder) throws IOException, InterruptedException {
            Files.createDirectories(folder);
            Map<String, String> environment = new HashMap<>(tenant.proxyEnvironment());
            environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
            environment.put("M365LS_HOME", folder.resolve("data").toString());
            Machine machine = new Machine(Machine.current().platform(), environment, folder, folder.resolve("none"));
            JdkHttp http = new JdkHttp(NetworkSettings.of(environment));
            session = new EntraSession(new EntraSession.Surroundings(
                    http, new MemoryStore(), environment, Clock.systemUTC(), EditorTokens.NONE, Optional::empty));
            assertInstanceOf(
                    SignInAnswer.SignedIn.class,
                    session.signIn(
                            application ? certificate() : password(),
                            new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC),
                            "",
                            new Person(tenant)));
            CliSettings settings = new CliSettings(folder.resolve("settings.json"));
            settings.set("disableTelemetry", "true");
            settings.set("prompt", "false");
            journal = new Journal(folder.resolve("journal"), Clock.systemUTC());
            Wishes wishes = new Wishes(
                    Optional.of(repository.resolve("server/cli-host")), Optional.empty(), List.of(), Set.of());
            libraries = new CommandLibraries(machine)
                    .make(new LibraryMaker.Parts(
                            session,
                            http,
                            http,
                            ways(machine),
                            () -> CATALOG,
                            settings,
                            false,
                            () -> wishes,
                            gateway -> new JournallingGateway(gateway, journal)));
            runner = new Runner(new Runner.Surroundings(
                    () -> CATALOG,
                    (name, workspace) -> session.active(),
                    libraries,
                    journal,
                    new History(folder.resolve("history")),
                    Clock.systemUTC()));
        }

        private SignIn password() {
            return new SignIn.Password(
                    tenant.user().name(), Secret.of(tenant.user().password()));
        }

        private SignIn certificate() throws IOException {
            return new SignIn.Certificate(
                    Secret.of(Base64.getEncoder().encodeToString(Files.readAllBytes(tenant.pfxFile()))),
                    Secret.of(tenant.pfxPassword()),
                    "");
        }

        private SignInWays ways(Machine machine) {
            return new SignInWays() {
                @Override
                public ApplicationChoice choose(ApplicationChoice.Said said) {
                    return ApplicationChoice.of(
                            said, new ApplicationChoice.Said("", "", ""), machine.environment(), session.remembered());
                }

                @Override
                public Prompter prompter(Application application) {
                    return new Person(tenant);
                }
            };
        }

        Outcome run(List<String> words, Path room) {
            return runner.run(
                    new Order(
                            words,
                            "",
                            new Order.Place(room, List.of(), "", true),
                            Order.Library.AUTO,
                            false,
                            Order.Consent.GIVEN,
                            false,
                            Optional.empty()),
                    new Agreeing());
        }

        void close() {
            for (CommandLibrary library : libraries) {
                if (library instanceof AutoCloseable closeable) {
                    try {
                        closeable.close();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            journal.close();
            session.close();
        }
    }

    /** Lets a command call hosts of no service, as the CLI does. */
    private static final class Agreeing extends Consenting {
        @Override
        public boolean mayCall(String host) {
            return true;
        }

        @Override
        public boolean maySendAuthorization(String host) {
            return true;
        }
    }
}
