package m365ls.session;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/**
 * The agent of Azure Arc, which asks for a secret out of a file that only some on the machine can read. Its address, the
 * folder of these files, their ending and largest size are those of Microsoft's page "Authenticate against Azure resources
 * with Azure Arc-enabled servers", and of MSAL4J 1.26.0.
 */
final class AzureArc {
    private static final String VERSION = "2020-06-01";
    private static final int LARGEST_SECRET = 4096;
    private static final Pattern CHALLENGE = Pattern.compile("(?i)Basic\\s+realm=\"?([^\"]+?)\"?\\s*");

    private final Http http;
    private final URI endpoint;
    private final Path secrets;

    /**
     * @param endpoint of the agent, on this machine
     * @param secrets the only folder from which a file is sent to the agent
     */
    AzureArc(Http http, URI endpoint, Path secrets) {
        this.http = http;
        this.endpoint = endpoint;
        this.secrets = secrets;
    }

    /** Where the agent keeps the files. */
    static Path secrets(String osName, Map<String, String> environment) {
        return osName.toLowerCase(Locale.ROOT).startsWith("windows")
                ? Path.of(
                        environment.getOrDefault("ProgramData", "C:\\ProgramData"),
                        "AzureConnectedMachineAgent",
                        "Tokens")
                : Path.of("/var/opt/azcmagent/tokens");
    }

    /**
     * The agent's answer to the request for a token.
     *
     * @throws CredentialException if the secret that the agent asks for cannot be had
     */
    HttpAnswer ask(Resource resource) throws CredentialException, IOException, InterruptedException {
        String query = "?api-version=" + VERSION + "&resource="
                + URLEncoder.encode(resource.address(), StandardCharsets.UTF_8);
        HttpCall call = HttpCall.of("GET", URI.create(endpoint + query))
                .with("Metadata", "true")
                .with("Accept", "application/json")
                .direct();
        HttpAnswer answer = http.send(call);
        return answer.status() == 401 ? http.send(call.with("Authorization", "Basic " + secret(answer))) : answer;
    }

    /** Whoever listens at the endpoint could name any file: so only the agent's own are read. */
    private String secret(HttpAnswer challenge) throws CredentialException {
        try {
            Path file = named(challenge)
                    .orElseThrow(() -> new CredentialException(
                            "The agent of Azure Arc did not ask for its secret in the way that is known."));
            if (!file.getFileName().toString().endsWith(".key")
                    || !secrets.toAbsolutePath().normalize().equals(file.getParent())) {
                throw new CredentialException("The agent of Azure Arc asked for a file that is none of its own.");
            }
            if (Files.size(file) > LARGEST_SECRET) {
                throw new CredentialException("The secret of the agent of Azure Arc is too large.");
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException | InvalidPathException e) {
            throw new CredentialException(
                    "The secret of the agent of Azure Arc cannot be read. Your account has to be in"
                            + " the group himds (on Windows: Hybrid Agent Extension Applications).");
        }
    }

    private static Optional<Path> named(HttpAnswer challenge) {
        return challenge
                .header("WWW-Authenticate")
                .map(CHALLENGE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Path.of(matcher.group(1)).toAbsolutePath().normalize())
                .filter(file -> file.getFileName() != null);
    }
}
