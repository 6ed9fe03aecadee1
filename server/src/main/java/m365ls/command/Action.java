package m365ls.command;

/** What a command does. */
@FunctionalInterface
public interface Action {

    /**
     * Does it.
     *
     * @throws Stop if the command ends otherwise than at its end
     * @throws InterruptedException if the run was cancelled
     */
    void run(CommandRun run) throws Stop, InterruptedException;
}
