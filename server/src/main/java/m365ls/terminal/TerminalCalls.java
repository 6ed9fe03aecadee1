package m365ls.terminal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import m365ls.catalog.CommandSpec;
import m365ls.gateway.Write;
import m365ls.log.Log;
import m365ls.run.Order;
import m365ls.run.Outcome;
import m365ls.script.ArgumentList;
import m365ls.session.Connection;

/** Runs the calls of terminals as the CLI would run them there. Safe for use by many threads. */
final class TerminalCalls {

    private static final Log LOG = new Log("m365ls.terminal");

    /** Runs at a time; others wait. */
    private static final int RUNS = 8;

    /** Commands behind which a terminal uses the connection that counts then. */
    private static final Set<String> CHOOSING = Set.of("login", "setup", "connection use");

    /** Commands that change the editor's session or the settings kept here, without sending anything. */
    private static final Set<String> OF_THE_EDITOR = Set.of(
            "login",
            "logout",
            "setup",
            "connection remove",
            "connection set",
            "connection use",
            "cli config reset",
            "cli config set");

    /** Those of them that are about who is signed in. */
    private static final Set<String> OF_THE_SESSION =
            Set.of("login", "logout", "setup", "connection remove", "connection set", "connection use");

    private final TerminalHost host;
    private final Semaphore room = new Semaphore(RUNS, true);

    TerminalCalls(TerminalHost host) {
        this.host = host;
    }

    /**
     * Runs a call.
     *
     * @param folder the working folder
     * @throws InterruptedException if the call was given up before it began
     */
    Told run(Terminal terminal, Path folder, List<String> arguments, TerminalDialogue dialogue)
            throws InterruptedException {
        room.acquire();
        try {
            return begin(terminal, folder, arguments, dialogue);
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            LOG.fault("a terminal's call", id, e);
            return Told.failed("An unforeseen error. It is in the log as " + id + ".");
        } finally {
            room.release();
        }
    }

    private Told begin(Terminal terminal, Path folder, List<String> arguments, TerminalDialogue dialogue)
            throws InterruptedException {
        ArgumentList call = ArgumentList.read(arguments, host.catalog());
        String name = call.command().map(CommandSpec::name).orElse("");
        boolean helps = call.command().isEmpty() || call.helpAsked();
        if (terminal.whatIf() && !helps && OF_THE_EDITOR.contains(name)) {
            return new Told("", "m365: '" + name + "' is not run, since nothing is changed from this terminal.\n", 0);
        }
        Optional<Connection> connection =
                terminal.connection().isEmpty() ? Optional.empty() : host.find(terminal.connection());
        boolean needsSignIn = !helps
                && call.command()
                        .filter(command -> !command.resource().isEmpty())
                        .isPresent();
        if (needsSignIn && connection.isEmpty()) {
            return Told.failed(
                    terminal.connection().isEmpty()
                            ? "Nobody was signed in when this terminal was opened. Sign in with 'm365 login', or open"
                                    + " another terminal."
                            : "The account of this terminal is signed out. Sign in with 'm365 login', or open another"
                                    + " terminal.");
        }
        Order order = new Order(
                arguments,
                connection.map(Connection::id).orElse(""),
                host.place(folder, terminal.workspace()),
                Order.Library.AUTO,
                terminal.whatIf(),
                Order.Consent.AS_THE_CLI_ASKS,
                false,
                Optional.empty());
        boolean keeps = name.equals("login") || name.equals("setup");
        Outcome outcome = host.runner(keeps).run(order, dialogue);
        Told told = told(outcome, name);
        return helps ? told : withSession(terminal, name, told);
    }

    /** Tells of what the call did to the editor's session, and follows it. */
    private Told withSession(Terminal terminal, String name, Told told) throws InterruptedException {
        Optional<Connection> active = host.active(terminal.workspace());
        if (name.equals("status")) {
            boolean differs = !active.map(Connection::id).orElse("").equals(terminal.connection());
            return differs ? told.before(runsAs(host.find(terminal.connection()))) : told;
        }
        if (!OF_THE_SESSION.contains(name)) {
            return told;
        }
        Told said = told.after("'" + name + "' acts on the editor's session.");
        if (!CHOOSING.contains(name) || told.exitCode() != 0) {
            return said;
        }
        terminal.use(active);
        return said.before(runsAs(active));
    }

    private static String runsAs(Optional<Connection> connection) {
        return connection
                .map(known -> "This terminal uses the sign-in '" + known.name() + "' in the tenant "
                        + known.identity().tenantId() + ".")
                .orElse("Nobody is signed in for this terminal.");
    }

    private Told told(Outcome outcome, String name) {
        if (outcome instanceof Outcome.Ran ran) {
            return new Told(ran.out(), ran.err(), ran.exitCode());
        }
        if (outcome instanceof Outcome.WouldWrite would) {
            return new Told("", shown(would), 0);
        }
        if (outcome instanceof Outcome.SignInNeeded needed) {
            return Told.failed(needed.needs().reason());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return Told.failed(refused.reason());
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            String id = unknown.requestId().isEmpty() ? "" : " The request's id is " + unknown.requestId() + ".";
            return Told.failed(unknown.message() + " Nobody knows whether it was done." + id);
        }
        return cancelled((Outcome.Cancelled) outcome, name);
    }

    /** A request that was held. On standard error, since a script does not expect it in place of the command's output. */
    private static String shown(Outcome.WouldWrite would) {
        Write write = would.write();
        StringBuilder text = new StringBuilder("m365: would send ")
                .append(write.method())
                .append(' ')
                .append(Visible.of(write.address()))
                .append('\n');
        write.body()
                .lines()
                .forEach(line -> text.append("  ").append(Visible.of(line)).append('\n'));
        return text.append("m365: ").append(would.remark()).append('\n').toString();
    }

    private Told cancelled(Outcome.Cancelled cancelled, String name) {
        if (!cancelled.outcomeUnknown()) {
            return Told.failed("Given up.");
        }
        String message = "'" + name + "' was cancelled while it changed something. Nobody knows whether that was done.";
        // Who pressed Ctrl+C does not read on.
        host.tell(message);
        return Told.failed(message);
    }
}
