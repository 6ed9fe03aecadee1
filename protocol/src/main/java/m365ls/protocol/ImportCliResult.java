package m365ls.protocol;

import java.util.List;

/**
 * The sign-ins of the command line tool.
 *
 * @param found all there are
 * @param imported the connections made of those that were to be taken over
 * @param notices what the user should know, in sentences
 */
public record ImportCliResult(List<CliSignIn> found, List<SessionConnection> imported, List<String> notices) {}
