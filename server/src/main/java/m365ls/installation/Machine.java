package m365ls.installation;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What this program knows of the machine it runs on.
 *
 * @param platform the operating system
 * @param environment the environment variables
 * @param home the user's home folder
 * @param root the folder that holds {@code usr} and {@code opt}; on Windows not used
 */
public record Machine(Platform platform, Map<String, String> environment, Path home, Path root) {

    /** Operating systems that keep their files in different places. */
    public enum Platform {
        LINUX,
        MACOS,
        WINDOWS
    }

    public Machine {
        environment = Map.copyOf(environment);
    }

    /** This machine. */
    public static Machine current() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Platform platform = name.startsWith("windows")
                ? Platform.WINDOWS
                : name.startsWith("mac") ? Platform.MACOS : Platform.LINUX;
        return new Machine(
                platform, System.getenv(), Path.of(System.getProperty("user.home", ".")), Path.of(File.separator));
    }

    public boolean isWindows() {
        return platform == Platform.WINDOWS;
    }

    /** A variable's value, unless it is empty. Windows does not mind the case of a name. */
    public Optional<String> variable(String name) {
        Optional<String> value = Optional.ofNullable(environment.get(name));
        if (value.isEmpty() && isWindows()) {
            value = environment.entrySet().stream()
                    .filter(e -> e.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
        return value.filter(v -> !v.isEmpty());
    }

    /** A variable's value where it is an absolute path. */
    public Optional<Path> folder(String variable) {
        return variable(variable).flatMap(Machine::absolute);
    }

    /** The entries of {@code PATH} in order. Relative ones are left out: they would lead into any current folder. */
    public List<Path> searchPath() {
        List<Path> folders = new ArrayList<>();
        for (String entry : variable("PATH").orElse("").split(File.pathSeparator)) {
            String unquoted = isWindows() ? entry.replace("\"", "") : entry;
            absolute(unquoted).ifPresent(folders::add);
        }
        return folders;
    }

    /**
     * Where this program keeps what it can make again: {@code M365LS_HOME}, else the folder that the system provides
     * for it.
     */
    public Path cache() {
        Optional<Path> chosen = folder("M365LS_HOME");
        if (chosen.isPresent()) {
            return chosen.get();
        }
        return switch (platform) {
            case WINDOWS ->
                folder("LOCALAPPDATA")
                        .orElse(home.resolve("AppData").resolve("Local"))
                        .resolve("m365ls");
            case MACOS -> home.resolve("Library").resolve("Caches").resolve("m365ls");
            case LINUX ->
                folder("XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve("m365ls");
        };
    }

    /**
     * Where this program keeps what it could not make again: {@code M365LS_HOME}, else the folder that the system
     * provides for it.
     */
    public Path data() {
        Optional<Path> chosen = folder("M365LS_HOME");
        if (chosen.isPresent()) {
            return chosen.get();
        }
        return switch (platform) {
            case WINDOWS -> cache();
            case MACOS -> home.resolve("Library").resolve("Application Support").resolve("m365ls");
            case LINUX ->
                folder("XDG_DATA_HOME")
                        .orElse(home.resolve(".local").resolve("share"))
                        .resolve("m365ls");
        };
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
