package m365ls.session;

/** How a sign-in ended. */
public sealed interface SignInAnswer {

    /** Signed in; the connection is stored, and the active one. */
    record SignedIn(Connection connection) implements SignInAnswer {}

    /** Not signed in, and why. */
    record NotSignedIn(TokenAnswer.Needs why) implements SignInAnswer {}

    /** The user did not want to. */
    record Cancelled() implements SignInAnswer {}
}
