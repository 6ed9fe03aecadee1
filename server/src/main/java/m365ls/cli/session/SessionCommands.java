package m365ls.cli.session;

import picocli.CommandLine;

/** The commands of the session. */
public final class SessionCommands {

    private SessionCommands() {}

    /** Adds them to {@code root}; a further command is one more line. */
    public static CommandLine addTo(CommandLine root, Workplace place, RunSite site) {
        // Behind run, an argument that begins with @ names a file for the command that is run.
        CommandLine run = new CommandLine(new RunCommand(place, site)).setStopAtPositional(true);
        return root.addSubcommand(new LoginCommand(place))
                .addSubcommand(new LogoutCommand(place))
                .addSubcommand(new StatusCommand(place))
                .addSubcommand(new ConnectionsCommand(place))
                .addSubcommand(new SetupCommand(place))
                .addSubcommand(run)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(new WrongUse(root.getParameterExceptionHandler()));
    }
}
