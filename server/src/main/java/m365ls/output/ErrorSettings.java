package m365ls.output;

/**
 * Settings of the command line tool for errors.
 *
 * @param plainText {@code printErrorsAsPlainText}: whether an error is plain text even where the output is JSON
 * @param helpNamed {@code showHelpOnFailure}: whether a refused call is told where to find help
 * @param coloured whether the terminal shows colours
 */
public record ErrorSettings(boolean plainText, boolean helpNamed, boolean coloured) {

    /** The tool's own defaults, without colours. */
    public static final ErrorSettings DEFAULT = new ErrorSettings(true, true, false);
}
