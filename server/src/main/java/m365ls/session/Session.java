package m365ls.session;

import java.util.List;
import java.util.Optional;

/**
 * Who is signed in, and the way in and out. Safe for use by many threads. All methods may wait for disk or network;
 * those that read or change connections throw {@link java.io.UncheckedIOException} if the store fails.
 *
 * <p>Of several connections one is active: the one that work begins with when nobody names another. Work that has begun
 * keeps its {@link Connection}, whatever becomes active.
 */
public interface Session extends Tokens, AutoCloseable {

    /**
     * Signs in, stores the connection and makes it the active one. One sign-in runs at a time; a second waits.
     *
     * <p>The same account or application again takes its connection's place; a name that another connection has gets a
     * number.
     *
     * @param way how
     * @param application with which; see {@link ApplicationChoice}
     * @param name of the connection; empty for the account's name
     * @param prompter asks the user
     * @throws InterruptedException if the thread was interrupted, which is how a sign-in is cancelled; nothing is stored
     */
    SignInAnswer signIn(SignIn way, Application application, String name, Prompter prompter)
            throws InterruptedException;

    /**
     * Signs in again to a connection that needs it, the way it did before.
     *
     * @param needs what the connection answered, with the claims that a new sign-in brings along
     * @throws InterruptedException as {@link #signIn}
     */
    SignInAnswer signInAgain(Connection connection, TokenAnswer.Needs needs, Prompter prompter)
            throws InterruptedException;

    /**
     * Takes over a user's sign-in that another program has kept, stores it and makes it the active connection. The other
     * program's stays good too.
     *
     * @param way how the user had signed in, which is how it is done again when the sign-in has ended
     * @param application that the refresh token was given to
     * @param cache of MSAL, with one account and its refresh token
     * @throws InterruptedException as {@link #signIn}
     */
    SignInAnswer adopt(SignIn way, Application application, Secret cache) throws InterruptedException;

    /**
     * Forgets a connection and all its tokens on this machine. Tokens already handed out stay good until they end:
     * Entra ID cannot revoke a single one.
     */
    void signOut(Connection connection);

    /** All connections, by name. */
    List<Connection> connections();

    /** The active connection. */
    Optional<Connection> active();

    /** Makes a connection the active one; false if it is gone. */
    boolean use(Connection connection);

    /**
     * The connection of a workspace: the one that was chosen for it, if it is still there, else the active one.
     *
     * @param workspace address of its folder, as the editor writes it; a final slash does not count
     */
    Optional<Connection> active(String workspace);

    /** Chooses a connection for one workspace, whatever becomes active; false if it is gone. */
    boolean use(Connection connection, String workspace);

    /** Takes back what was chosen for a workspace: it follows the active connection again. */
    void useActive(String workspace);

    /** Gives a connection another name; empty if that is taken or blank, or the connection is gone. */
    Optional<Connection> rename(Connection connection, String name);

    /** What outlives a sign-out: the application that was used last. */
    Remembered remembered();

    /** Takes note of an application that was made for the user, as if it had signed in. */
    void remember(Application application);

    /** Called, on any thread, after connections came, went or changed, here. */
    void onChange(Runnable listener);

    /** Gives up what is running. */
    @Override
    void close();
}
