package m365ls.session;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/** The token by which a job of GitHub Actions or Azure DevOps proves itself to Entra ID. */
final class JobIdentity {
    private static final String AUDIENCE = "api://AzureADTokenExchange";

    private final Http http;
    private final Map<String, String> environment;

    JobIdentity(Http http, Map<String, String> environment) {
        this.http = http;
        this.environment = environment;
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The application to sign in with: in Azure DevOps the service connection's if there is one, as in the CLI. */
    Application application(Application given) {
        boolean connected = !value("SYSTEM_OIDCREQUESTURI").isEmpty()
                && !value("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID").isEmpty()
                && !value("AZURESUBSCRIPTION_CLIENT_ID").isEmpty()
                && !value("AZURESUBSCRIPTION_TENANT_ID").isEmpty();
        return connected && value("ACTIONS_ID_TOKEN_REQUEST_URL").isEmpty()
                ? new Application(
                        value("AZURESUBSCRIPTION_CLIENT_ID"), value("AZURESUBSCRIPTION_TENANT_ID"), given.cloud())
                : given;
    }

    /**
     * A new token of the job, good for minutes.
     *
     * @throws CredentialException if this is no such job, or it may not have a token
     * @throws IOException if the pipeline's service was not reached
     */
    Secret token() throws CredentialException, IOException, InterruptedException {
        boolean github = !value("ACTIONS_ID_TOKEN_REQUEST_URL").isEmpty()
                && !value("ACTIONS_ID_TOKEN_REQUEST_TOKEN").isEmpty();
        if (github) {
            return asked(
                    "GET",
                    value("ACTIONS_ID_TOKEN_REQUEST_URL") + "&audience="
                            + URLEncoder.encode(AUDIENCE, StandardCharsets.UTF_8),
                    value("ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
                    "value");
        }
        if (value("SYSTEM_OIDCREQUESTURI").isEmpty()) {
            throw new CredentialException("A federated identity can be used only in a job of GitHub Actions (with the"
                    + " permission id-token: write) or Azure DevOps.");
        }
        if (value("SYSTEM_ACCESSTOKEN").isEmpty()) {
            throw new CredentialException(
                    "The job does not have SYSTEM_ACCESSTOKEN. Set it to $(System.AccessToken) in the task's env.");
        }
        String connection = value("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID");
        return asked(
                "POST",
                value("SYSTEM_OIDCREQUESTURI") + "?api-version=7.1"
                        + (connection.isEmpty()
                                ? ""
                                : "&serviceConnectionId=" + URLEncoder.encode(connection, StandardCharsets.UTF_8)),
                value("SYSTEM_ACCESSTOKEN"),
                "oidcToken");
    }

    private Secret asked(String method, String address, String bearer, String member)
            throws CredentialException, IOException, InterruptedException {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new CredentialException("The pipeline's address for tokens, given in the environment, is none.");
        }
        HttpAnswer answer = http.send(HttpCall.of(method, uri)
                .with("Authorization", "Bearer " + bearer)
                .with("Accept", "application/json")
                .with("Content-Type", "application/json"));
        String token = Json.text(Json.object(answer.text()).orElseGet(JsonObject::new), member);
        if (answer.status() != 200 || token.isEmpty()) {
            throw new CredentialException("The pipeline gave the job no token (status " + answer.status()
                    + "). Check the job's permissions.");
        }
        return Secret.of(token);
    }
}
