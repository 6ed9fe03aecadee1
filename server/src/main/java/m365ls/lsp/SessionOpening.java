package m365ls.lsp;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import m365ls.http.FollowingHttp;
import m365ls.http.Http;
import m365ls.http.HttpStreams;
import m365ls.http.NetworkSettings;
import m365ls.installation.Machine;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.ConnectionStore;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Remembered;
import m365ls.session.storage.EncryptedStore;
import m365ls.session.storage.StorageKey;
import m365ls.session.storage.StorageKeys;

/** Opens the session once: finds the key to kept sign-ins, else keeps them in memory. */
final class SessionOpening implements AutoCloseable {

    private static final String ENCRYPTED = "encrypted";
    private static final String MEMORY = "memory";
    private static final int KEY_BYTES = 32;

    private final Machine machine;
    private final Questions questions;
    private final Supplier<SessionPreferences> preferences;
    private final Runnable changed;
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final FollowingHttp http;
    private volatile Optional<OpenSession> open = Optional.empty();

    /**
     * @param preferences as they are now
     * @param changed called, on any thread, after connections came, went or changed
     */
    SessionOpening(Machine machine, Questions questions, Supplier<SessionPreferences> preferences, Runnable changed) {
        this.machine = machine;
        this.questions = questions;
        this.preferences = preferences;
        this.changed = changed;
        this.http = new FollowingHttp(this::network);
    }

    private NetworkSettings network() {
        SessionPreferences set = preferences.get();
        NetworkSettings base = NetworkSettings.of(machine.environment());
        return new NetworkSettings(
                set.proxy().isEmpty() ? base.proxy() : set.proxy(),
                set.noProxy().isEmpty() ? base.withoutProxy() : set.noProxy(),
                Stream.concat(
                                base.authorities().stream(),
                                set.caFiles().stream().flatMap(file -> FileUri.plain(file).stream()))
                        .toList(),
                set.systemTrust());
    }

    /** Requests through the user's network. */
    Http http() {
        return http;
    }

    /** The same network, for answers that are read as they come. */
    HttpStreams streams() {
        return http;
    }

    /** What the user should know of what is kept, and of the settings. */
    List<String> notices() {
        return Stream.concat(
                        notices.stream(),
                        preferences.get().caFiles().stream()
                                .filter(file -> FileUri.plain(file).isEmpty())
                                .map(file -> "The setting m365.network.caFiles names " + file
                                        + ", which is not a whole path and is passed over."))
                .toList();
    }

    /** The application to sign in with, if the call says {@code call}. */
    ApplicationChoice choice(ApplicationChoice.Said call) {
        SessionPreferences set = preferences.get();
        return ApplicationChoice.of(
                call,
                new ApplicationChoice.Said(set.clientId(), set.tenant(), set.cloud()),
                machine.environment(),
                open.map(opened -> opened.session().remembered()).orElse(Remembered.NOTHING));
    }

    private Optional<Application> settingsApplication() {
        SessionPreferences set = preferences.get();
        return set.clientId().isEmpty()
                ? Optional.empty()
                : ApplicationChoice.of(
                                new ApplicationChoice.Said(set.clientId(), set.tenant(), set.cloud()),
                                new ApplicationChoice.Said("", "", ""),
                                machine.environment(),
                                Remembered.NOTHING)
                        .application();
    }

    /** The session, if it is open. */
    Optional<OpenSession> opened() {
        return open;
    }

    /**
     * The session.
     *
     * @param create whether something is to be kept; if not, there is no session where nothing was kept before
     */
    Optional<OpenSession> open(boolean create) throws InterruptedException {
        opening.lockInterruptibly();
        try {
            if (open.isEmpty()) {
                open = made(create);
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    /** A session in which nobody is signed in and nothing is kept, for where there is none. */
    EntraSession nobody() {
        return session(new MemoryStore());
    }

    private Optional<OpenSession> made(boolean create) throws InterruptedException {
        String storage = preferences.get().storage();
        return switch (storage) {
            case "memory" -> Optional.of(inMemory("The setting m365.session.storage says so."));
            case "system" -> Optional.of(under(StorageKeys.of(machine).fromSystem()));
            case "file" -> Optional.of(under(StorageKeys.of(machine).fromFile()));
            default -> underEditorsKey(create);
        };
    }

    private Optional<OpenSession> underEditorsKey(boolean create) throws InterruptedException {
        if (!questions.canAskStorageKey()) {
            return Optional.of(inMemory("This editor gives no key to keep them under. The setting"
                    + " m365.session.storage can name another place for the key."));
        }
        Questions.KeyAnswer answer = questions.storageKey(create);
        if (answer.key().isPresent() && answer.key().get().length == KEY_BYTES) {
            return Optional.of(encrypted(new StorageKey(answer.key().get()), "the editor's secret store"));
        }
        if (!create) {
            return Optional.empty();
        }
        String reason = answer.key().isPresent() ? "The editor's key is not one of 32 bytes." : answer.reason();
        return Optional.of(inMemory(reason.isEmpty() ? "The editor gave no key to keep them under." : reason));
    }

    private OpenSession under(StorageKeys.Answer answer) {
        return answer instanceof StorageKeys.Answer.Found found
                ? encrypted(found.key(), found.place())
                : inMemory(((StorageKeys.Answer.None) answer).reason());
    }

    private OpenSession encrypted(StorageKey key, String place) {
        EncryptedStore store = new EncryptedStore(machine.data().resolve("connections"), key, notices::add);
        return new OpenSession(
                session(store), ENCRYPTED, "Sign-ins are kept encrypted; their key is in " + place + ".");
    }

    private OpenSession inMemory(String reason) {
        return new OpenSession(
                session(new MemoryStore()), MEMORY, "Sign-ins last as long as the server runs. " + reason);
    }

    private EntraSession session(ConnectionStore store) {
        EntraSession session = new EntraSession(new EntraSession.Surroundings(
                http, store, machine.environment(), Clock.systemUTC(), questions, this::settingsApplication));
        session.onChange(changed);
        return session;
    }

    @Override
    public void close() {
        open.ifPresent(opened -> opened.session().close());
    }
}
