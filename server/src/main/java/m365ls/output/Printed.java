package m365ls.output;

/** What became of a result that was to be printed. */
public sealed interface Printed {

    /**
     * All of it.
     *
     * @param text as it goes to the standard output, its last line end included; empty for {@code --output none}
     */
    record Text(String text) implements Printed {}

    /**
     * The tool fails to lay this value out, after the command has done its work, and ends as after an error.
     *
     * @param message what it gives as the reason
     */
    record Unprintable(String message) implements Printed {}

    /**
     * More than the format's limit.
     *
     * @param beginning of what would have been printed, up to the limit
     */
    record TooLong(String beginning) implements Printed {}
}
