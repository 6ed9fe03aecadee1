package m365ls.run.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import m365ls.catalog.CommandSpec;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.installation.CliProgram;
import m365ls.installation.Machine;
import m365ls.log.Log;
import m365ls.run.CommandLibrary;
import m365ls.run.Work;
import m365ls.run.own.OwnLibrary;
import m365ls.session.Connection;
import m365ls.session.Identity;
import m365ls.session.Places;
import m365ls.session.Resource;
import m365ls.session.Service;
import m365ls.session.TokenAnswer;
import m365ls.session.Tokens;

/** Runs commands in processes that keep the user's own installation of the CLI loaded. */
public final class HostedLibrary implements CommandLibrary, AutoCloseable {

    /** Tells the address of a connection's root site of SharePoint. */
    public interface Sites {

        /** Without a slash at its end; empty if it cannot be told. */
        Optional<String> root(Connection connection) throws InterruptedException;

        /** Asks the tenant. */
        static Sites of(Places places) {
            return connection -> places.sharePoint(connection) instanceof Places.Found.Here<Places.SharePoint> here
                    ? Optional.of(here.value().sites().address())
                    : Optional.empty();
        }
    }

    /** The settings of the CLI, which are kept here and not in its own file. */
    @FunctionalInterface
    public interface Settings {

        /** By their names, such as {@code csvHeader}; what is missing is as the CLI has it by default. */
        JsonObject all();

        /**
         * Sets one, as {@code cli app add --saveToConfig} does.
         *
         * @throws IOException if it is none, or cannot be kept; always, where settings are only there to be read
         */
        default void set(String name, String value) throws IOException {
            throw new IOException("The setting " + name + " cannot be changed.");
        }
    }

    /**
     * What the library works with.
     *
     * @param gateway sends every request
     * @param tokens tell whom a connection speaks for; no token itself is handed on
     * @param sites is asked when an option's value begins with a slash
     * @param program the installation to run; asked before a process is started, so that it may come later
     * @param settings asked at each run
     * @param machine this one
     */
    public record Surroundings(
            Gateway gateway,
            Tokens tokens,
            Sites sites,
            Supplier<Optional<CliProgram>> program,
            Settings settings,
            Machine machine) {}

    private static final Log LOG = new Log("m365ls.run.hosted");

    /** Some fifty times what it takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration IDLE = Duration.ofMinutes(5);

    /** Requests at a time, of all runs; further ones wait. The gateway sends fewer. */
    private static final int MOST_REQUESTS = 64;

    /** Commands that are left to a terminal, and why. */
    private static final Map<String, String> FOR_A_TERMINAL = Map.of(
            "teams cache remove",
            "it ends Teams and deletes its folders through a shell, in steps that can neither be shown before nor"
                    + " held back",
            "cli completion sh setup",
            "it changes the start-up file of the shell that it is called from");

    /** Commands that look for other programs on this machine. */
    private static final Set<String> STARTING_PROGRAMS = Set.of("spfx doctor");

    private final Surroundings surroundings;
    private final List<String> flags;
    private final HostRun.Patience patience;
    private final ProcessPool pool;
    private final ExecutorService threads;
    private final Map<String, KnownPlaces> places = new ConcurrentHashMap<>();

    /** Starts nothing before a command is run. */
    public HostedLibrary(Surroundings surroundings) {
        this(surroundings, IDLE, HostRun.Patience.DEFAULT, List.of());
    }

    HostedLibrary(Surroundings surroundings, Duration idle, HostRun.Patience patience, List<String> flags) {
        this.surroundings = surroundings;
        this.patience = patience;
        this.flags = List.copyOf(flags);
        this.pool = new ProcessPool(idle);
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pooled = new ThreadPoolExecutor(
                MOST_REQUESTS, MOST_REQUESTS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "host-request-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pooled.allowCoreThreadTimeOut(true);
        threads = pooled;
    }

    @Override
    public String name() {
        return "hosted";
    }

    @Override
    public boolean has(CommandSpec command) {
        return !OwnLibrary.keepsStateOf(command) && !FOR_A_TERMINAL.containsKey(command.name());
    }

    @Override
    public Optional<String> reasonAgainst(CommandSpec command) {
        return Optional.ofNullable(FOR_A_TERMINAL.get(command.name()))
                .map(reason -> "'" + command.name() + "' is left to a terminal: " + reason + ".");
    }

    @Override
    public Result run(Work work) throws InterruptedException {
        if (!has(work.command())) {
            return new Result.Unable(reasonAgainst(work.command())
                    .orElse("'" + work.command().name() + "' is not run by the CLI's own code here."));
        }
        if (!Files.isDirectory(work.folder())) {
            return new Result.Unable("The folder " + work.folder() + " does not exist.");
        }
        Optional<CliProgram> program = surroundings.program().get();
        if (program.isEmpty()) {
            return new Result.Unable("For this command CLI for Microsoft 365 has to be installed, version 10 or later,"
                    + " with Node 20 or later.");
        }
        try {
            Path folder = work.folder().toRealPath();
            // A process may end while nobody looks; what it never began can be begun again.
            Attempt first = attempt(program.get(), work, folder);
            return first.began()
                    ? first.result()
                    : attempt(program.get(), work, folder).result();
        } catch (IOException e) {
            LOG.warning("Node could not be started: " + e);
            return new Result.Unable(
                    "Node could not be started: " + program.get().node());
        }
    }

    /** What came of a run in one process, and whether the run began there as far as can be told. */
    private record Attempt(Result result, boolean began) {}

    private Attempt attempt(CliProgram program, Work work, Path folder) throws IOException, InterruptedException {
        HostProcess process = pool.take(
                work.permit().connection().map(Connection::id).orElse(""),
                folder,
                () -> new HostProcess(new Launch(program, surroundings.machine(), flags)));
        try {
            if (!process.isReadyWithin(PATIENCE)) {
                process.kill();
                return new Attempt(new Result.Unable(couldNotBeLoaded(program)), !process.wasReady());
            }
            return runIn(process, work, folder);
        } finally {
            pool.giveBack(process);
        }
    }

    private Attempt runIn(HostProcess process, Work work, Path folder) throws InterruptedException {
        String order = order(work, folder).toString();
        int number = process.nextRun();
        HostRun run = new HostRun(number, work, surroundings.gateway(), threads, patience, around(process, work));
        process.know(number, run);
        try {
            if (!run.isHeard()) {
                pool.retire(process);
                return new Attempt(new Result.Unable("The process of CLI for Microsoft 365 does not answer."), false);
            }
            process.begin(number, order);
            Result result = run.await();
            return new Attempt(result, run.isTouched() || !process.isDead());
        } finally {
            process.forget(number);
        }
    }

    private static String couldNotBeLoaded(CliProgram program) {
        return "CLI for Microsoft 365 " + program.installation().version() + " in "
                + program.installation().root() + " could not be loaded. The log tells more.";
    }

    private JsonObject order(Work work, Path folder) throws InterruptedException {
        JsonObject order = new JsonObject();
        JsonArray arguments = new JsonArray();
        work.arguments().forEach(arguments::add);
        order.add("arguments", arguments);
        order.addProperty("folder", folder.toString());
        order.add("settings", surroundings.settings().all());
        order.addProperty("mayWriteFiles", work.permit().extent() != Permit.Extent.WHAT_IF);
        boolean startsPrograms = STARTING_PROGRAMS.contains(work.command().name());
        order.addProperty("mayStartPrograms", startsPrograms);
        order.addProperty("faithful", work.faithful());
        if (startsPrograms) {
            order.add("environment", usersOwn());
        }
        if (work.permit().connection().isPresent()) {
            Connection connection = work.permit().connection().get();
            order.add(
                    "connection",
                    StandIn.of(
                            connection,
                            graphIdentity(connection),
                            places.getOrDefault(connection.id(), KnownPlaces.NONE)));
        }
        return order;
    }

    /** Where programs find the user's own settings; the process itself has a home of its own. */
    private JsonObject usersOwn() {
        JsonObject all = new JsonObject();
        for (String name : Launch.HOMES) {
            surroundings.machine().variable(name).ifPresent(value -> all.addProperty(name, value));
        }
        return all;
    }

    /** Whom the token for Graph speaks for, since it is its claims that commands look at. */
    private Identity graphIdentity(Connection connection) throws InterruptedException {
        Optional<Resource> graph = Resource.of(connection.application().cloud(), Service.GRAPH);
        if (graph.isPresent()
                && surroundings.tokens().token(connection, graph.get()) instanceof TokenAnswer.Token found) {
            return found.token().identity();
        }
        return connection.identity();
    }

    private HostRun.Surroundings around(HostProcess process, Work work) {
        String id = work.permit().connection().map(Connection::id).orElse("");
        return new HostRun.Surroundings() {
            @Override
            public void send(Frame frame) {
                process.send(frame);
            }

            @Override
            public void kill() {
                process.kill();
            }

            @Override
            public boolean isDead() {
                return process.isDead();
            }

            @Override
            public String site() throws InterruptedException {
                String site = work.permit().connection().isPresent()
                        ? surroundings
                                .sites()
                                .root(work.permit().connection().get())
                                .orElse("")
                        : "";
                learnt(site, "");
                return site;
            }

            @Override
            public void set(String name, String value) throws IOException {
                surroundings.settings().set(name, value);
            }

            @Override
            public void learnt(String site, String siteTenant) {
                places.merge(id, new KnownPlaces(site, siteTenant), KnownPlaces::with);
            }
        };
    }

    /** The processes. */
    ProcessPool pool() {
        return pool;
    }

    /** Ends all processes, and what runs in them. */
    @Override
    public void close() {
        pool.close();
        threads.shutdownNow();
    }
}
