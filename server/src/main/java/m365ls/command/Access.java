package m365ls.command;

import java.util.Optional;
import m365ls.gateway.Permit;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;

/** Who may run a command, with the CLI's words for whom it refuses. */
public enum Access {
    /** Anybody, without a sign-in. */
    ANYBODY(""),
    /** Whoever is signed in. */
    SIGNED_IN(""),
    /** Whoever is signed in, but not by an application's secret, which SharePoint does not accept. */
    SHAREPOINT(""),
    /** A person. */
    PERSON(""),
    /** An application. */
    APPLICATION(""),
    /** A person, in the public cloud. */
    POWER_AUTOMATE("Power Automate"),
    /** A person, in the public cloud. */
    POWER_APPS("Power Apps"),
    /** A person, in the public cloud. */
    POWER_PLATFORM("Power Platform");

    private static final String NO_SECRET = "SharePoint does not support authentication using client ID and secret. "
            + "Please use a different login type to use SharePoint commands.";

    /** What is there in the public cloud only; empty if all clouds have it. */
    private final String publicOnly;

    Access(String publicOnly) {
        this.publicOnly = publicOnly;
    }

    /** Why the holder of a permit may not run the command; empty if he may. */
    public Optional<String> refusal(Permit permit) {
        if (this == ANYBODY) {
            return Optional.empty();
        }
        return permit.connection().isEmpty()
                ? Optional.of("Log in to Microsoft 365 first")
                : refusal(permit.connection().get());
    }

    private Optional<String> refusal(Connection connection) {
        boolean application = connection.identity().kind() == Identity.Kind.APPLICATION;
        boolean isPublic = connection.application().cloud() == Cloud.PUBLIC;
        return switch (this) {
            case ANYBODY, SIGNED_IN -> Optional.empty();
            case SHAREPOINT -> connection.authType().equals("secret") ? Optional.of(NO_SECRET) : Optional.empty();
            case APPLICATION ->
                application ? Optional.empty() : Optional.of("This command requires application-only permissions.");
            case PERSON -> person(application);
            case POWER_AUTOMATE, POWER_APPS, POWER_PLATFORM ->
                isPublic
                        ? person(application)
                        : Optional.of(publicOnly + " commands only support the public cloud at the moment. "
                                + "We'll add support for other clouds in the future. Sorry for the inconvenience.");
        };
    }

    private static Optional<String> person(boolean application) {
        return application ? Optional.of("This command requires delegated permissions.") : Optional.empty();
    }
}
