package m365ls.cli.session;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code m365ls login}, by the names of the CLI's {@code login} (version 11.11.0). A text is empty where
 * nothing is said.
 *
 * @param authType in any case, as the CLI takes it
 * @param cloud in any case, as the CLI takes it
 * @param userName of the user, or the client or object id of a managed identity
 * @param password of the user or of the certificate; {@link #FROM_INPUT} to read it
 * @param certificateFile path
 * @param certificateBase64Encoded with the private key; {@link #FROM_INPUT} to read it
 * @param thumbprint of the certificate
 * @param secret of the application; {@link #FROM_INPUT} to read it
 * @param appId of the application
 * @param tenant id or domain
 * @param connectionName to give
 * @param ensure whether a sign-in that is good already is enough
 */
record LoginRequest(
        String authType,
        String cloud,
        String userName,
        String password,
        String certificateFile,
        String certificateBase64Encoded,
        String thumbprint,
        String secret,
        String appId,
        String tenant,
        String connectionName,
        boolean ensure) {

    /** In the place of a secret: it is read from standard input. */
    static final String FROM_INPUT = "-";

    private static final List<String> WAYS =
            List.of("deviceCode", "browser", "password", "certificate", "secret", "identity", "federatedIdentity");

    private static final List<String> CLOUDS = List.of("Public", "USGov", "USGovHigh", "USGovDoD", "China");

    /** The way to sign in, as the CLI writes it; empty if there is none of that name. */
    Optional<String> way() {
        return WAYS.stream().filter(way -> way.equalsIgnoreCase(authType)).findFirst();
    }

    boolean is(String way) {
        return way.equalsIgnoreCase(authType);
    }

    /** Whether an application has to be named somewhere, as the CLI demands it. */
    boolean needsApplication() {
        return !is("identity") && !is("federatedIdentity");
    }

    /**
     * Why there is no signing in with these options, in a sentence; empty if there is. The CLI refuses the same ones,
     * but for {@link #FROM_INPUT} and for what can be asked for.
     *
     * @param asks whether the user can be asked for what is missing
     */
    Optional<String> refusal(boolean asks) {
        if (is("editor")) {
            return Optional.of(
                    "The editor's account signs in within the editor only. Here, use --authType deviceCode or"
                            + " browser.");
        }
        if (way().isEmpty()) {
            return Optional.of("--authType is one of " + String.join(", ", WAYS) + ".");
        }
        if (!cloud.isEmpty() && CLOUDS.stream().noneMatch(cloud::equalsIgnoreCase)) {
            return Optional.of("--cloud is one of " + String.join(", ", CLOUDS) + ".");
        }
        if (!certificateFile.isEmpty() && !exists(certificateFile)) {
            return Optional.of("There is no file " + certificateFile + ", which --certificateFile names.");
        }
        if (is("password")) {
            return refusalOfPassword(asks);
        }
        if (is("certificate")) {
            return refusalOfCertificate();
        }
        return is("secret") && secret.isEmpty() && !asks
                ? Optional.of(missing("--secret", "the application's secret"))
                : Optional.empty();
    }

    private Optional<String> refusalOfPassword(boolean asks) {
        if (asks) {
            return Optional.empty();
        }
        if (userName.isEmpty()) {
            return Optional.of("--authType password needs --userName.");
        }
        return password.isEmpty() ? Optional.of(missing("--password", "the password")) : Optional.empty();
    }

    private Optional<String> refusalOfCertificate() {
        if (!certificateFile.isEmpty() && !certificateBase64Encoded.isEmpty()) {
            return Optional.of("--certificateFile and --certificateBase64Encoded exclude each other.");
        }
        if (certificateFile.isEmpty() && certificateBase64Encoded.isEmpty()) {
            return Optional.of("--authType certificate needs --certificateFile or --certificateBase64Encoded.");
        }
        return certificateBase64Encoded.equals(FROM_INPUT) && password.equals(FROM_INPUT)
                ? Optional.of("Only one of --certificateBase64Encoded and --password can come from standard input.")
                : Optional.empty();
    }

    private static String missing(String option, String what) {
        return "There is no terminal to ask for " + what + ". Pass it on standard input with " + option + " "
                + FROM_INPUT + ".";
    }

    private static boolean exists(String file) {
        try {
            return Files.exists(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The option that holds a secret in clear for whoever lists the processes of the machine; empty if there is none. */
    Optional<String> openSecret() {
        if (isOpen(password)) {
            return Optional.of("--password");
        }
        if (isOpen(secret)) {
            return Optional.of("--secret");
        }
        return isOpen(certificateBase64Encoded) ? Optional.of("--certificateBase64Encoded") : Optional.empty();
    }

    private static boolean isOpen(String value) {
        return !value.isEmpty() && !value.equals(FROM_INPUT);
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "LoginRequest[" + authType + "]";
    }
}
