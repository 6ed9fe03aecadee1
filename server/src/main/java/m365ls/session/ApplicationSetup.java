package m365ls.session;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import m365ls.http.Http;

/**
 * Registers an application of the user's own, for those who have none yet: what {@code m365 setup} does. Until it is
 * there, somebody else has to sign in to Microsoft Graph: Microsoft's own Azure CLI, which every tenant knows. That
 * sign-in is kept nowhere. The caller has asked the user before.
 *
 * <p>Pass the answer's application to {@link Session#remember}: the next sign-in then begins with it.
 */
public final class ApplicationSetup {

    /** What the application may do for who is signed in. */
    public enum Permissions {
        /** Read the user's own profile ({@code User.Read}); the user adds the rest. */
        MINIMAL,
        /** All that the CLI's commands need. */
        ALL
    }

    /**
     * What is to be made.
     *
     * @param name shown to who signs in
     * @param cloud of the tenant
     * @param tenant GUID or domain; empty or {@code common} for the tenant of the account that signs in
     * @param permissions that are asked for
     * @param browser whether the sign-in goes through the browser on this machine; else by a device code
     */
    public record Wish(String name, Cloud cloud, String tenant, Permissions permissions, boolean browser) {}

    /** How it ended. */
    public sealed interface Answer {

        /**
         * The application is there, and {@code application} signs in with it.
         *
         * @param consented whether all users may use it with its permissions, by an administrator's consent
         * @param notice what is left to do, in sentences with the application's id; empty if nothing is
         */
        record Made(Application application, boolean consented, String notice) implements Answer {}

        /** Nothing was made, as far as is known, and why. */
        record Not(TokenAnswer.Needs why) implements Answer {}

        /** The user did not want to sign in. */
        record Cancelled() implements Answer {}
    }

    /**
     * Azure CLI: a public client of Microsoft's that may register applications for its user. The CLI ({@code setup.js},
     * version 11.11.0) signs in as the same.
     */
    static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    private static final String ANY_TENANT = "common";

    private final Http http;
    private final Map<String, String> environment;
    private final Clock clock;
    private final MsalHttp.Pause pause;

    /**
     * A setup that sends nothing yet.
     *
     * @param http to the sign-in service and to Microsoft Graph
     * @param environment variables of the process
     * @param clock by which codes end
     */
    public ApplicationSetup(Http http, Map<String, String> environment, Clock clock) {
        this(http, environment, clock, time -> Thread.sleep(time.toMillis()));
    }

    ApplicationSetup(Http http, Map<String, String> environment, Clock clock, MsalHttp.Pause pause) {
        this.http = http;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Signs in and registers the application.
     *
     * @throws InterruptedException if the thread was interrupted while nothing was made yet; afterwards the answer says
     *     what is there, and the thread stays interrupted
     */
    public Answer make(Wish wish, Prompter prompter) throws InterruptedException {
        if (wish.name().isBlank()) {
            return new Answer.Not(Refusals.plain(Need.CHECK_APPLICATION, "Give the application a name."));
        }
        String tenant = wish.tenant().isBlank() ? ANY_TENANT : wish.tenant().strip();
        ExecutorService executor = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "application-setup");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Msal msal = new Msal(http, new MemoryStore(), executor, pause);
            SignInFlows flows = new SignInFlows(
                    http, msal, environment, EditorTokens.NONE, clock, executor, EntraSession.BROWSER_PATIENCE);
            SignInFlows.Outcome outcome = flows.run(
                    new SignInFlows.Task(
                            wish.browser() ? new SignIn.Browser() : new SignIn.DeviceCode(),
                            new Application(AZURE_CLI, tenant, wish.cloud()),
                            false,
                            ""),
                    prompter);
            if (outcome instanceof SignInFlows.NotIn refused) {
                return new Answer.Not(asAzureCli(refused.needs()));
            }
            return outcome instanceof SignInFlows.In in && in.token().answer() instanceof TokenAnswer.Token token
                    ? new Registration(http, pause, token.token(), wish).make()
                    : new Answer.Cancelled();
        } finally {
            executor.shutdownNow();
        }
    }

    /** "The application" in a refusal is not the one that was to be made. */
    private static TokenAnswer.Needs asAzureCli(TokenAnswer.Needs needs) {
        boolean about = needs.need() == Need.CHECK_APPLICATION || needs.need() == Need.CONSENT;
        return about
                ? new TokenAnswer.Needs(
                        needs.need(),
                        "Microsoft Azure CLI, with which the application would be registered, cannot sign in to this"
                                + " tenant. Check the tenant and the cloud, or register the application in the Microsoft"
                                + " Entra admin center.",
                        needs.detail(),
                        needs.retryAfter(),
                        needs.claims())
                : needs;
    }
}
