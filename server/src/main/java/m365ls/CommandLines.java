package m365ls;

import java.util.concurrent.Callable;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.cli.CheckCommand;
import m365ls.cli.Version;
import m365ls.installation.CatalogChoice;
import m365ls.installation.CatalogChooser;
import m365ls.installation.CatalogMaker;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's command line. A further command is one more line in {@link #run}. */
final class CommandLines {

    private CommandLines() {}

    /**
     * Runs a command. That standard error is a terminal is told by the launcher, in the system property {@code
     * m365ls.terminal}, since Java cannot tell.
     *
     * @return the exit code
     */
    static int run(String[] args) {
        CheckCommand check = new CheckCommand(
                CommandLines::catalog, System.in, System.out, System.err, Boolean.getBoolean("m365ls.terminal"));
        return new CommandLine(new Root())
                .addSubcommand(new Serve())
                .addSubcommand(check)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    /** Says what there is when no command is given. */
    @Command(
            name = "m365ls",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            versionProvider = Versions.class,
            description = "Language server for scripts that use CLI for Microsoft 365. Without arguments, it serves.")
    private static final class Root {}

    /** Only here to be listed and explained: the server itself is started without this class. */
    @Command(
            name = "serve",
            mixinStandardHelpOptions = true,
            description = "Speaks the Language Server Protocol over standard input and output.")
    private static final class Serve implements Callable<Integer> {

        @Override
        public Integer call() {
            return Main.serve();
        }
    }

    private static final class Versions implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"m365ls " + Version.current()};
        }
    }

    /** The catalogue of {@code version}, made first if need be; the built-in one if it is empty. */
    private static Catalog catalog(String version) throws CheckCommand.UnknownVersion {
        CatalogFile builtIn = CatalogFile.builtIn();
        if (version.isEmpty()) {
            return builtIn.catalog();
        }
        Machine machine = Machine.current();
        CatalogChoice choice = new CatalogChooser(builtIn, machine).forVersion(version, Wishes.NONE);
        if (choice instanceof CatalogChoice.Ready ready) {
            return ready.catalog();
        }
        if (choice instanceof CatalogChoice.BuiltIn) {
            return builtIn.catalog();
        }
        if (choice instanceof CatalogChoice.ToMake missing) {
            return make(builtIn, machine, missing);
        }
        throw new CheckCommand.UnknownVersion(choice.message());
    }

    private static Catalog make(CatalogFile builtIn, Machine machine, CatalogChoice.ToMake missing)
            throws CheckCommand.UnknownVersion {
        try {
            CatalogMaker.Result result = new CatalogMaker(builtIn, machine, Wishes.NONE).make(missing.installation());
            if (result instanceof CatalogMaker.Result.Made made) {
                return made.catalog();
            }
            if (result instanceof CatalogMaker.Result.Failed failed) {
                throw new CheckCommand.UnknownVersion(failed.message());
            }
            throw new AssertionError(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckCommand.UnknownVersion("Interrupted.");
        }
    }
}
