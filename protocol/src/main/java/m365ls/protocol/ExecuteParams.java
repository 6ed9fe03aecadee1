package m365ls.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command, or those of a selection one after the other up to the first that fails.
 *
 * @param arguments what stands behind {@code m365}; if it is missing, the call in a document is run
 * @param document URI of an open script
 * @param position in it: of the call, or where a selection begins
 * @param end where the selection ends; if it is missing, the call at {@code position} is run
 * @param output {@code json}, {@code text}, {@code csv}, {@code md} or {@code none}; as the call says, else {@code json}, if
 *     it is missing
 * @param query of JMESPath, in place of the call's own
 * @param connection name or id of the connection; the workspace's own or the active one if it is missing
 * @param workspaceFolder URI of the folder of the workspace
 * @param folder URI of the working folder; that of the document or of the workspace if it is missing
 * @param library {@code auto}, {@code native} or {@code hosted}; {@code auto} if it is missing
 * @param outputFile whole path of a file that what is printed is written to
 * @param whatIf whether nothing may change, and the first request that would change something is shown
 * @param forceCounts whether {@code --force} among the arguments counts as the user's yes
 * @param asCli whether JSON and CSV are printed exactly as the CLI prints them: it spoils line ends within values, and has no
 *     guard against formulas; otherwise they are printed as they are, with the guard
 */
public record ExecuteParams(
        @Nullable List<String> arguments,
        @Nullable String document,
        @Nullable TextPosition position,
        @Nullable TextPosition end,
        @Nullable String output,
        @Nullable String query,
        @Nullable String connection,
        @Nullable String workspaceFolder,
        @Nullable String folder,
        @Nullable String library,
        @Nullable String outputFile,
        boolean whatIf,
        boolean forceCounts,
        boolean asCli) {}
