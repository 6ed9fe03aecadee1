package m365ls.run;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import m365ls.catalog.Catalog;
import m365ls.gateway.Gateway;
import m365ls.http.Http;
import m365ls.http.HttpStreams;
import m365ls.installation.Wishes;
import m365ls.session.Session;

/** Makes the libraries of commands, once a session is open in which something is to be run. */
@FunctionalInterface
public interface LibraryMaker {

    /**
     * What libraries are made with.
     *
     * @param session whose tokens are used
     * @param http reaches the network as the user wants it
     * @param streams reaches it the same way
     * @param ways how {@code login} asks the user
     * @param catalog the commands that count, asked anew at each run
     * @param settings of the CLI
     * @param answers whether somebody is there to be asked what a command lacks
     * @param wishes which installation of the CLI may be run, asked anew before it is started
     * @param journalled is to be put around the gateway that libraries send through
     */
    record Parts(
            Session session,
            Http http,
            HttpStreams streams,
            SignInWays ways,
            Supplier<Catalog> catalog,
            CliSettings settings,
            boolean answers,
            Supplier<Wishes> wishes,
            UnaryOperator<Gateway> journalled) {}

    /** The libraries, the one to be preferred first. Those that can be closed are, when the session is. */
    List<CommandLibrary> make(Parts parts);
}
