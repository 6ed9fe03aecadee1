package m365ls.cli.session;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code m365ls connections}: the sign-ins of this machine. */
@Command(
        name = "connections",
        aliases = "connection",
        mixinStandardHelpOptions = true,
        description = "Lists, chooses, renames and removes sign-ins.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused or failed", "2:wrong use"})
final class ConnectionsCommand implements SessionCommand {

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Workplace place;

    ConnectionsCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "What is to be done with the connections? list, use, rename, remove or import.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, the active one with a star.")
    int list(@Mixin SessionOptions options) {
        return new Connections(place, options).list();
    }

    @Command(name = "use", mixinStandardHelpOptions = true, description = "Makes one the active one.")
    int use(
            @Option(
                            names = {"-n", "--name"},
                            required = true,
                            paramLabel = "NAME",
                            description = "name of the connection")
                    String name,
            @Mixin SessionOptions options) {
        return new Connections(place, options).use(name);
    }

    @Command(name = "rename", aliases = "set", mixinStandardHelpOptions = true, description = "Gives one another name.")
    int rename(
            @Option(
                            names = {"-n", "--name"},
                            required = true,
                            paramLabel = "NAME",
                            description = "name of the connection")
                    String name,
            @Option(names = "--newName", required = true, paramLabel = "NAME", description = "its new name")
                    String newName,
            @Mixin SessionOptions options) {
        return new Connections(place, options).rename(name, newName);
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Forgets one, and all its tokens on this machine.")
    int remove(
            @Option(
                            names = {"-n", "--name"},
                            required = true,
                            paramLabel = "NAME",
                            description = "name of the connection")
                    String name,
            @Option(
                            names = {"-f", "--force"},
                            description = "do not ask")
                    boolean force,
            @Mixin SessionOptions options) {
        return new Connections(place, options).remove(name, force);
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Takes over sign-ins of users from the CLI for Microsoft 365, whose files are only read.")
    int take(
            @Option(names = "--list", description = "only show what there is") boolean list,
            @Option(names = "--userName", paramLabel = "NAME", defaultValue = "", description = "the user's name")
                    String userName,
            @Option(
                            names = "--appId",
                            paramLabel = "ID",
                            defaultValue = "",
                            description = "the application that the user signed in with")
                    String appId,
            @Option(names = "--all", description = "all of them") boolean all,
            @Mixin SessionOptions options) {
        Import cli = new Import(place, options);
        return list ? cli.list() : cli.take(new Import.Which(userName, appId, all));
    }
}
