package m365ls.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The application to sign in with, out of what was said in several places; the first that says something counts, for
 * client id and tenant each: the call, the settings, the environment, the environment's older names, what was remembered.
 *
 * @param clientId empty if nobody says one; the user is led to register one
 * @param tenant {@code common} if nobody says one, as in the CLI
 * @param cloud {@link Cloud#PUBLIC} if nobody says one
 * @param notices what the user should know, in sentences
 */
public record ApplicationChoice(String clientId, String tenant, Cloud cloud, List<String> notices) {

    /** What somebody says; a text is empty where nothing is said. */
    public record Said(String clientId, String tenant, String cloud) {}

    public ApplicationChoice {
        notices = List.copyOf(notices);
    }

    /**
     * Chooses.
     *
     * @param call options of the command or request
     * @param settings of the editor or the project
     * @param environment of this process
     * @param remembered from the last sign-in
     */
    public static ApplicationChoice of(
            Said call, Said settings, Map<String, String> environment, Remembered remembered) {
        List<String> notices = new ArrayList<>();
        String clientId = choose(
                List.of(call.clientId(), settings.clientId()),
                environment,
                "CLIMICROSOFT365_ENTRAAPPID",
                List.of("CLIMICROSOFT365_AADAPPID", "OFFICE365CLI_AADAPPID"),
                remembered.clientId(),
                notices);
        String tenant = choose(
                List.of(call.tenant(), settings.tenant()),
                environment,
                "CLIMICROSOFT365_TENANT",
                List.of("OFFICE365CLI_TENANT"),
                remembered.tenant(),
                notices);
        Cloud cloud = remembered.cloud();
        for (String said : List.of(call.cloud(), settings.cloud())) {
            Optional<Cloud> named = Cloud.named(said);
            if (named.isPresent()) {
                cloud = named.get();
                break;
            }
            if (!said.isBlank()) {
                notices.add("There is no cloud named " + said + ".");
            }
        }
        return new ApplicationChoice(clientId, tenant.isEmpty() ? "common" : tenant, cloud, notices);
    }

    private static String choose(
            List<String> said,
            Map<String, String> environment,
            String name,
            List<String> olderNames,
            String remembered,
            List<String> notices) {
        List<String> places = new ArrayList<>(said);
        places.add(environment.getOrDefault(name, ""));
        for (String place : places) {
            if (!place.isBlank()) {
                return place.strip();
            }
        }
        for (String olderName : olderNames) {
            String older = environment.getOrDefault(olderName, "").strip();
            if (!older.isEmpty()) {
                notices.add("The environment variable " + olderName + " is the older name of " + name + ".");
                return older;
            }
        }
        return remembered;
    }

    /** The application; empty if nobody says a client id. */
    public Optional<Application> application() {
        return clientId.isEmpty() ? Optional.empty() : Optional.of(new Application(clientId, tenant, cloud));
    }
}
