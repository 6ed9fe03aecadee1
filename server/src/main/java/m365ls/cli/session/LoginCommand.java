package m365ls.cli.session;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code m365ls login}: signs in, with the options of the CLI's {@code login}. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = "Signs in to Microsoft 365. Secrets that are not given are asked for.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:signed in", "1:not signed in", "2:wrong use", "130:given up with Ctrl+C"})
final class LoginCommand implements SessionCommand {

    @Option(
            names = {"-t", "--authType"},
            paramLabel = "WAY",
            description = "deviceCode, browser, password, certificate, secret, identity or federatedIdentity"
                    + " (${DEFAULT-VALUE})")
    String authType = "deviceCode";

    @Option(
            names = "--cloud",
            paramLabel = "CLOUD",
            description = "Public, USGov, USGovHigh, USGovDoD or China (that of the last sign-in, else Public)")
    String cloud = "";

    @Option(
            names = {"-u", "--userName"},
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "NAME",
            description = "the user, with password; client or object id of a user-assigned identity, with identity")
    String userName = "";

    @Option(
            names = {"-p", "--password"},
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "PASSWORD",
            description = "of the user or the certificate; - reads a line of standard input; else asked for")
    String password = "";

    @Option(
            names = {"-c", "--certificateFile"},
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "FILE",
            description = "PFX or PEM with the private key")
    String certificateFile = "";

    @Option(
            names = "--certificateBase64Encoded",
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "TEXT",
            description = "the same in Base64; - reads standard input")
    String certificateBase64Encoded = "";

    @Option(
            names = "--thumbprint",
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "DIGITS",
            description = "SHA-1 of the certificate (worked out where the file holds it)")
    String thumbprint = "";

    @Option(
            names = {"-s", "--secret"},
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "SECRET",
            description = "of the application; - reads a line of standard input; else asked for")
    String secret = "";

    @Option(
            names = "--appId",
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "ID",
            description = "client id of your application (else CLIMICROSOFT365_ENTRAAPPID, else that of the last"
                    + " sign-in)")
    String appId = "";

    @Option(
            names = "--tenant",
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "TENANT",
            description = "id or domain of the tenant (else CLIMICROSOFT365_TENANT, else that of the last sign-in, else"
                    + " common)")
    String tenant = "";

    @Option(
            names = "--connectionName",
            arity = "0..1",
            preprocessor = OptionalValue.class,
            paramLabel = "NAME",
            description = "name of the connection (the account's)")
    String connectionName = "";

    @Option(
            names = "--ensure",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "do nothing if you are signed in this way already")
    boolean ensure;

    @Mixin
    SessionOptions options = new SessionOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Workplace place;

    LoginCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        LoginRequest request = request();
        Optional<String> refusal = request.refusal(place.terminal().get().isPresent());
        if (refusal.isPresent()) {
            throw refuse(refusal.get());
        }
        return new Login(place, options, request, this::refuse).run();
    }

    /** What the arguments say. */
    LoginRequest request() {
        return new LoginRequest(
                authType,
                cloud,
                userName,
                password,
                certificateFile,
                certificateBase64Encoded,
                thumbprint,
                secret,
                appId,
                tenant,
                connectionName,
                ensure);
    }

    private ParameterException refuse(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
