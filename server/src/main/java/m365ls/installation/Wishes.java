package m365ls.installation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user has said about versions. All of it must come from the user's own settings or command line, never from
 * files of a workspace.
 *
 * @param installation where the CLI is installed: the package's folder, or one whose {@code node_modules} holds it
 * @param node the Node program to use; usually found without
 * @param workspace the open folders
 * @param trusted open folders whose own installation the user has trusted by name
 */
public record Wishes(Optional<Path> installation, Optional<Path> node, List<Path> workspace, Set<Path> trusted) {

    /** Nothing wished, nothing open. */
    public static final Wishes NONE = new Wishes(Optional.empty(), Optional.empty(), List.of(), Set.of());

    public Wishes {
        workspace = List.copyOf(workspace);
        trusted = Set.copyOf(trusted);
    }

    /** Whether {@code path}, links followed, lies in an open folder that is not trusted. */
    boolean mustNotRun(Path path) {
        Path real = real(path);
        boolean open = workspace.stream().anyMatch(folder -> real.startsWith(real(folder)));
        boolean trust = trustedFolders().stream().anyMatch(folder -> real.startsWith(real(folder)));
        return open && !trust;
    }

    /** Whether {@code path}, links followed, lies in an open folder, trusted or not. */
    boolean isOpen(Path path) {
        Path real = real(path);
        return workspace.stream().anyMatch(folder -> real.startsWith(real(folder)));
    }

    /** The open folders that are trusted, in the order they are open. */
    List<Path> trustedFolders() {
        List<Path> known = trusted.stream().map(Wishes::real).toList();
        return workspace.stream().filter(folder -> known.contains(real(folder))).toList();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
