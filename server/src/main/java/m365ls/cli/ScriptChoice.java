package m365ls.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of a command that say which scripts it looks at, and as what. */
final class ScriptChoice {

    /** Script languages to choose from. */
    enum Language {
        auto,
        shell,
        powershell
    }

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "auto, shell or powershell (${DEFAULT-VALUE}: by file name, else by the first line)")
    Language dialect = Language.auto;

    @Option(
            names = "--cli-version",
            paramLabel = "VERSION",
            description =
                    "version of CLI for Microsoft 365 the scripts are for (default: of the project, else built in)")
    String cliVersion = "";

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "leave out files that match, as in .gitignore, relative to the working folder, or to the PATH"
                    + " where that lies elsewhere; may be repeated")
    List<String> exclude = List.of();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "script files and folders")
    List<String> paths = List.of();
}
