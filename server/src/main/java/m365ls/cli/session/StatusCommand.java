package m365ls.cli.session;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code m365ls status}: who is signed in. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells who is signed in, how, with which application, until when, and where it is kept.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed in", "1:not signed in, or the sign-in has ended", "2:wrong use"})
final class StatusCommand implements SessionCommand {

    @Mixin
    SessionOptions options = new SessionOptions();

    private final Workplace place;

    StatusCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        return new Connections(place, options).status();
    }
}
