package m365ls.run;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import m365ls.CommandLibraries;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.EditorTokens;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Prompter;
import m365ls.session.Remembered;
import m365ls.session.Secret;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.Unattended;

/** Somebody who is signed in to a stand-in tenant, and runs commands there with the libraries of the program. */
final class SignedInRunner implements AutoCloseable {

    private static final Path SERVER = Path.of("").toAbsolutePath();

    private final Catalog catalog = CatalogFile.builtIn().catalog();
    private final StandInTenant tenant;
    private final EntraSession session;
    private final List<CommandLibrary> libraries;
    private final Runner runner;
    private final Path folder;

    /** @param machine an empty folder for all files */
    SignedInRunner(StandInTenant tenant, Path machine) throws IOException, InterruptedException {
        this.tenant = tenant;
        JdkHttp http = new JdkHttp(
                new NetworkSettings(tenant.proxyUri().toString(), List.of(), List.of(tenant.caFile()), false));
        session = new EntraSession(new EntraSession.Surroundings(
                http, new MemoryStore(), Map.of(), Clock.systemUTC(), EditorTokens.NONE, Optional::empty));
        SignInAnswer answer = session.signIn(
                new SignIn.Password(
                        tenant.user().name(), Secret.of(tenant.user().password())),
                new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC),
                "work",
                new Unattended());
        assertTrue(session.use(
                assertInstanceOf(SignInAnswer.SignedIn.class, answer).connection()));
        folder = Files.createDirectories(machine.resolve("folder")).toRealPath();
        Path node = Path.of(Files.readString(SERVER.resolve("target/catalogue/node.txt")));
        Journal journal = new Journal(machine.resolve("data").resolve("journal"), Clock.systemUTC());
        libraries = new CommandLibraries(Machine.current())
                .make(new LibraryMaker.Parts(
                        session,
                        http,
                        http,
                        new Ways(),
                        () -> catalog,
                        new CliSettings(machine.resolve("data").resolve("settings.json")),
                        true,
                        () -> new Wishes(
                                Optional.of(SERVER.resolve("cli-host")), Optional.of(node), List.of(), Set.of()),
                        gateway -> new JournallingGateway(gateway, journal)));
        runner = new Runner(new Runner.Surroundings(
                () -> catalog,
                (name, workspace) -> session.active(),
                libraries,
                journal,
                new History(machine.resolve("data").resolve("history")),
                Clock.systemUTC()));
    }

    /** Knows the tenant's application, and signs nobody in. */
    private final class Ways implements SignInWays {
        @Override
        public ApplicationChoice choose(ApplicationChoice.Said said) {
            return ApplicationChoice.of(
                    said,
                    new ApplicationChoice.Said(tenant.appId(), tenant.tenantId(), ""),
                    Map.of(),
                    Remembered.NOTHING);
        }

        @Override
        public Prompter prompter(Application application) {
            throw new AssertionError("somebody signs in");
        }
    }

    Catalog catalog() {
        return catalog;
    }

    /** Where commands run. */
    Path folder() {
        return folder;
    }

    /** The sign-ins, the active one first. */
    List<Connection> signIns() {
        return session.active().stream().toList();
    }

    /** Whether the command of this name is native. */
    boolean isNative(String command) {
        return libraries.stream()
                .anyMatch(library -> library.name().equals("native")
                        && library.has(catalog.find(command).orElseThrow()));
    }

    Outcome run(Order.Library library, boolean whatIf, Dialogue dialogue, List<String> words) {
        return runner.run(
                new Order(
                        words,
                        "",
                        new Order.Place(folder, List.of(), "", true),
                        library,
                        whatIf,
                        Order.Consent.ASK,
                        false,
                        Optional.empty()),
                dialogue);
    }

    @Override
    public void close() throws IOException {
        for (CommandLibrary library : libraries) {
            if (library instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        }
        session.close();
    }
}
