package m365ls.installation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An installed CLI for Microsoft 365 that may be run, with the Node program to run it.
 *
 * @param node absolute path of Node's program
 * @param installation the package
 */
public record CliProgram(Path node, CliInstallation installation) {

    /** Versions before this are built another way. */
    private static final int OLDEST = 10;

    /**
     * The installation the user named, else that of a workspace folder the user trusts by name, else the global one, if
     * it is of version 10 or later; empty if there is none, or no Node program for it. Reads small files; runs nothing.
     */
    public static Optional<CliProgram> find(Machine machine, Wishes wishes) {
        Installations installations = new Installations(machine, wishes);
        Optional<CliInstallation> found = wishes.installation().isPresent()
                ? wishes.installation().flatMap(named -> installations.at(named, CliInstallation.Origin.NAMED))
                : installations.inTrustedFolder().or(installations::global);
        return found.filter(installation -> installation.version().major() >= OLDEST)
                .filter(installation -> !wishes.mustNotRun(installation.root()))
                .flatMap(installation -> new NodeProgram(machine, wishes)
                        .find(installation)
                        .map(node -> new CliProgram(node, installation)));
    }

    /** The installation in {@code place}, if it may be run. */
    public static Optional<CliProgram> at(Path place, Machine machine, Wishes wishes) {
        return find(machine, new Wishes(Optional.of(place), wishes.node(), wishes.workspace(), wishes.trusted()));
    }
}
