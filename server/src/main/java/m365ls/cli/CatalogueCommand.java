package m365ls.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import m365ls.catalog.Catalog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code m365ls catalogue}: reads the commands of an installation, so that scripts can be checked for its version. */
@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        description = "Reads the commands of an installed version of CLI for Microsoft 365, for check --cli-version.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:its commands are known now", "2:there is no installation, or it cannot be read"})
public final class CatalogueCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FOLDER",
            description = "folder of the npm package @pnp/cli-microsoft365, or one whose node_modules holds it;"
                    + " code of the package is run")
    Path from = Path.of("");

    private final Catalogs catalogs;
    private final Console console;

    public CatalogueCommand(Catalogs catalogs, Console console) {
        this.catalogs = catalogs;
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            Catalog catalog = catalogs.at(from);
            console.out()
                    .println(catalog.commands().size() + " commands of CLI for Microsoft 365 " + catalog.version()
                            + " are known.");
            console.out().flush();
            return CommandLine.ExitCode.OK;
        } catch (Catalogs.UnknownVersion e) {
            console.tell(e.advice());
            return CommandLine.ExitCode.USAGE;
        }
    }
}
