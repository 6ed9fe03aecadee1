package m365ls.cli.session;

import java.util.List;
import java.util.Optional;
import m365ls.cli.Console;
import m365ls.session.Connection;
import m365ls.session.Need;
import m365ls.session.Resource;
import m365ls.session.Service;
import m365ls.session.TokenAnswer;
import picocli.CommandLine.ExitCode;

/** What is done with the sign-ins of this machine, and told of them. Each method gives the exit code. */
final class Connections {

    private final Sessions sessions;
    private final Workplace place;
    private final Console console;
    private final Details details;
    private final boolean json;

    Connections(Workplace place, SessionOptions options) {
        this.sessions = new Sessions(place, options);
        this.place = place;
        this.console = place.console();
        this.json = options.json();
        this.details = new Details(console, json);
    }

    /** Who is signed in. A token of Graph is wanted, in silence: only so is it known that the sign-in is still good. */
    int status() {
        return sessions.isKnown() ? sessions.run(this::status) : signedOut(List.of());
    }

    private int status(Sessions.Open open) throws InterruptedException {
        Optional<Connection> active = open.session().active();
        if (active.isEmpty()) {
            return signedOut(open.session().connections());
        }
        Connection connection = active.get();
        Resource graph =
                Resource.of(connection.application().cloud(), Service.GRAPH).orElseThrow();
        TokenAnswer answer = open.session().token(connection, graph);
        if (answer instanceof TokenAnswer.Token token) {
            Connection now = new Connection(
                    connection.id(),
                    connection.name(),
                    connection.authType(),
                    connection.application(),
                    token.token().identity());
            details.print(now, true, open.kept());
            return ExitCode.OK;
        }
        details.print(connection, true, open.kept());
        TokenAnswer.Needs needs = (TokenAnswer.Needs) answer;
        Login.tell(console, needs);
        boolean unknown = needs.need() == Need.OFFLINE || needs.need() == Need.RETRY_LATER;
        console.tell(
                unknown
                        ? "Whether the sign-in is still good is not known."
                        : "The sign-in is not good any more. Sign in again: m365ls login");
        return unknown ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int signedOut(List<Connection> others) {
        details.printNobody(others);
        console.out().flush();
        return ExitCode.SOFTWARE;
    }

    /** All connections. */
    int list() {
        return sessions.isKnown() ? sessions.run(this::list) : list(List.of(), "");
    }

    private int list(Sessions.Open open) {
        return list(
                open.session().connections(),
                open.session().active().map(Connection::id).orElse(""));
    }

    private int list(List<Connection> connections, String active) {
        if (connections.isEmpty() && !json) {
            console.print("There are no connections.");
        } else {
            details.printAll(connections, active);
        }
        console.out().flush();
        return ExitCode.OK;
    }

    /** Makes a connection the active one. */
    int use(String name) {
        return withNamed(name, (open, connection) -> {
            if (!open.session().use(connection)) {
                return gone(name);
            }
            details.print(connection, true, open.kept());
            return ExitCode.OK;
        });
    }

    /** Gives a connection another name. */
    int rename(String name, String newName) {
        return withNamed(name, (open, connection) -> {
            Optional<Connection> renamed = open.session().rename(connection, newName);
            if (renamed.isEmpty()) {
                console.tell(
                        newName.isBlank()
                                ? "A connection has to have a name."
                                : "There is a connection named '" + newName.strip() + "' already.");
                return ExitCode.SOFTWARE;
            }
            details.print(renamed.get(), open.isActive(connection), open.kept());
            return ExitCode.OK;
        });
    }

    /**
     * Forgets a connection.
     *
     * @param force without asking
     */
    int remove(String name, boolean force) {
        return withNamed(name, (open, connection) -> {
            if (!force) {
                Optional<Terminal> terminal = place.terminal().get();
                if (terminal.isEmpty()) {
                    console.tell("There is no terminal to ask whether you mean it. Say so with --force.");
                    return ExitCode.USAGE;
                }
                if (!Sure.of(terminal.get(), "Forget the connection '" + name + "'?")) {
                    console.tell("Nothing was changed.");
                    return ExitCode.SOFTWARE;
                }
            }
            return signOut(open, List.of(connection));
        });
    }

    /**
     * Signs out.
     *
     * @param name of the connection; empty for the active one
     * @param all whether of every connection
     */
    int signOut(String name, boolean all) {
        if (!name.isEmpty()) {
            return withNamed(name, (open, connection) -> signOut(open, List.of(connection)));
        }
        if (!sessions.isKnown()) {
            return signOutOfNothing();
        }
        return sessions.run(open -> {
            List<Connection> chosen = all
                    ? open.session().connections()
                    : open.session().active().stream().toList();
            return chosen.isEmpty() ? signOutOfNothing() : signOut(open, chosen);
        });
    }

    private int signOutOfNothing() {
        details.printSignedOut(List.of());
        console.out().flush();
        return ExitCode.OK;
    }

    private int signOut(Sessions.Open open, List<Connection> connections) {
        connections.forEach(open.session()::signOut);
        details.printSignedOut(connections);
        console.tell("Access tokens that were handed out before stay good until they end, mostly within 90 minutes:"
                + " Entra ID has no way to end one.");
        List<Connection> left = open.session().connections();
        if (!left.isEmpty() && open.session().active().isEmpty()) {
            console.tell("No connection is active now; " + left.size() + (left.size() == 1 ? " is" : " are")
                    + " left: m365ls connections use --name NAME");
        }
        return ExitCode.OK;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    private interface WithConnection {
        int run(Sessions.Open open, Connection connection) throws InterruptedException;
    }

    private int withNamed(String name, WithConnection work) {
        if (!sessions.isKnown()) {
            return gone(name);
        }
        return sessions.run(open -> {
            Optional<Connection> connection = open.named(name);
            return connection.isEmpty() ? gone(name) : work.run(open, connection.get());
        });
    }

    private int gone(String name) {
        console.tell("There is no connection named '" + name + "'. m365ls connections list shows all.");
        return ExitCode.SOFTWARE;
    }
}
