package m365ls.terminal;

import com.google.gson.JsonNull;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.installation.Machine;
import m365ls.run.CommandLibrary;
import m365ls.run.History;
import m365ls.run.Journal;
import m365ls.run.Order;
import m365ls.run.Runner;
import m365ls.run.Work;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;

/** A server with terminals, whose library does what a test says. */
final class Desk implements TerminalHost, AutoCloseable {

    static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyz-_ABCDE";
    static final Connection ANNA = connection("anna");
    static final Connection BERT = connection("bert");

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    /** What a library does with a run. */
    interface Doing {
        CommandLibrary.Result run(Work work) throws InterruptedException;
    }

    /** What a call printed. */
    record Printed(String out, String err, int exitCode) {}

    final BlockingQueue<Work> works = new LinkedBlockingQueue<>();
    final List<Connection> connections = new CopyOnWriteArrayList<>(List.of(ANNA, BERT));
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final Terminals terminals;
    volatile Optional<Connection> active = Optional.of(ANNA);
    volatile boolean trusted = true;
    volatile Doing doing = work -> done("done", "", 0);
    private final Path folder;
    private final Runner runner;
    private String address = "";

    Desk(Path folder, Terminals.Limits limits) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Machine here = Machine.current();
        Machine machine = new Machine(here.platform(), Map.of(), folder, folder);
        this.terminals = new Terminals(this, machine, TerminalFiles.Program.here(here.isWindows()), limits);
        this.runner = new Runner(new Runner.Surroundings(
                () -> CATALOG,
                (name, workspace) -> name.isEmpty() ? active : find(name),
                List.of(new Library()),
                new Journal(folder.resolve("journal"), Clock.systemUTC()),
                new History(folder.resolve("history")),
                Clock.systemUTC()));
    }

    private static Connection connection(String name) {
        return new Connection(
                "id-of-" + name,
                name,
                "deviceCode",
                new Application("00000000-0000-0000-0000-00000000000a", "contoso.com", Cloud.PUBLIC),
                new Identity(
                        Identity.Kind.USER,
                        name + "@contoso.com",
                        "0000000f-0000-0000-0000-000000000001",
                        "0000000e-0000-0000-0000-000000000001",
                        "00000000-0000-0000-0000-00000000000a",
                        "https://graph.microsoft.com",
                        List.of(),
                        List.of(),
                        Instant.EPOCH));
    }

    static CommandLibrary.Result done(String out, String err, int exitCode) {
        return new CommandLibrary.Result.Done(JsonNull.INSTANCE, out, err, exitCode);
    }

    private final class Library implements CommandLibrary {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean has(CommandSpec command) {
            return true;
        }

        @Override
        public Result run(Work work) throws InterruptedException {
            works.add(work);
            return doing.run(work);
        }
    }

    // ---- the server ----

    @Override
    public Catalog catalog() {
        return CATALOG;
    }

    @Override
    public Runner runner(boolean keeps) {
        return runner;
    }

    @Override
    public Optional<Connection> active(String workspace) {
        return active;
    }

    @Override
    public Optional<Connection> find(String nameOrId) {
        return connections.stream()
                .filter(each -> each.name().equals(nameOrId) || each.id().equals(nameOrId))
                .findFirst();
    }

    @Override
    public Order.Place place(Path at, String workspace) {
        return new Order.Place(at, List.of(), workspace, trusted);
    }

    @Override
    public void tell(String message) {
        told.add(message);
    }

    // ---- the terminal ----

    /** Opens a terminal with the usual secret. */
    TerminalFiles open(boolean whatIf) {
        return open("terminal", SECRET, whatIf);
    }

    TerminalFiles open(String id, String secret, boolean whatIf) {
        try {
            Terminals.Answer answer = terminals.open(new Terminals.Wish(id, secret, "", "", whatIf));
            if (answer instanceof Terminals.Answer.Opened opened) {
                address = opened.files().socket().toString();
                return opened.files();
            }
            throw new AssertionError(answer);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Calls {@code m365} in the terminal. */
    Printed call(String... arguments) {
        return callAs(SECRET, "", arguments);
    }

    /** Calls it with these lines on its standard input. */
    Printed answering(String typed, String... arguments) {
        return callAs(SECRET, typed, arguments);
    }

    Printed callAs(String secret, String typed, String... arguments) {
        return callAs(secret, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    Printed callAs(String secret, ByteArrayInputStream in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            int code = new TerminalClient(in, out, err, Optional::empty)
                    .run(
                            Map.of(TerminalClient.ADDRESS, address, TerminalClient.SECRET, secret),
                            folder.toString(),
                            List.of(arguments));
            return new Printed(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), code);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** The names of the commands that were run. */
    List<String> ran() {
        return new ArrayList<>(works)
                .stream().map(work -> work.command().name()).toList();
    }

    @Override
    public void close() throws IOException {
        terminals.close();
    }
}
