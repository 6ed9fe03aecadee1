package m365ls.session.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import m365ls.fixtures.tenant.CliSignIn;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.session.Application;
import m365ls.session.Cloud;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real CLI keeps after it has signed in. */
@Tag("long")
final class RealCliImportTest {

    private static final Path CLI = Path.of(
            System.getProperty("repository.root"), "server", "cli-host", "node_modules", "@pnp", "cli-microsoft365");

    @Test
    void readsARefreshTokenThatIsGood(@TempDir Path home) throws Exception {
        try (StandInTenant tenant = StandInTenant.start()) {
            CliSignIn.Run run = new CliSignIn(tenant, CLI, home).signIn(CliSignIn.Method.DEVICE_CODE);
            assertEquals(0, run.exitCode(), run.errors());
            byte[] before = Files.readAllBytes(home.resolve(".cli-m365-msal.json"));

            List<CliSignInImport.SignedIn> found = new CliSignInImport(home).read();

            assertEquals(1, found.size());
            CliSignInImport.SignedIn signedIn = found.get(0);
            assertEquals(new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC), signedIn.application());
            assertEquals(tenant.user().name(), signedIn.userName());
            assertEquals("deviceCode", signedIn.authType());
            assertEquals(200, redeem(tenant, signedIn).status());
            assertTrue(java.util.Arrays.equals(before, Files.readAllBytes(home.resolve(".cli-m365-msal.json"))));
        }
    }

    private static HttpAnswer redeem(StandInTenant tenant, CliSignInImport.SignedIn signedIn) throws Exception {
        JsonObject tokens = JsonParser.parseString(signedIn.cache().reveal())
                .getAsJsonObject()
                .getAsJsonObject("RefreshToken");
        String token = tokens.get(tokens.keySet().iterator().next())
                .getAsJsonObject()
                .get("secret")
                .getAsString();
        String proxy = "127.0.0.1:" + tenant.proxyAddress().getPort();
        JdkHttp http = new JdkHttp(new NetworkSettings(proxy, List.of(), List.of(tenant.caFile()), false));
        URI address = URI.create("https://login.microsoftonline.com/" + tenant.tenantId() + "/oauth2/v2.0/token");
        return http.send(HttpCall.of("POST", address)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .withBody("grant_type=refresh_token&client_id=" + tenant.appId() + "&refresh_token=" + token
                        + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"));
    }
}
