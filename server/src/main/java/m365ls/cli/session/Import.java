package m365ls.cli.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import m365ls.cli.Console;
import m365ls.session.Secret;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.storage.CliSignInImport;
import m365ls.session.storage.CliSignInImport.SignedIn;
import picocli.CommandLine.ExitCode;

/** Takes over sign-ins of the CLI for Microsoft 365, whose files are read and not changed. */
final class Import {

    private final Workplace place;
    private final SessionOptions options;
    private final Console console;
    private final Details details;

    Import(Workplace place, SessionOptions options) {
        this.place = place;
        this.options = options;
        this.console = place.console();
        this.details = new Details(console, options.json());
    }

    /**
     * Which of the CLI's sign-ins; a text is empty where it makes no difference.
     *
     * @param userName in any case
     * @param appId in any case
     * @param all whether more than one is meant
     */
    record Which(String userName, String appId, boolean all) {

        private boolean means(SignedIn signedIn) {
            return (userName.isEmpty() || userName.equalsIgnoreCase(signedIn.userName()))
                    && (appId.isEmpty()
                            || appId.equalsIgnoreCase(signedIn.application().clientId()));
        }
    }

    /** Shows what there is; sends nothing. Gives the exit code. */
    int list() {
        try {
            List<SignedIn> found = read();
            if (options.json()) {
                JsonArray array = new JsonArray();
                found.forEach(signedIn -> array.add(object(signedIn)));
                details.print(array);
            } else if (found.isEmpty()) {
                console.print("The CLI keeps no sign-in of a user.");
            } else {
                found.forEach(signedIn -> console.print(line(signedIn)));
            }
            console.out().flush();
            return ExitCode.OK;
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    /** Takes over; gives the exit code. */
    int take(Which which) {
        List<SignedIn> found;
        try {
            found = read().stream().filter(which::means).toList();
        } catch (IOException e) {
            return unreadable(e);
        }
        if (found.isEmpty()) {
            console.tell("The CLI keeps no such sign-in of a user. Sign-ins of applications cannot be taken over:"
                    + " m365ls login");
            return ExitCode.SOFTWARE;
        }
        if (found.size() > 1 && !which.all()) {
            console.tell("The CLI keeps several sign-ins. Say which, with --userName and --appId, or --all:");
            found.forEach(signedIn -> console.show("  " + line(signedIn)));
            return ExitCode.USAGE;
        }
        return new Sessions(place, options).run(open -> {
            int exitCode = ExitCode.OK;
            for (SignedIn signedIn : found) {
                exitCode = Math.max(exitCode, take(open, signedIn));
            }
            return exitCode;
        });
    }

    private int take(Sessions.Open open, SignedIn signedIn) throws InterruptedException {
        SignInAnswer answer = open.session().adopt(way(signedIn), signedIn.application(), signedIn.cache());
        if (answer instanceof SignInAnswer.SignedIn in) {
            details.print(in.connection(), true, open.kept());
            return ExitCode.OK;
        }
        console.tell("Not taken over: " + line(signedIn));
        if (answer instanceof SignInAnswer.NotSignedIn not) {
            Login.tell(console, not.why());
        }
        return ExitCode.SOFTWARE;
    }

    private List<SignedIn> read() throws IOException {
        return new CliSignInImport(place.machine().home()).read();
    }

    private int unreadable(IOException e) {
        console.tell("The CLI's sign-ins cannot be read. " + e.getMessage());
        return ExitCode.SOFTWARE;
    }

    /** How the user had signed in; a device code where that is not known. */
    private static SignIn way(SignedIn signedIn) {
        return switch (signedIn.authType()) {
            case "browser" -> new SignIn.Browser();
            case "password" -> new SignIn.Password(signedIn.userName(), Secret.of(""));
            default -> new SignIn.DeviceCode();
        };
    }

    private static String line(SignedIn signedIn) {
        return signedIn.userName() + ", application " + signedIn.application().clientId() + ", tenant "
                + signedIn.application().tenant();
    }

    private static JsonObject object(SignedIn signedIn) {
        JsonObject object = new JsonObject();
        object.addProperty("connectedAs", signedIn.userName());
        object.addProperty("authType", signedIn.authType());
        object.addProperty("appId", signedIn.application().clientId());
        object.addProperty("appTenant", signedIn.application().tenant());
        object.addProperty("cloudType", signedIn.application().cloud().cliName());
        return object;
    }
}
