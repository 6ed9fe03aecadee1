package m365ls.cli.session;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code m365ls logout}: forgets sign-ins. */
@Command(
        name = "logout",
        mixinStandardHelpOptions = true,
        description = "Forgets the active sign-in, or others, and all their tokens on this machine.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed out, or nobody was signed in", "1:refused or failed", "2:wrong use"})
final class LogoutCommand implements SessionCommand {

    /** Which ones. */
    static final class Which {

        @Option(names = "--connection", required = true, paramLabel = "NAME", description = "the one of that name")
        String connection = "";

        @Option(names = "--all", required = true, description = "all of them")
        boolean all;
    }

    @ArgGroup
    Which which = new Which();

    @Mixin
    SessionOptions options = new SessionOptions();

    private final Workplace place;

    LogoutCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        return new Connections(place, options).signOut(which.connection, which.all);
    }
}
