package m365ls.run;

import java.util.Optional;
import m365ls.session.Connection;

/** Whose sign-in a run uses. */
@FunctionalInterface
public interface SignIns {

    /**
     * A connection.
     *
     * @param name its name or id; empty for the workspace's own or the active one
     * @param workspace URI of the workspace's folder; empty for none
     */
    Optional<Connection> find(String name, String workspace) throws InterruptedException;
}
