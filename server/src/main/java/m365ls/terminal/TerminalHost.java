package m365ls.terminal;

import java.nio.file.Path;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.run.Order;
import m365ls.run.Runner;
import m365ls.session.Connection;

/** The server, as its terminals see it. Safe for use by many threads. */
public interface TerminalHost {

    /** The commands that count now. */
    Catalog catalog() throws InterruptedException;

    /**
     * What runs commands.
     *
     * @param keeps whether something is to be kept of a sign-in
     */
    Runner runner(boolean keeps) throws InterruptedException;

    /** The connection that counts now for a workspace; empty if nobody is signed in. */
    Optional<Connection> active(String workspace) throws InterruptedException;

    /** The connection of a name or id. */
    Optional<Connection> find(String nameOrId) throws InterruptedException;

    /** A folder as a place to run in, with what the user trusts now. */
    Order.Place place(Path folder, String workspace);

    /** Tells the user of the editor what nobody is left to hear in the terminal. */
    void tell(String message);
}
