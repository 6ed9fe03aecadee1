package m365ls.installation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import m365ls.installation.Machine.Platform;

/** A machine that lies in a folder of the test, with programs and packages as installers leave them. */
final class FakeMachine {

    private final Platform platform;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    FakeMachine(Platform platform, Path folder) {
        this.platform = platform;
        // Links are followed before paths are compared; on macOS the folder for temporary files is behind one.
        this.folder = real(folder);
        set("M365LS_HOME", "m365ls");
    }

    Machine machine() {
        return new Machine(platform, environment, path("home"), folder);
    }

    Path path(String relative) {
        return folder.resolve(relative);
    }

    FakeMachine set(String variable, String relative) {
        environment.put(variable, path(relative).toString());
        return this;
    }

    FakeMachine put(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    FakeMachine searchPath(String... relative) {
        List<String> entries =
                List.of(relative).stream().map(entry -> path(entry).toString()).toList();
        return put("PATH", String.join(File.pathSeparator, entries));
    }

    /** A package as npm installs it below {@code modules}. */
    Path cli(String modules, String version) {
        Path root = path(modules).resolve("@pnp").resolve("cli-microsoft365");
        write(
                root.resolve("package.json"),
                "{\"bin\": {\"version\": 1}, \"name\": \"@pnp/cli-microsoft365\", \"version\": \"" + version + "\"}");
        write(root.resolve("dist").resolve("index.js"), "#!/usr/bin/env node\n");
        return root;
    }

    /** A program that can be started, as far as its bytes and its mode tell. */
    Path program(String relative) {
        Path file = write(path(relative), "\u007fELF");
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + file + " executable");
        }
        return file;
    }

    Path link(String relative, Path target) {
        try {
            Files.createDirectories(parent(path(relative)));
            return Files.createSymbolicLink(path(relative), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(parent(file));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Wishes open(Path... workspace) {
        return new Wishes(Optional.empty(), Optional.empty(), List.of(workspace), Set.of());
    }

    static Wishes named(Path installation) {
        return new Wishes(Optional.of(installation), Optional.empty(), List.of(), Set.of());
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.getParent()).orElseThrow();
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
