package m365ls.cli.session;

import m365ls.session.ApplicationSetup;
import m365ls.session.ApplicationSetup.Wish;
import m365ls.session.Cloud;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code m365ls setup}: registers an application for those who have none. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description =
                "Registers an application of your own in Entra ID, with which you then sign in. For that you sign in"
                        + " once as Microsoft Azure CLI, which is not kept.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:registered", "1:refused or failed", "2:wrong use", "130:given up with Ctrl+C"})
final class SetupCommand implements SessionCommand {

    /** Permissions to ask for. */
    enum Permissions {
        minimal,
        all
    }

    @Option(names = "--name", paramLabel = "NAME", description = "of the application (${DEFAULT-VALUE})")
    String name = Setup.NAME;

    @Option(
            names = "--permissions",
            paramLabel = "SET",
            description = "minimal: your profile, and you add the rest; all: what the CLI's commands need"
                    + " (${DEFAULT-VALUE})")
    Permissions permissions = Permissions.minimal;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "id or domain (the account's)")
    String tenant = "";

    @Option(names = "--cloud", paramLabel = "CLOUD", description = "as with login (Public)")
    String cloud = "Public";

    @Option(names = "--browser", description = "sign in with the browser on this machine, not with a device code")
    boolean browser;

    @Option(
            names = {"-f", "--force"},
            description = "do not ask")
    boolean force;

    @Mixin
    SessionOptions options = new SessionOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Workplace place;

    SetupCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Cloud chosen = Cloud.named(cloud)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--cloud is one of Public, USGov, USGovHigh, USGovDoD, China."));
        ApplicationSetup.Permissions wanted = permissions == Permissions.all
                ? ApplicationSetup.Permissions.ALL
                : ApplicationSetup.Permissions.MINIMAL;
        return new Setup(place, options).run(new Wish(name, chosen, tenant, wanted, browser), force);
    }
}
