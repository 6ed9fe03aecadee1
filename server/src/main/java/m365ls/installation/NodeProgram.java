package m365ls.installation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the Node program that makes a catalogue. */
final class NodeProgram {

    private final Machine machine;
    private final Wishes wishes;

    NodeProgram(Machine machine, Wishes wishes) {
        this.machine = machine;
        this.wishes = wishes;
    }

    /**
     * The one the user named, else the one that {@code installation} was installed with, else the first on
     * {@code PATH}. One inside an open folder is only used when the user named it and the folder is trusted.
     */
    Optional<Path> find(CliInstallation installation) {
        if (wishes.node().isEmpty() && installation.origin() == CliInstallation.Origin.GLOBAL) {
            Optional<Path> own =
                    beside(installation.root()).stream().filter(this::isNode).findFirst();
            if (own.isPresent()) {
                return own;
            }
        }
        return onPath();
    }

    /** The one the user named, else the first on {@code PATH}, under the same conditions. */
    Optional<Path> onPath() {
        if (wishes.node().isPresent()) {
            return wishes.node().filter(Files::isExecutable).filter(node -> !wishes.mustNotRun(node));
        }
        return machine.searchPath().stream()
                .map(folder -> folder.resolve(name()))
                .filter(this::isNode)
                .findFirst();
    }

    /** Below a prefix, packages lie in {@code lib/node_modules} and Node in {@code bin}; on Windows both in it. */
    private List<Path> beside(Path root) {
        List<Path> found = new ArrayList<>();
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            if (folder.endsWith("node_modules")) {
                found.add(folder.resolveSibling(name()));
                found.add(folder.resolve("../../bin").resolve(name()).normalize());
            }
        }
        return found;
    }

    private String name() {
        return machine.isWindows() ? "node.exe" : "node";
    }

    /**
     * Whether {@code file} is Node itself. What version managers put in its place needs an environment that it is not
     * given here.
     */
    private boolean isNode(Path file) {
        if (!Files.isRegularFile(file) || !Files.isExecutable(file) || wishes.isOpen(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Path name = file.toRealPath().getFileName();
            byte[] start = in.readNBytes(2);
            boolean script = start.length == 2 && start[0] == '#' && start[1] == '!';
            return !script && name != null && name.toString().startsWith("node");
        } catch (IOException e) {
            return false;
        }
    }
}
