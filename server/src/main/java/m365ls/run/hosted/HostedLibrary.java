package m365ls.run.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import m365ls.session.Connection;
import m365ls.session.Identity;
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
    }

    /**
     * What the library works with.
     *
     * @param gateway sends every request
     * @param tokens tell whom a connection speaks for; no token itself is handed on
     * @param sites is asked when an option's value begins with a slash
     * @param program the installation to run; asked before a process is started, so that it may come later
     * @param settings the CLI's settings by their names, such as {@code csvHeader}; what it lacks is as the CLI has it
     *     by default
     * @param machine this one
     */
    public record Surroundings(
            Gateway gateway,
            Tokens tokens,
            Sites sites,
            Supplier<Optional<CliProgram>> program,
            Supplier<JsonObject> settings,
            Machine machine) {}

    private static final Log LOG = new Log("m365ls.run.hosted");

    /** Some fifty times what it takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration IDLE = Duration.ofMinutes(5);

    /** Commands on the sign-in and the settings, which are this program's own. */
    private static final Set<String> OURS = Set.of(
            "login",
            "logout",
            "status",
            "setup",
            "connection list",
            "connection remove",
            "connection set",
            "connection use",
            "cli config get",
            "cli config list",
            "cli config reset",
            "cli config set",
            "cli consent",
            "util accesstoken get");

    /** Commands that change this machine through a shell, outside of all that was confirmed. */
    private static final Set<String> FOR_A_TERMINAL = Set.of("teams cache remove", "cli completion sh setup");

    /** Commands that look for other programs on this machine. */
    private static final Set<String> STARTING_PROGRAMS = Set.of("spfx doctor");

    private final Surroundings surroundings;
    private final ProcessPool pool;
    private final ExecutorService threads;
    private final Map<String, KnownPlaces> places = new ConcurrentHashMap<>();

    /** Starts nothing before a command is run. */
    public HostedLibrary(Surroundings surroundings) {
        this(surroundings, IDLE);
    }

    HostedLibrary(Surroundings surroundings, Duration idle) {
        this.surroundings = surroundings;
        this.pool = new ProcessPool(idle);
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "host-request-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String name() {
        return "hosted";
    }

    @Override
    public boolean has(CommandSpec command) {
        return !OURS.contains(command.name()) && !FOR_A_TERMINAL.contains(command.name());
    }

    @Override
    public Result run(Work work) throws InterruptedException {
        if (!has(work.command())) {
            return new Result.Unable("\"" + work.command().name() + "\" is not run by the CLI's own code here.");
        }
        if (!Files.isDirectory(work.folder())) {
            return new Result.Unable("The folder " + work.folder() + " does not exist.");
        }
        Optional<CliProgram> program = surroundings.program().get();
        if (program.isEmpty()) {
            return new Result.Unable("For this command CLI for Microsoft 365 has to be installed, version 10 or later,"
                    + " with Node 20 or later.");
        }
        Path folder;
        HostProcess process;
        try {
            folder = work.folder().toRealPath();
            process = pool.take(
                    work.permit().connection().map(Connection::id).orElse(""),
                    folder,
                    () -> new HostProcess(new Launch(program.get(), surroundings.machine())));
        } catch (IOException e) {
            LOG.warning("Node could not be started: " + e);
            return new Result.Unable(
                    "Node could not be started: " + program.get().node());
        }
        try {
            if (!process.isReadyWithin(PATIENCE)) {
                process.kill();
                return new Result.Unable("CLI for Microsoft 365 "
                        + program.get().installation().version() + " in "
                        + program.get().installation().root() + " could not be loaded. The log tells more.");
            }
            return runIn(process, work, folder);
        } finally {
            pool.giveBack(process);
        }
    }

    private Result runIn(HostProcess process, Work work, Path folder) throws InterruptedException {
        String order = order(work, folder).toString();
        int number = process.nextRun();
        HostRun run = new HostRun(number, work, surroundings.gateway(), threads, around(process, work));
        process.begin(number, run, order);
        try {
            return run.await();
        } finally {
            process.forget(number);
        }
    }

    private JsonObject order(Work work, Path folder) throws InterruptedException {
        JsonObject order = new JsonObject();
        JsonArray arguments = new JsonArray();
        work.arguments().forEach(arguments::add);
        order.add("arguments", arguments);
        order.addProperty("folder", folder.toString());
        order.add("settings", surroundings.settings().get());
        order.addProperty("mayWriteFiles", work.permit().extent() != Permit.Extent.WHAT_IF);
        order.addProperty(
                "mayStartPrograms", STARTING_PROGRAMS.contains(work.command().name()));
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
            public void learnt(String site, String siteTenant) {
                places.merge(id, new KnownPlaces(site, siteTenant), KnownPlaces::with);
            }
        };
    }

    /** How many processes there are. */
    int processes() {
        return pool.size();
    }

    /** Ends all processes, and what runs in them. */
    @Override
    public void close() {
        pool.close();
        threads.shutdownNow();
    }
}
