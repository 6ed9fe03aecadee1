package m365ls.cli.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import m365ls.run.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code m365ls run}: runs a command of the CLI with the session's sign-in. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        customSynopsis = "m365ls run [OPTIONS] -- ARGUMENTS",
        description =
                "Runs a command of CLI for Microsoft 365 with the sign-in of m365ls, and prints what the CLI prints."
                        + " ARGUMENTS are what stands behind m365.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it ran, or help was shown",
            "1:it failed, was refused, or nobody is signed in",
            "2:wrong use",
            "130:given up with Ctrl+C"
        })
final class RunCommand implements SessionCommand {

    @Option(
            names = "--what-if",
            description =
                    "changes nothing: what only reads is done, and the first request that would change something is"
                            + " shown instead of sent")
    boolean whatIf;

    @Option(names = "--connection", paramLabel = "NAME", description = "the connection to use (else the active one)")
    String connection = "";

    @Option(
            names = "--library",
            paramLabel = "LIBRARY",
            description = "what runs it: auto, native or hosted (${DEFAULT-VALUE})")
    String library = "auto";

    @Option(names = "--yes", description = "runs a command that changes something without asking")
    boolean yes;

    @Option(
            names = "--as-cli",
            description = "prints JSON and CSV exactly as the CLI does: it spoils line ends within values, and has no"
                    + " guard against formulas")
    boolean asCli;

    @Parameters(arity = "0..*", hidden = true)
    List<String> arguments = new ArrayList<>();

    @Mixin
    StoreOptions options = new StoreOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Workplace place;
    private final RunSite site;

    RunCommand(Workplace place, RunSite site) {
        this.place = place;
        this.site = site;
    }

    @Override
    public Integer call() {
        Order.Library wanted = Stream.of(Order.Library.values())
                .filter(each -> each.name().equals(library.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--library is auto, native or hosted."));
        Order order = new Order(
                arguments,
                connection.strip(),
                new Order.Place(site.folder(), List.of(), "", true),
                wanted,
                whatIf,
                yes ? Order.Consent.GIVEN : Order.Consent.ASK,
                !asCli,
                Optional.empty());
        return new Running(place, options, site).run(order);
    }
}
