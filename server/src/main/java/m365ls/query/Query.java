package m365ls.query;

import com.google.gson.JsonElement;

/**
 * A query that was read.
 *
 * @param text as it was written; the spans of the expression are offsets in it
 */
public record Query(String text, Expression expression) implements Parsed {

    /** Reads {@code text}, which is no query if it is empty. */
    public static Parsed parse(String text) {
        try {
            return new Query(text, Parser.parse(text));
        } catch (Refusal refusal) {
            return refusal.problem();
        }
    }

    /** The answer for {@code document}, within the {@link Limits#USUAL usual limits}. */
    public Answer apply(JsonElement document) {
        return apply(document, Limits.USUAL);
    }

    /** The answer for {@code document}, which is not changed and shares nothing with the answer. */
    public Answer apply(JsonElement document, Limits limits) {
        Budget budget = new Budget(limits, expression.span());
        try {
            Value found = new Interpreter(budget).evaluate(expression, JsonValues.value(document, budget));
            return JsonValues.json(found, budget).<Answer>map(Answer.Found::new).orElseGet(Answer.Nothing::new);
        } catch (Refusal refusal) {
            return refusal.problem();
        }
    }
}
