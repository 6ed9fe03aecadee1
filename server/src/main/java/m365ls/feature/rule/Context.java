package m365ls.feature.rule;

/**
 * What the script around a call tells about it: what earlier calls leave behind, and what becomes of its output later.
 *
 * @param output output mode that an earlier {@code m365 cli config set} makes the usual one; empty if none does
 * @param signIn how the script signs in before the call
 * @param readAsJson whether the variable that the call's output is assigned to is read as JSON further down; only told
 *     of a call that may print something else
 * @param asksItself whether the script asks its user questions of its own, so that someone watches it
 */
public record Context(String output, SignIn signIn, boolean readAsJson, boolean asksItself) {

    /** A call that stands alone. */
    public static final Context NONE = new Context("", SignIn.UNKNOWN, false, false);

    /** Who is signed in. */
    public enum SignIn {
        /** Not told: the script does not sign in itself, or in more than one way. */
        UNKNOWN,
        /** A user. */
        USER,
        /** An application, with a secret, a certificate or an identity of its own. */
        APPLICATION
    }
}
