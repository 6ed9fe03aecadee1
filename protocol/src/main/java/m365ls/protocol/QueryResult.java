package m365ls.protocol;

/**
 * The answer of a query.
 *
 * @param kept whether the value is still kept; if not, the command has to be run again
 * @param out what the CLI would print
 * @param problem why there is no answer, in a sentence; empty if there is one
 * @param start where in the query the problem is, in UTF-16 units from 0
 * @param end behind it
 */
public record QueryResult(boolean kept, String out, String problem, long start, long end) {}
