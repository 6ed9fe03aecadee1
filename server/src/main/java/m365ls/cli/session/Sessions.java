package m365ls.cli.session;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import m365ls.cli.Console;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.session.Connection;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Session;
import m365ls.session.storage.EncryptedStore;
import m365ls.session.storage.StorageKeys;
import picocli.CommandLine.ExitCode;

/** Opens the session that is kept on this machine. */
final class Sessions {

    /** What a shell shows for a process that the user has interrupted. */
    static final int INTERRUPTED = 130;

    private static final Set<String> YES = Set.of("1", "true", "yes", "on");

    private final Workplace place;
    private final StoreOptions options;

    Sessions(Workplace place, StoreOptions options) {
        this.place = place;
        this.options = options;
    }

    /**
     * An open session.
     *
     * @param kept where it is kept, in words
     */
    record Open(Session session, JdkHttp http, String kept) {

        /** The connection of that name. */
        Optional<Connection> named(String name) {
            return session.connections().stream()
                    .filter(connection -> connection.name().equals(name))
                    .findFirst();
        }

        boolean isActive(Connection connection) {
            return session.active()
                    .map(Connection::id)
                    .filter(connection.id()::equals)
                    .isPresent();
        }
    }

    /** What a command does with the session. */
    @FunctionalInterface
    interface Work {
        /** @return the exit code */
        int with(Open open) throws InterruptedException;
    }

    /** Whether anything was ever kept here; asks for no key. */
    boolean isKnown() {
        return Files.isDirectory(folder());
    }

    /**
     * Opens the session, works with it, closes it. Where it cannot be opened, the user is told why.
     *
     * @return the exit code
     */
    int run(Work work) {
        Console console = place.console();
        StorageKeys keys = StorageKeys.of(place.machine());
        StorageKeys.Answer answer = isFileWanted(keys) ? keys.fromFile() : keys.fromSystem();
        if (!(answer instanceof StorageKeys.Answer.Found found)) {
            console.tell(((StorageKeys.Answer.None) answer).reason());
            if (isFileWanted(keys)) {
                return ExitCode.SOFTWARE;
            }
            console.tell("A sign-in has to outlive this command. Choose --key-in-file (or set M365LS_KEY_IN_FILE=1) to"
                    + " keep its key in a file that only you can read; whoever can read your files can then use the"
                    + " sign-in.");
            return ExitCode.SOFTWARE;
        }
        JdkHttp http = new JdkHttp(network());
        EncryptedStore store = new EncryptedStore(folder(), found.key(), console::tell);
        try (EntraSession session = new EntraSession(
                EntraSession.Surroundings.of(http, store, place.machine().environment()))) {
            int exitCode =
                    work.with(new Open(session, http, "encrypted in " + folder() + ", the key in " + found.place()));
            console.out().flush();
            return exitCode;
        } catch (UncheckedIOException e) {
            console.tell("Stored sign-ins cannot be read or written: " + reason(e));
            return ExitCode.SOFTWARE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    /**
     * Works with the session if anything was ever kept here, else with one in which nobody is signed in and nothing is
     * kept.
     *
     * @return the exit code
     */
    int runIfThere(Work work) {
        if (isKnown()) {
            return run(work);
        }
        JdkHttp http = new JdkHttp(network());
        try (EntraSession session = new EntraSession(EntraSession.Surroundings.of(
                http, new MemoryStore(), place.machine().environment()))) {
            return work.with(new Open(session, http, "nowhere"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    /** Whether the key is to be in a file: somebody says so, or has said so before. */
    private boolean isFileWanted(StorageKeys keys) {
        String variable =
                place.machine().variable("M365LS_KEY_IN_FILE").orElse("").strip();
        return options.keyInFile || YES.contains(variable.toLowerCase(Locale.ROOT)) || keys.hasFile();
    }

    private Path folder() {
        return place.machine().data().resolve("connections");
    }

    private NetworkSettings network() {
        NetworkSettings environment = NetworkSettings.of(place.machine().environment());
        List<Path> authorities = new ArrayList<>(environment.authorities());
        authorities.addAll(options.caFiles);
        return new NetworkSettings(
                options.proxy.isBlank() ? environment.proxy() : options.proxy.strip(),
                options.noProxy.isEmpty() ? environment.withoutProxy() : options.noProxy,
                authorities,
                options.systemTrust);
    }

    private static String reason(UncheckedIOException e) {
        String message =
                Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("");
        return message.isEmpty() ? "the disk reports an error." : message;
    }
}
