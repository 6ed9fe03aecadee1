package m365ls.output;

/**
 * How CSV is written; all but the last are settings of the command line tool.
 *
 * @param header {@code csvHeader}: whether the first line names the columns
 * @param escape {@code csvEscape}: put before a quote, and before itself, within a quoted value; at most one UTF-16
 *     unit, or the tool refuses to print
 * @param quote {@code csvQuote}: put around values that need it; may be empty
 * @param quoted {@code csvQuoted}: whether all values but empty ones are quoted
 * @param quotedEmpty {@code csvQuotedEmpty}: whether empty values are quoted
 * @param guarded whether texts that spreadsheets would take for formulas are made harmless by an apostrophe; the tool
 *     itself does not do this
 */
public record CsvSettings(
        boolean header, String escape, String quote, boolean quoted, boolean quotedEmpty, boolean guarded) {

    /** The tool's own defaults, with the guard. */
    public static final CsvSettings DEFAULT = new CsvSettings(true, "\"", "\"", false, false, true);

    /** The same settings, with the guard or without. */
    public CsvSettings withGuard(boolean on) {
        return new CsvSettings(header, escape, quote, quoted, quotedEmpty, on);
    }
}
