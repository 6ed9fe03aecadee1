package m365ls.cli.session;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import m365ls.cli.Console;
import m365ls.session.Application;
import m365ls.session.ApplicationSetup;
import m365ls.session.ApplicationSetup.Answer;
import m365ls.session.ApplicationSetup.Permissions;
import m365ls.session.ApplicationSetup.Wish;
import picocli.CommandLine.ExitCode;

/** Registers an application, after the user has agreed. */
final class Setup {

    /** The application's name where the user gives it none. */
    static final String NAME = "CLI for Microsoft 365";

    private final Workplace place;
    private final SessionOptions options;
    private final Console console;

    Setup(Workplace place, SessionOptions options) {
        this.place = place;
        this.options = options;
        this.console = place.console();
    }

    /**
     * Registers, and prints what was registered.
     *
     * @param force without asking
     * @return the exit code
     */
    int run(Wish wish, boolean force) {
        Optional<Terminal> terminal = place.terminal().get();
        if (!force && terminal.isEmpty()) {
            console.tell(
                    "There is no terminal to ask whether you want an application registered. Say so with --force.");
            return ExitCode.USAGE;
        }
        return new Sessions(place, options).run(open -> {
            Optional<Application> made = force ? make(open, wish) : offer(open, wish);
            made.ifPresent(this::print);
            return made.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
        });
    }

    /** Asks whether an application is wanted, and registers it; empty if it is not, or there is none. */
    Optional<Application> offer(Sessions.Open open, Wish wish) throws InterruptedException {
        console.show(
                "An application named '" + wish.name() + "' will be registered in your tenant, for accounts of this"
                        + " tenant, with "
                        + (wish.permissions() == Permissions.ALL
                                ? "all permissions that the CLI's commands need."
                                : "the permission to read your own profile; you add others in the Entra admin center."));
        console.show("For that you sign in once as Microsoft Azure CLI. That sign-in is not kept.");
        Optional<Terminal> terminal = place.terminal().get();
        return terminal.isPresent() && Sure.of(terminal.get(), "Go on?") ? make(open, wish) : Optional.empty();
    }

    /** Registers the application, remembers it for the next sign-in, and tells what is left to do. */
    private Optional<Application> make(Sessions.Open open, Wish wish) throws InterruptedException {
        Map<String, String> environment = place.machine().environment();
        Answer answer = new ApplicationSetup(open.http(), environment, place.clock())
                .make(wish, new TerminalPrompter(place, wish.cloud()));
        if (answer instanceof Answer.Made made) {
            open.session().remember(made.application());
            if (!made.notice().isEmpty()) {
                console.tell(made.notice());
            }
            return Optional.of(made.application());
        }
        if (answer instanceof Answer.Not not) {
            Login.tell(console, not.why());
        } else {
            console.tell("Given up. Nothing was changed.");
        }
        return Optional.empty();
    }

    private void print(Application application) {
        if (options.json()) {
            JsonObject object = new JsonObject();
            object.addProperty("appId", application.clientId());
            object.addProperty("appTenant", application.tenant());
            object.addProperty("cloudType", application.cloud().cliName());
            new Details(console, true).print(object);
        } else {
            console.print("Registered: application " + application.clientId() + ", tenant " + application.tenant());
            console.print("The next sign-in uses it: m365ls login");
        }
    }
}
