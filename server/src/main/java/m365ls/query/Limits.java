package m365ls.query;

/**
 * How far a query may go. One that goes further ends with a {@link Problem} of kind {@link Problem.Kind#LIMIT}.
 *
 * @param steps how much work: expressions evaluated, elements looked at and made, texts by their length
 * @param depth how deep evaluation, documents and answers may nest
 * @param values how many values the answer may hold, those within others counted
 * @param characters how many UTF-16 units the texts and names of the answer, or a text made on the way, may have together
 */
public record Limits(long steps, int depth, int values, long characters) {

    /**
     * Enough for a list of 50,000 objects with ten properties each. The depth is bounded by the stack of a thread,
     * half a megabyte at least.
     */
    public static final Limits USUAL = new Limits(10_000_000, 450, 1_000_000, 10_000_000);

    /** How deep brackets, parentheses and operators may nest in a text; {@link Query#parse} refuses what is deeper. */
    public static final int NESTING = 200;

    /** How high a syntax tree may be, in which each {@code ||} of a row of them is a level. */
    public static final int HEIGHT = 400;
}
