package m365ls.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import m365ls.fixtures.tenant.CliSignIn;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real CLI's {@code setup} beside ours. */
@Tag("long")
final class RealCliSetupTest {
    private static final Path CLI = Path.of(
            System.getProperty("repository.root"), "server", "cli-host", "node_modules", "@pnp", "cli-microsoft365");

    /** Answers the questions of {@code setup}. */
    private static String answers(ApplicationSetup.Permissions permissions) {
        return "import { cli } from '" + CLI.resolve("dist/cli/cli.js").toUri() + "';\n"
                + "const wanted = ['create', '" + permissions.name().toLowerCase(Locale.ROOT)
                + "', 'scripting', 'proficient'];\n"
                + "cli.promptForSelection = async question =>\n"
                + "  question.choices.find(choice => wanted.includes(choice.value)).value;\n"
                + "cli.promptForConfirmation = async () => true;\n";
    }

    private static List<JsonObject> posted(List<RecordedRequest> requests, String end) {
        return requests.stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith(end))
                .map(request -> JsonParser.parseString(request.body()).getAsJsonObject())
                .toList();
    }

    private static Set<String> set(JsonArray array) {
        Set<String> all = new TreeSet<>();
        array.forEach(each -> all.add(each.getAsString()));
        return all;
    }

    /** By the API, the permissions asked for. */
    private static Map<String, Set<JsonElement>> access(JsonObject application) {
        Map<String, Set<JsonElement>> access = new TreeMap<>();
        for (JsonElement api : application.getAsJsonArray("requiredResourceAccess")) {
            Set<JsonElement> permissions = new HashSet<>();
            api.getAsJsonObject().getAsJsonArray("resourceAccess").forEach(permissions::add);
            access.put(api.getAsJsonObject().get("resourceAppId").getAsString(), permissions);
        }
        return access;
    }

    /** By the API, the permissions consented to. */
    private static Map<String, Set<String>> granted(List<RecordedRequest> requests) {
        Map<String, Set<String>> granted = new TreeMap<>();
        for (JsonObject grant : posted(requests, "/oauth2PermissionGrants")) {
            assertEquals("AllPrincipals", grant.get("consentType").getAsString());
            granted.put(
                    grant.get("resourceId").getAsString(),
                    new TreeSet<>(Arrays.asList(grant.get("scope").getAsString().split(" "))));
        }
        return granted;
    }

    @ParameterizedTest
    @EnumSource
    void makesTheSameApplication(ApplicationSetup.Permissions permissions, @TempDir Path home) throws Exception {
        try (StandInTenant tenant = StandInTenant.start()) {
            CliSignIn cli = new CliSignIn(tenant, CLI, home);
            Files.writeString(home.resolve("person.mjs"), answers(permissions), StandardOpenOption.APPEND);
            CliSignIn.Run run = cli.run(List.of("setup"), Map.of());
            assertEquals(0, run.exitCode(), run.errors());
            tenant.clearRequests();
            ApplicationSetup.Answer made = new ApplicationSetup(
                            new TenantHttp(tenant), Map.of(), Clock.systemUTC(), Signed.NO_PAUSE)
                    .make(
                            new ApplicationSetup.Wish("CLI for M365", Cloud.PUBLIC, "", permissions, true),
                            new Person(tenant));
            assertInstanceOf(ApplicationSetup.Answer.Made.class, made, made::toString);
            List<RecordedRequest> theirs = run.requests();
            List<RecordedRequest> ours = tenant.requests();

            assertEquals(
                    theirs.stream()
                            .filter(request -> request.path().endsWith("/token"))
                            .map(request -> request.form().text("client_id"))
                            .toList(),
                    List.of(ApplicationSetup.AZURE_CLI));
            JsonObject their = posted(theirs, "/applications").get(0);
            JsonObject our = posted(ours, "/applications").get(0);
            assertEquals(their.keySet(), our.keySet());
            for (String same : List.of("displayName", "signInAudience", "isFallbackPublicClient")) {
                assertEquals(their.get(same), our.get(same));
            }
            assertEquals(access(their), access(our));
            Set<String> more = set(our.getAsJsonObject("publicClient").getAsJsonArray("redirectUris"));
            assertTrue(
                    more.containsAll(set(their.getAsJsonObject("publicClient").getAsJsonArray("redirectUris"))));
            assertEquals(
                    posted(theirs, "/servicePrincipals").get(0).keySet(),
                    posted(ours, "/servicePrincipals").get(0).keySet());
            assertEquals(granted(theirs), granted(ours));
        }
    }
}
