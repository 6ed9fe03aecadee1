package m365ls.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to run.
 *
 * @param arguments what stands behind {@code m365}, each as the program would receive it
 * @param connection name of the connection; empty for the workspace's own or the active one
 * @param place where it is run
 * @param library which library runs it
 * @param whatIf whether nothing may change, and the first write is to be shown
 * @param consent what counts as the user's yes
 * @param faithful whether JSON is printed as it is; else as the CLI prints it, which spoils line ends in values
 * @param outputFile what is printed is written to it; empty if it is not
 */
public record Order(
        List<String> arguments,
        String connection,
        Place place,
        Library library,
        boolean whatIf,
        Consent consent,
        boolean faithful,
        Optional<Path> outputFile) {

    /**
     * Where something is run.
     *
     * @param folder where relative paths begin; absolute
     * @param roots folders whose files may be read without a question, this one aside; absolute
     * @param workspace URI of the folder whose own connection counts; empty for none
     * @param trusted whether the user trusts what is there; else nothing runs
     */
    public record Place(Path folder, List<Path> roots, String workspace, boolean trusted) {
        public Place {
            roots = List.copyOf(roots);
        }
    }

    /** Which library runs a command. */
    public enum Library {
        /** The native one if it has the command, else the hosted CLI. */
        AUTO,
        NATIVE,
        HOSTED
    }

    /** What counts as a yes to a command that writes. */
    public enum Consent {
        /** An answer to the question alone. */
        ASK,
        /** An answer, or {@code --force} among the arguments, since the user has said so. */
        FORCE_COUNTS,
        /**
         * Given already for what the CLI does without a question. What it asks about unless it is given {@code --force} is
         * asked, and so is whether a token may be shown.
         */
        AS_THE_CLI_ASKS,
        /** Given already, for this run. */
        GIVEN
    }

    public Order {
        arguments = List.copyOf(arguments);
    }
}
