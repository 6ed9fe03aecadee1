package m365ls.feature;

import java.util.List;
import m365ls.text.Span;

/**
 * Something that a rule has to say of a place in a script.
 *
 * @param rule id of the rule, in kebab case; {@code docs/rules/} has a page of that name
 * @param severity after the user's settings
 * @param span the words it speaks of
 * @param message a sentence or two in the user's terms
 * @param cliMessage the first message of the command line tool itself for this call; empty if it has none or it is not
 *     known
 * @param fixes changes that answer it, the best first
 */
public record Finding(String rule, Severity severity, Span span, String message, String cliMessage, List<Fix> fixes) {

    public Finding {
        fixes = List.copyOf(fixes);
    }

    /** The same finding {@code by} units further on. */
    Finding shifted(int by) {
        return new Finding(
                rule,
                severity,
                span.shifted(by),
                message,
                cliMessage,
                fixes.stream().map(fix -> fix.shifted(by)).toList());
    }
}
