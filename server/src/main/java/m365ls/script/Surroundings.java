package m365ls.script;

/**
 * What stands around a call and is not part of its arguments.
 *
 * @param pipedFrom whether another command's output is piped into the call
 * @param pipedInto name of the command that the call's output is piped into ({@code jq}, {@code ConvertFrom-Json}), as
 *     written; empty if there is none
 * @param assignedTo name of the variable that the output is assigned to, without sigil; empty if there is none
 * @param captured whether the call stands in a substitution or sub-expression, so that its output becomes text
 * @param redirected whether the call has a redirection of its own
 * @param background whether it runs in the background ({@code &} behind it)
 * @param splatsTable whether a PowerShell hash table is splatted onto it, which {@code m365} cannot read
 */
public record Surroundings(
        boolean pipedFrom,
        String pipedInto,
        String assignedTo,
        boolean captured,
        boolean redirected,
        boolean background,
        boolean splatsTable) {

    /** A call that stands alone. */
    public static final Surroundings NONE = new Surroundings(false, "", "", false, false, false, false);
}
