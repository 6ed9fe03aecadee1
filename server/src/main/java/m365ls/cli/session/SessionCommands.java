package m365ls.cli.session;

import picocli.CommandLine;

/** The commands of the session. */
public final class SessionCommands {

    private SessionCommands() {}

    /** Adds them to {@code root}; a further command is one more line. */
    public static CommandLine addTo(CommandLine root, Workplace place) {
        return root.addSubcommand(new LoginCommand(place))
                .addSubcommand(new LogoutCommand(place))
                .addSubcommand(new StatusCommand(place))
                .addSubcommand(new ConnectionsCommand(place))
                .addSubcommand(new SetupCommand(place))
                .setParameterExceptionHandler(new WrongUse(root.getParameterExceptionHandler()));
    }
}
