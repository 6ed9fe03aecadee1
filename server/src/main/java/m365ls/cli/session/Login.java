package m365ls.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import m365ls.cli.Console;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.ApplicationSetup.Permissions;
import m365ls.session.ApplicationSetup.Wish;
import m365ls.session.Connection;
import m365ls.session.Need;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.Service;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.TokenAnswer;
import picocli.CommandLine.ExitCode;

/** Signs in as the options say. */
final class Login {

    /** More is no certificate, and no password. In bytes. */
    private static final int LARGEST_INPUT = 1 << 20;

    private final Workplace place;
    private final SessionOptions options;
    private final LoginRequest request;
    private final Refusal refusal;
    private final Console console;

    /** How a command ends that was wrongly used. */
    @FunctionalInterface
    interface Refusal {
        /** To be thrown. */
        RuntimeException because(String reason);
    }

    /** @param request whose options fit together */
    Login(Workplace place, SessionOptions options, LoginRequest request, Refusal refusal) {
        this.place = place;
        this.options = options;
        this.request = request;
        this.refusal = refusal;
        this.console = place.console();
    }

    /** @return the exit code */
    int run() {
        request.openSecret()
                .ifPresent(option -> console.tell("Everybody on this machine can read the arguments of a"
                        + " program, and shells keep them. Leave " + option
                        + " out to be asked, or pass - and the value on"
                        + " standard input."));
        return new Sessions(place, options).run(this::with);
    }

    private int with(Sessions.Open open) throws InterruptedException {
        ApplicationChoice choice = choice(open);
        choice.notices().forEach(console::tell);
        if (request.ensure()) {
            Optional<Connection> good = good(open);
            if (good.isPresent()) {
                open.session().use(good.get());
                new Details(console, options.json()).print(good.get(), true, open.kept());
                return ExitCode.OK;
            }
        } else if (open.named(request.connectionName().strip()).isPresent()) {
            console.tell("There is a connection named '" + request.connectionName() + "' already. Choose another name,"
                    + " or remove it first: m365ls connections remove --name NAME");
            return ExitCode.SOFTWARE;
        }
        Optional<Application> application = application(open, choice);
        if (application.isEmpty()) {
            return givenUp();
        }
        SignIn way;
        try {
            way = way();
        } catch (IOException e) {
            console.tell("The certificate's file, or standard input, cannot be read.");
            return ExitCode.SOFTWARE;
        }
        SignInAnswer answer = open.session()
                .signIn(
                        way,
                        application.get(),
                        request.connectionName(),
                        new TerminalPrompter(place, application.get().cloud()));
        return report(open, answer);
    }

    private ApplicationChoice choice(Sessions.Open open) {
        Map<String, String> environment = place.machine().environment();
        return ApplicationChoice.of(
                new ApplicationChoice.Said(request.appId(), request.tenant(), request.cloud()),
                new ApplicationChoice.Said("", "", ""),
                environment,
                open.session().remembered());
    }

    /**
     * The connection that makes another sign-in needless, by the CLI's rules: it signed in the same way, in the same
     * cloud, with the application, tenant and user that are named, and there is a token. The CLI also compares secrets,
     * which are not to be had here: who gives one signs in.
     */
    private Optional<Connection> good(Sessions.Open open) throws InterruptedException {
        Optional<Connection> candidate = request.connectionName().isBlank()
                ? open.session().active()
                : open.named(request.connectionName().strip());
        if (candidate.isEmpty() || request.openSecret().isPresent() || isFromInput()) {
            return Optional.empty();
        }
        Connection connection = candidate.get();
        Application application = connection.application();
        boolean same = request.is(connection.authType())
                && (request.cloud().isEmpty()
                        || request.cloud().equalsIgnoreCase(application.cloud().cliName()))
                && (request.appId().isEmpty() || request.appId().equalsIgnoreCase(application.clientId()))
                && (request.tenant().isEmpty() || isTenant(request.tenant(), connection))
                && (request.userName().isEmpty() || isUser(request.userName(), connection));
        if (!same) {
            return Optional.empty();
        }
        Resource graph = Resource.of(application.cloud(), Service.GRAPH).orElseThrow();
        return open.session().token(connection, graph) instanceof TokenAnswer.Token ? candidate : Optional.empty();
    }

    private boolean isFromInput() {
        return request.password().equals(LoginRequest.FROM_INPUT)
                || request.secret().equals(LoginRequest.FROM_INPUT)
                || request.certificateBase64Encoded().equals(LoginRequest.FROM_INPUT);
    }

    private static boolean isTenant(String named, Connection connection) {
        return named.equalsIgnoreCase(connection.application().tenant())
                || named.equalsIgnoreCase(connection.identity().tenantId());
    }

    private static boolean isUser(String named, Connection connection) {
        return named.equalsIgnoreCase(connection.identity().name())
                || named.equalsIgnoreCase(connection.identity().objectId())
                || named.equalsIgnoreCase(connection.identity().clientId());
    }

    /** The application to sign in with; empty if the user, asked for one, gives none. */
    private Optional<Application> application(Sessions.Open open, ApplicationChoice choice)
            throws InterruptedException {
        Optional<Application> chosen = choice.application();
        if (chosen.isPresent()) {
            return chosen;
        }
        if (!request.needsApplication()) {
            return Optional.of(new Application("", choice.tenant(), choice.cloud()));
        }
        Optional<Terminal> terminal = place.terminal().get();
        if (terminal.isEmpty()) {
            throw refusal.because(
                    "You sign in with an application of your own in Entra ID, and none is known here. Name"
                            + " it with --appId or CLIMICROSOFT365_ENTRAAPPID, or have one registered: m365ls setup");
        }
        console.show("You sign in with an application of your own in Entra ID, and none is known here.");
        Optional<String> typed = terminal.get()
                .ask("Its application (client) id" + (isOfAUser() ? "; nothing to have one registered:" : ":"));
        if (typed.isPresent() || !isOfAUser()) {
            return typed.map(id -> new Application(id, choice.tenant(), choice.cloud()));
        }
        return new Setup(place, options)
                .offer(
                        open,
                        new Wish(
                                Setup.NAME,
                                choice.cloud(),
                                choice.tenant(),
                                Permissions.MINIMAL,
                                request.is("browser")));
    }

    /** Whether a person signs in: an application that was registered for that has no credential of its own. */
    private boolean isOfAUser() {
        return request.is("deviceCode") || request.is("browser") || request.is("password");
    }

    private SignIn way() throws IOException {
        return switch (request.way().orElseThrow()) {
            case "browser" -> new SignIn.Browser();
            case "password" -> new SignIn.Password(userName(), secret("--password", request.password()));
            case "certificate" ->
                new SignIn.Certificate(certificate(), secret("--password", request.password()), request.thumbprint());
            case "secret" -> new SignIn.ClientSecret(secret("--secret", request.secret()));
            case "identity" -> new SignIn.ManagedIdentity(request.userName());
            case "federatedIdentity" -> new SignIn.FederatedIdentity();
            default -> new SignIn.DeviceCode();
        };
    }

    private String userName() {
        if (!request.userName().isEmpty()) {
            return request.userName();
        }
        Optional<String> typed = place.terminal().get().flatMap(terminal -> terminal.ask("User name:"));
        return typed.orElseThrow(() -> refusal.because("--authType password needs --userName."));
    }

    private Secret certificate() throws IOException {
        if (request.certificateFile().isEmpty()) {
            return request.certificateBase64Encoded().equals(LoginRequest.FROM_INPUT)
                    ? Secret.of(input().strip())
                    : Secret.of(request.certificateBase64Encoded());
        }
        try (InputStream in = Files.newInputStream(Path.of(request.certificateFile()))) {
            return Secret.of(Base64.getEncoder().encodeToString(in.readNBytes(LARGEST_INPUT)));
        }
    }

    private Secret secret(String option, String given) throws IOException {
        if (!given.equals(LoginRequest.FROM_INPUT)) {
            return Secret.of(given);
        }
        String line = input().lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw refusal.because("Standard input holds nothing for " + option + ".");
        }
        return Secret.of(line);
    }

    private String input() throws IOException {
        return new String(console.in().readNBytes(LARGEST_INPUT), StandardCharsets.UTF_8);
    }

    private int report(Sessions.Open open, SignInAnswer answer) {
        if (answer instanceof SignInAnswer.SignedIn in) {
            new Details(console, options.json()).print(in.connection(), true, open.kept());
            return ExitCode.OK;
        }
        if (answer instanceof SignInAnswer.NotSignedIn not) {
            tell(console, not.why());
            return ExitCode.SOFTWARE;
        }
        return givenUp();
    }

    private int givenUp() {
        console.tell("Given up. Nobody was signed in.");
        return ExitCode.SOFTWARE;
    }

    /** Tells why there is no token. */
    static void tell(Console console, TokenAnswer.Needs needs) {
        console.tell(needs.reason());
        if (!needs.detail().isEmpty()) {
            console.show("  Entra ID says: " + needs.detail());
        }
        if (needs.need() == Need.RETRY_LATER && !needs.retryAfter().isZero()) {
            console.show("  Try again in " + needs.retryAfter().toSeconds() + " seconds.");
        }
    }
}
