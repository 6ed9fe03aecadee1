package m365ls.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import m365ls.http.Http;

/** The session with Entra ID. */
public final class EntraSession implements Session {

    /**
     * What a session works with.
     *
     * @param http to the sign-in service, and to what gives identities to machines and jobs
     * @param store of the connections
     * @param environment variables of the process, for managed and federated identities
     * @param clock by which tokens end
     * @param editor gives tokens of the editor's account; {@link EditorTokens#NONE} without one
     * @param settings the application that settings name now, empty if they name none; asked often, so it must be quick
     */
    public record Surroundings(
            Http http,
            ConnectionStore store,
            Map<String, String> environment,
            Clock clock,
            EditorTokens editor,
            Supplier<Optional<Application>> settings) {
        public Surroundings {
            environment = Map.copyOf(environment);
        }

        /** Of the environment the names alone: among its values are the keys of machines and jobs. */
        @Override
        public String toString() {
            return "Surroundings[environment=" + new TreeSet<>(environment.keySet()) + "]";
        }

        /** Without an editor and settings. */
        public static Surroundings of(Http http, ConnectionStore store, Map<String, String> environment) {
            return new Surroundings(http, store, environment, Clock.systemUTC(), EditorTokens.NONE, Optional::empty);
        }
    }

    static final Duration BROWSER_PATIENCE = Duration.ofMinutes(2);

    /** The tokens of a connection that is in use. */
    private record Live(Content content, HeldTokens tokens) {}

    private final Surroundings surroundings;
    private final ConnectionStore store;
    private final ExecutorService executor;
    private final SignInFlows flows;
    private final ReentrantLock signingIn = new ReentrantLock();
    private final Map<String, Live> live = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** A session over what the store holds; nobody is asked anything, and nothing is sent, before a token is wanted. */
    public EntraSession(Surroundings surroundings) {
        this(surroundings, time -> Thread.sleep(time.toMillis()), BROWSER_PATIENCE);
    }

    /** @param browserPatience how long a browser may take */
    EntraSession(Surroundings surroundings, MsalHttp.Pause pause, Duration browserPatience) {
        this.surroundings = surroundings;
        this.store = surroundings.store();
        AtomicInteger count = new AtomicInteger();
        executor = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "session-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Http http = new DiscreetHttp(surroundings.http());
        Msal msal = new Msal(http, store, executor, pause);
        flows = new SignInFlows(
                http,
                msal,
                surroundings.environment(),
                surroundings.editor(),
                surroundings.clock(),
                executor,
                browserPatience);
    }

    // ---- tokens ----

    @Override
    public TokenAnswer token(Connection connection, Resource resource) throws InterruptedException {
        Live known = live.get(connection.id());
        if (known != null && !isChanged(known.content())) {
            // What is in hand was looked at when it was fetched.
            Optional<TokenAnswer> inHand = known.tokens().inHand(resource);
            if (inHand.isPresent()) {
                return inHand.get();
            }
        }
        Access access = access(connection, resource);
        return access.needs().isPresent()
                ? access.needs().get()
                : access.live().orElseThrow().tokens().token(resource);
    }

    @Override
    public TokenAnswer renew(Connection connection, Resource resource, Secret rejected, String claims)
            throws InterruptedException {
        Access access = access(connection, resource);
        return access.needs().isPresent()
                ? access.needs().get()
                : access.live().orElseThrow().tokens().renew(resource, rejected, claims);
    }

    /** One of both. */
    private record Access(List<Live> lives, List<TokenAnswer.Needs> refusals) {
        static Access to(Live live) {
            return new Access(List.of(live), List.of());
        }

        static Access refused(Need need, String reason) {
            return new Access(List.of(), List.of(Refusals.plain(need, reason)));
        }

        Optional<Live> live() {
            return lives.stream().findFirst();
        }

        Optional<TokenAnswer.Needs> needs() {
            return refusals.stream().findFirst();
        }
    }

    private boolean isChanged(Content content) {
        if (!content.fromSettings()) {
            return false;
        }
        Optional<Application> now = surroundings.settings().get();
        return now.isPresent() && !now.get().equals(content.application());
    }

    private Access access(Connection connection, Resource resource) {
        Optional<Live> known = lively(connection.id());
        if (known.isEmpty()) {
            return new Access(List.of(), List.of(Refusals.signedOut()));
        }
        Application application = known.get().content().application();
        if (resource.cloud() != application.cloud() || !resource.isOfItsCloud()) {
            return Access.refused(
                    Need.CHECK_APPLICATION,
                    "\"" + connection.name() + "\" is a connection to the cloud "
                            + application.cloud().cliName()
                            + ", and what the token is for is not in it. Use a connection to the other cloud.");
        }
        if (isChanged(known.get().content())) {
            return Access.refused(
                    Need.SIGN_IN,
                    "The settings name another application or tenant than \"" + connection.name()
                            + "\" signed in with. Sign in again.");
        }
        return Access.to(known.get());
    }

    private Optional<Live> lively(String id) {
        Live known = live.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Content> content = read(id).flatMap(stored -> Content.of(stored.content()));
        return content.map(stored -> live.computeIfAbsent(id, same -> liven(id, stored)));
    }

    private Live liven(String id, Content content) {
        return new Live(content, new HeldTokens(source(id, content), surroundings.clock(), executor));
    }

    private TokenSource source(String id, Content content) {
        try {
            return flows.source(id, content);
        } catch (CredentialException e) {
            TokenSource.Fetched unusable = TokenSource.Fetched.needs(e.needs());
            return (resource, how) -> unusable;
        }
    }

    // ---- in and out ----

    @Override
    public SignInAnswer signIn(SignIn way, Application application, String name, Prompter prompter)
            throws InterruptedException {
        boolean fromSettings =
                surroundings.settings().get().filter(application::equals).isPresent();
        return signIn(new SignInFlows.Task(way, application, fromSettings, ""), name, prompter, Optional.empty());
    }

    @Override
    public SignInAnswer signInAgain(Connection connection, TokenAnswer.Needs needs, Prompter prompter)
            throws InterruptedException {
        Optional<Content> stored = read(connection.id()).flatMap(found -> Content.of(found.content()));
        if (stored.isEmpty()) {
            return new SignInAnswer.NotSignedIn(Refusals.signedOut());
        }
        Content content = stored.get();
        boolean changed = isChanged(content);
        Application application =
                changed ? surroundings.settings().get().orElse(content.application()) : content.application();
        return signIn(
                new SignInFlows.Task(content.way(), application, content.fromSettings(), needs.claims()),
                connection.name(),
                prompter,
                changed ? Optional.of(connection) : Optional.empty());
    }

    @Override
    public SignInAnswer adopt(SignIn way, Application application, Secret cache) throws InterruptedException {
        SignInFlows.Task task = new SignInFlows.Task(way, application, false, "");
        return keepWhat(() -> flows.adopt(task, cache), "", Optional.empty());
    }

    private SignInAnswer signIn(SignInFlows.Task task, String name, Prompter prompter, Optional<Connection> outdated)
            throws InterruptedException {
        return keepWhat(() -> flows.run(task, prompter), name, outdated);
    }

    /** A way to sign in, under way. */
    private interface Flow {
        SignInFlows.Outcome run() throws InterruptedException;
    }

    /** @param outdated a connection of another application, whose place the new one takes */
    private SignInAnswer keepWhat(Flow flow, String name, Optional<Connection> outdated) throws InterruptedException {
        signingIn.lockInterruptibly();
        try {
            SignInFlows.Outcome outcome = flow.run();
            if (outcome instanceof SignInFlows.In in) {
                SignInAnswer.SignedIn answer = new SignInAnswer.SignedIn(keep(in, name, outdated));
                changed();
                return answer;
            }
            return outcome instanceof SignInFlows.NotIn not
                    ? new SignInAnswer.NotSignedIn(not.needs())
                    : new SignInAnswer.Cancelled();
        } catch (UncheckedIOException | IOException e) {
            return new SignInAnswer.NotSignedIn(Refusals.plain(
                    Need.RETRY_LATER,
                    "You have signed in, but that could not be kept on the disk. Nothing was changed."));
        } finally {
            signingIn.unlock();
        }
    }

    private Connection keep(SignInFlows.In in, String wanted, Optional<Connection> outdated) throws IOException {
        Content content = in.content();
        List<Connection> others = new ArrayList<>(connections());
        Optional<Connection> same = others.stream()
                .filter(other -> isSame(other, content))
                .findFirst()
                .or(() -> outdated);
        same.ifPresent(mine -> others.removeIf(other -> other.id().equals(mine.id())));
        String name = free(named(content, wanted, same), others);
        String id = same.map(Connection::id).orElseGet(() -> UUID.randomUUID().toString());
        StoredConnection stored = new StoredConnection(id, name, content.toSecret());
        if (same.isEmpty() || store.update(id, before -> stored).isEmpty()) {
            store.create(stored);
        }
        Live fresh = liven(id, content);
        fresh.tokens().hold(in.token());
        live.put(id, fresh);
        Application application = content.application();
        store.remember(before -> before.withActive(id).with(application));
        return content.connection(id, name);
    }

    private static boolean isSame(Connection other, Content content) {
        Identity identity = content.identity();
        return other.identity().objectId().equals(identity.objectId())
                && other.identity().tenantId().equals(identity.tenantId())
                && other.identity().kind() == identity.kind()
                && other.application().clientId().equals(content.application().clientId())
                && other.application().cloud() == content.application().cloud();
    }

    private static String named(Content content, String wanted, Optional<Connection> same) {
        if (!wanted.isBlank()) {
            return wanted.strip();
        }
        if (same.isPresent()) {
            return same.get().name();
        }
        Identity identity = content.identity();
        return !identity.name().isEmpty()
                ? identity.name()
                : identity.objectId().isEmpty() ? content.way().authType() : identity.objectId();
    }

    private static String free(String name, List<Connection> others) {
        String free = name;
        for (int number = 2; isTaken(free, others); number++) {
            free = name + " " + number;
        }
        return free;
    }

    private static boolean isTaken(String name, List<Connection> others) {
        return others.stream().anyMatch(other -> other.name().equals(name));
    }

    @Override
    public void signOut(Connection connection) {
        live.remove(connection.id());
        try {
            store.delete(connection.id());
            store.remember(before -> before.without(connection.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        changed();
    }

    // ---- connections ----

    @Override
    public List<Connection> connections() {
        try {
            return store.all().stream()
                    .flatMap(
                            stored -> Content.of(stored.content())
                                    .map(content -> content.connection(stored.id(), stored.name()))
                                    .stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Connection> active() {
        String id = remembered().active();
        return id.isEmpty() ? Optional.empty() : connection(id);
    }

    private Optional<Connection> connection(String id) {
        return read(id).flatMap(
                        stored -> Content.of(stored.content()).map(content -> content.connection(id, stored.name())));
    }

    private Optional<StoredConnection> read(String id) {
        try {
            return store.read(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean use(Connection connection) {
        if (read(connection.id()).isEmpty()) {
            return false;
        }
        remember(before -> before.withActive(connection.id()));
        changed();
        return true;
    }

    @Override
    public Optional<Connection> active(String workspace) {
        return remembered().choice(key(workspace)).flatMap(this::connection).or(this::active);
    }

    @Override
    public boolean use(Connection connection, String workspace) {
        if (read(connection.id()).isEmpty()) {
            return false;
        }
        remember(before -> before.withChoice(key(workspace), connection.id()));
        changed();
        return true;
    }

    @Override
    public void useActive(String workspace) {
        remember(before -> before.withoutChoice(key(workspace)));
        changed();
    }

    private static String key(String workspace) {
        return workspace.replaceFirst("/+$", "");
    }

    @Override
    public Optional<Connection> rename(Connection connection, String name) {
        String wanted = name.strip();
        List<Connection> others = connections().stream()
                .filter(other -> !other.id().equals(connection.id()))
                .toList();
        if (wanted.isEmpty() || isTaken(wanted, others)) {
            return Optional.empty();
        }
        try {
            Optional<StoredConnection> renamed = store.update(
                    connection.id(), before -> new StoredConnection(before.id(), wanted, before.content()));
            if (renamed.isEmpty()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        changed();
        return connection(connection.id());
    }

    @Override
    public Remembered remembered() {
        try {
            return store.remembered();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remember(Application application) {
        remember(before -> before.with(application));
    }

    private void remember(UnaryOperator<Remembered> change) {
        try {
            store.remember(change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
