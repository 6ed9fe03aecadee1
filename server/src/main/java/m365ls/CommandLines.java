package m365ls;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.cli.Catalogs;
import m365ls.cli.CatalogueCommand;
import m365ls.cli.CheckCommand;
import m365ls.cli.Console;
import m365ls.cli.FixCommand;
import m365ls.cli.Version;
import m365ls.cli.session.RunSite;
import m365ls.cli.session.SessionCommands;
import m365ls.cli.session.SystemTerminal;
import m365ls.cli.session.Terminal;
import m365ls.cli.session.Workplace;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
        Console console = new Console(System.in, System.out, System.err, Boolean.getBoolean("m365ls.terminal"));
        Catalogs catalogs = new Catalogs(CatalogFile.builtIn(), Machine.current(), console);
        CommandLine root = new CommandLine(new Root())
                .addSubcommand(new Serve())
                .addSubcommand(new CheckCommand(catalogs, FormerNames.builtIn(), console))
                .addSubcommand(new FixCommand(catalogs, FormerNames.builtIn(), console))
                .addSubcommand(new CatalogueCommand(catalogs, console));
        Workplace place = new Workplace(Machine.current(), console, CommandLines::terminal, Clock.systemUTC());
        // Made when something runs: to make them loads the session.
        RunSite site = new RunSite(
                Path.of("").toAbsolutePath(),
                catalogs::usual,
                Wishes.NONE,
                parts -> new CommandLibraries(Machine.current()).make(parts));
        return SessionCommands.addTo(root, place, site)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    /** The terminal, if standard input and output are one. */
    private static Optional<Terminal> terminal() {
        // From Java 22 on there is a console also where there is no terminal, unless it is the older one.
        System.setProperty("jdk.console", "java.base");
        return Optional.ofNullable(System.console()).map(SystemTerminal::new);
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

        @Option(
                names = Main.SECRETS_KEY_OPTION,
                description =
                        "The first line of standard input is a key (32 bytes in base64) under which the client passes"
                                + " secrets.")
        private boolean withKey;

        @Override
        public Integer call() {
            return Main.serve(withKey);
        }
    }

    private static final class Versions implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"m365ls " + Version.current()};
        }
    }
}
