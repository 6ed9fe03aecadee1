package m365ls.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds npm's program, which Node runs. What is called {@code npm} on {@code PATH} is a link to it, or on Windows a
 * script of the command interpreter that would need a shell.
 */
final class Npm {

    private static final Path IN_PACKAGE = Path.of("npm", "bin", "npm-cli.js");
    private static final Path IN_MODULES = Path.of("node_modules").resolve(IN_PACKAGE);

    private final Machine machine;
    private final Wishes wishes;

    Npm(Machine machine, Wishes wishes) {
        this.machine = machine;
        this.wishes = wishes;
    }

    /** The program of the npm that comes first on {@code PATH}, else of the one that came with {@code node}. */
    Optional<Path> find(Path node) {
        List<Path> candidates = new ArrayList<>();
        for (Path folder : machine.searchPath()) {
            if (machine.isWindows()) {
                if (Files.isRegularFile(folder.resolve("npm.cmd"))) {
                    candidates.add(folder.resolve(IN_MODULES));
                }
            } else {
                candidates.add(folder.resolve("npm"));
            }
        }
        Path folder = node.toAbsolutePath().getParent();
        if (folder != null) {
            candidates.add(folder.resolve(IN_MODULES));
            candidates.add(
                    folder.resolve("..").resolve("lib").resolve(IN_MODULES).normalize());
        }
        return candidates.stream()
                .flatMap(candidate -> program(candidate).stream())
                .filter(program -> !wishes.isOpen(program))
                .findFirst();
    }

    private static Optional<Path> program(Path candidate) {
        try {
            Path real = candidate.toRealPath();
            return Optional.of(real).filter(file -> file.endsWith("npm-cli.js") && Files.isRegularFile(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
