package m365ls;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import m365ls.catalog.CommandSpec;
import m365ls.installation.CliProgram;
import m365ls.installation.PrivateCopy;
import m365ls.run.CommandLibrary;
import m365ls.run.Dialogue;
import m365ls.run.Work;
import m365ls.run.hosted.HostedLibrary;

/** The hosted CLI; where none is installed, the user is asked whether a private copy is to be. */
final class OfferedCli implements CommandLibrary, AutoCloseable {

    private final HostedLibrary hosted;
    private final Supplier<Optional<CliProgram>> program;
    private final Supplier<Optional<PrivateCopy>> copy;

    /**
     * @param program the installation to run
     * @param copy that could be made; empty if the version is not known
     */
    OfferedCli(HostedLibrary hosted, Supplier<Optional<CliProgram>> program, Supplier<Optional<PrivateCopy>> copy) {
        this.hosted = hosted;
        this.program = program;
        this.copy = copy;
    }

    @Override
    public String name() {
        return hosted.name();
    }

    @Override
    public boolean has(CommandSpec command) {
        return hosted.has(command);
    }

    @Override
    public Optional<String> reasonAgainst(CommandSpec command) {
        return hosted.reasonAgainst(command);
    }

    @Override
    public Result run(Work work) throws InterruptedException {
        Optional<PrivateCopy> possible = program.get().isPresent() ? Optional.empty() : copy.get();
        if (possible.isPresent()) {
            PrivateCopy wanted = possible.get();
            OptionalInt answer = work.dialogue()
                    .choose(new Dialogue.Choice(
                            "'" + work.command().name() + "' needs CLI for Microsoft 365, which is not installed",
                            List.of(
                                    "Install version " + wanted.version() + " with npm in " + wanted.folder()
                                            + ", about " + PrivateCopy.MEGABYTES + " MB",
                                    "Install nothing")));
            if (answer.isPresent() && answer.getAsInt() == 0) {
                work.dialogue().working("Installing CLI for Microsoft 365 " + wanted.version());
                if (wanted.install() instanceof PrivateCopy.Result.Failed failed) {
                    return new Result.Unable(failed.message());
                }
            }
        }
        return hosted.run(work);
    }

    @Override
    public void close() {
        hosted.close();
    }
}
