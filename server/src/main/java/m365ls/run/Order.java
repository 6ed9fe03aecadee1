package m365ls.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What somebody wants to run.
 *
 * @param arguments what stands behind {@code m365}, each as the program would receive it
 * @param connection name of the connection; empty for the workspace's own or the active one
 * @param workspace URI of the folder whose own connection counts; empty for none
 * @param folder where relative paths begin; absolute
 * @param library which library runs it
 * @param whatIf whether nothing may change, and the first write is to be shown
 * @param consent what counts as the user's yes
 * @param faithful whether JSON is printed as it is; else as the CLI prints it, which spoils line ends in values
 */
public record Order(
        List<String> arguments,
        String connection,
        String workspace,
        Path folder,
        Library library,
        boolean whatIf,
        Consent consent,
        boolean faithful) {

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
        /** Given already, for this run. */
        GIVEN
    }

    public Order {
        arguments = List.copyOf(arguments);
    }
}
