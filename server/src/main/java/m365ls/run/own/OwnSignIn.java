package m365ls.run.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import m365ls.run.SignInWays;
import m365ls.run.Work;
import m365ls.script.OptionValue;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.Connection;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.Service;
import m365ls.session.Session;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.TokenAnswer;

/** Signs in by the options of {@code login}. */
final class OwnSignIn {

    /** Bytes. Certificates with their chains have a few thousand. */
    private static final long LARGEST_CERTIFICATE = 1 << 20;

    private static final List<String> WAYS =
            List.of("deviceCode", "browser", "password", "certificate", "secret", "identity", "federatedIdentity");

    /** What became of it. */
    sealed interface Answer {

        /** It is signed in. */
        record In(Connection connection) implements Answer {}

        /** It is not; {@code reason} is a sentence. */
        record Not(String reason) implements Answer {}

        /** The user gave it up. */
        record GivenUp() implements Answer {}
    }

    private final Session session;
    private final SignInWays ways;
    private final Work work;

    OwnSignIn(Session session, SignInWays ways, Work work) {
        this.session = session;
        this.ways = ways;
        this.work = work;
    }

    Answer run() throws InterruptedException {
        String name = text("connectionName");
        if (session.connections().stream().anyMatch(known -> known.name().equals(name))) {
            return new Answer.Not("Connection with name '" + name + "' already exists.");
        }
        String wanted = text("authType").isEmpty() ? "deviceCode" : text("authType");
        Optional<String> way =
                WAYS.stream().filter(each -> each.equalsIgnoreCase(wanted)).findFirst();
        if (way.isEmpty()) {
            return new Answer.Not("--authType is one of " + String.join(", ", WAYS) + ".");
        }
        ApplicationChoice choice =
                ways.choose(new ApplicationChoice.Said(text("appId"), text("tenant"), text("cloud")));
        boolean needsApplication = !way.get().equals("identity") && !way.get().equals("federatedIdentity");
        if (needsApplication && choice.clientId().isEmpty()) {
            return new Answer.Not("Signing in needs an application of your own in Entra ID. Name it with --appId.");
        }
        Application application = new Application(choice.clientId(), choice.tenant(), choice.cloud());
        if (gives("ensure")) {
            Optional<Connection> good = good(way.get(), application);
            if (good.isPresent()) {
                return new Answer.In(good.get());
            }
        }
        SignIn signIn;
        try {
            signIn = way(way.get());
        } catch (IOException | InvalidPathException e) {
            return new Answer.Not("The certificate's file cannot be read, or is no certificate.");
        }
        SignInAnswer answer = session.signIn(signIn, application, name, ways.prompter(application));
        if (answer instanceof SignInAnswer.SignedIn in) {
            return new Answer.In(in.connection());
        }
        return answer instanceof SignInAnswer.NotSignedIn not
                ? new Answer.Not(not.why().reason())
                : new Answer.GivenUp();
    }

    private Optional<Connection> good(String way, Application application) throws InterruptedException {
        Optional<Connection> active = session.active()
                .filter(known -> known.authType().equals(way)
                        && known.application().clientId().equalsIgnoreCase(application.clientId()));
        if (active.isEmpty()) {
            return active;
        }
        Resource graph = Resource.of(application.cloud(), Service.GRAPH).orElseThrow();
        return session.token(active.get(), graph) instanceof TokenAnswer.Token ? active : Optional.empty();
    }

    private SignIn way(String way) throws IOException {
        return switch (way.toLowerCase(Locale.ROOT)) {
            case "browser" -> new SignIn.Browser();
            case "password" -> new SignIn.Password(text("userName"), Secret.of(text("password")));
            case "certificate" ->
                new SignIn.Certificate(certificate(), Secret.of(text("password")), text("thumbprint"));
            case "secret" -> new SignIn.ClientSecret(Secret.of(text("secret")));
            case "identity" -> new SignIn.ManagedIdentity(text("userName"));
            case "federatedidentity" -> new SignIn.FederatedIdentity();
            default -> new SignIn.DeviceCode();
        };
    }

    private Secret certificate() throws IOException {
        if (!text("certificateBase64Encoded").isEmpty()) {
            return Secret.of(text("certificateBase64Encoded"));
        }
        Path file = work.folder().resolve(text("certificateFile"));
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_CERTIFICATE) {
            throw new IOException("no certificate");
        }
        return Secret.of(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    }

    private String text(String option) {
        return work.options().get(option) instanceof OptionValue.Text text ? text.text() : "";
    }

    private boolean gives(String option) {
        OptionValue value = work.options().get(option);
        return value != null && value.isTruthy();
    }
}
