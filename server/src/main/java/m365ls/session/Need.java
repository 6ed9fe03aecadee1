package m365ls.session;

/** What has to happen before there is a token. */
public enum Need {
    /** The user signs in again. */
    SIGN_IN,
    /** The user or an administrator consents to permissions. */
    CONSENT,
    /** Somebody corrects the application's registration, or its id, tenant or credentials. */
    CHECK_APPLICATION,
    /** Some time passes. */
    RETRY_LATER,
    /** The network comes back. */
    OFFLINE,
    /** An administrator changes what is allowed, or the user says yes. */
    DENIED
}
