package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.resource;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities of machines whose endpoints have an address that a test cannot listen on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManagedIdentityTest {
    private static final Resource GRAPH = resource(Service.GRAPH);
    private static final String AGENT = "http://localhost:40342/metadata/identity/oauth2/token";
    private static final Map<String, String> ARC =
            Map.of("IDENTITY_ENDPOINT", AGENT, "IMDS_ENDPOINT", "http://localhost:40342");

    @TempDir
    private Path folder;

    private StandInTenant tenant;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    private static TokenAnswer fetch(Http http, Map<String, String> environment, String assigned, Path secrets)
            throws InterruptedException {
        return new ManagedIdentity(http, environment, assigned, Clock.systemUTC(), secrets)
                .fetch(GRAPH, TokenSource.How.USUAL)
                .answer();
    }

    /** A virtual machine of the tenant's, where 169.254.169.254 is answered. */
    private Http virtualMachine(List<HttpCall> seen) {
        TenantHttp real = new TenantHttp(tenant);
        return call -> {
            seen.add(call);
            assertEquals("169.254.169.254", call.address().getHost());
            assertEquals(HttpCall.Route.DIRECT, call.route());
            URI there = URI.create(
                    tenant.virtualMachineEndpoint() + "?" + call.address().getRawQuery());
            HttpCall moved = HttpCall.of(call.method(), there).direct();
            for (Map.Entry<String, String> header : call.headers().entrySet()) {
                moved = moved.with(header.getKey(), header.getValue());
            }
            return real.send(moved);
        };
    }

    @Test
    void asksTheEndpointOfAVirtualMachine() throws InterruptedException {
        List<HttpCall> seen = new ArrayList<>();
        AccessToken token = token(fetch(virtualMachine(seen), Map.of(), "", folder));
        assertEquals(Identity.Kind.APPLICATION, token.identity().kind());
        assertEquals("http", seen.get(0).address().getScheme());
        assertEquals("/metadata/identity/oauth2/token", seen.get(0).address().getPath());
        assertEquals("true", seen.get(0).headers().get("Metadata"));
        assertEquals(
                "resource=https%3A%2F%2Fgraph.microsoft.com&api-version=2018-02-01",
                seen.get(0).address().getRawQuery());
    }

    @Test
    void asksAVirtualMachineForAnIdentityByClientIdThenByObjectId() throws InterruptedException {
        List<HttpCall> seen = new ArrayList<>();
        Http http = virtualMachine(seen);
        token(fetch(http, Map.of(), tenant.assignedIdentityClientId(), folder));
        assertEquals(1, seen.size());
        token(fetch(http, Map.of(), tenant.assignedIdentityPrincipalId(), folder));
        assertEquals(3, seen.size());
        assertTrue(seen.get(2).address().getRawQuery().contains("&object_id="));
        TokenAnswer.Needs needs = needs(fetch(http, Map.of(), "00000000-0000-0000-0000-000000000009", folder));
        assertEquals(Need.CHECK_APPLICATION, needs.need());
        assertTrue(needs.reason().contains("no managed identity of that id"), needs.reason());
    }

    @Test
    void saysThatThisIsNoMachineOfAzure() throws InterruptedException {
        Http nowhere = call -> {
            throw new IOException("no route");
        };
        for (Map<String, String> environment : List.of(Map.<String, String>of(), ARC)) {
            TokenAnswer.Needs needs = needs(fetch(nowhere, environment, "", folder));
            assertEquals(Need.OFFLINE, needs.need());
            assertTrue(needs.reason().contains("only on a machine of Azure"), needs.reason());
        }
    }

    @Test
    void asksLaterWhereTheEndpointIsBusy() throws InterruptedException {
        Http busy = call -> new HttpAnswer(429, Map.of("Retry-After", List.of("9")), new byte[0]);
        TokenAnswer.Needs needs = needs(fetch(busy, Map.of(), "", folder));
        assertEquals(Need.RETRY_LATER, needs.need());
        assertEquals(Duration.ofSeconds(9), needs.retryAfter());
    }

    @Test
    void reckonsTheLifeOfATokenByThisMachinesClock() throws InterruptedException {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        Http http = call -> new HttpAnswer(
                200,
                Map.of(),
                "{\"access_token\":\"a\",\"expires_in\":\"3600\",\"expires_on\":\"1893000000\"}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        AccessToken token = token(new ManagedIdentity(http, Map.of(), "", Clock.fixed(now, ZoneOffset.UTC), folder)
                .fetch(GRAPH, TokenSource.How.USUAL)
                .answer());
        assertEquals(now.plusSeconds(3600), token.expires());
    }

    // ---- Azure Arc ----

    private static HttpAnswer challenge(String realm) {
        return new HttpAnswer(401, Map.of("WWW-Authenticate", List.of("Basic realm=" + realm)), new byte[0]);
    }

    /** An agent that asks for {@code file}, and gives a token to who sends what the agent has put there. */
    private Http agent(String realm, String secret, List<HttpCall> seen) {
        return call -> {
            seen.add(call);
            assertEquals(HttpCall.Route.DIRECT, call.route());
            boolean proven = ("Basic " + secret).equals(call.headers().get("Authorization"));
            String token = "{\"access_token\":\"" + tenant.userToken(GRAPH.address()) + "\",\"expires_in\":\"3600\"}";
            return proven
                    ? new HttpAnswer(200, Map.of(), token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    : challenge(realm);
        };
    }

    @Test
    void provesItselfToTheAgentOfAzureArc() throws InterruptedException, IOException {
        Path file = Files.writeString(folder.resolve("one.key"), "agents-secret\n");
        List<HttpCall> seen = new ArrayList<>();
        token(fetch(agent(file.toString(), "agents-secret", seen), ARC, "", folder));
        assertEquals(2, seen.size());
        assertEquals(
                AGENT + "?api-version=2020-06-01&resource=https%3A%2F%2Fgraph.microsoft.com",
                seen.get(0).address().toString());
        assertEquals("true", seen.get(0).headers().get("Metadata"));
        token(fetch(agent("\"" + file + "\"", "agents-secret", seen), ARC, "", folder));
    }

    @Test
    void provesItselfToTheTenantsAgent() throws InterruptedException {
        AccessToken token = token(fetch(new TenantHttp(tenant), tenant.arcEnvironment(), "", tenant.arcFolder()));
        assertEquals(Identity.Kind.APPLICATION, token.identity().kind());
    }

    @Test
    void sendsTheAgentNoFileButItsOwn() throws IOException, InterruptedException {
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.key"), "private");
        Path below = Files.createDirectory(tokens.resolve("below")).resolve("x.key");
        Files.writeString(below, "private");
        Path otherEnding = Files.writeString(tokens.resolve("id_rsa"), "private");
        Path large = Files.writeString(tokens.resolve("large.key"), "x".repeat(4097));
        for (String realm : List.of(
                elsewhere.toString(),
                tokens + "/../elsewhere.key",
                below.toString(),
                otherEnding.toString(),
                large.toString(),
                tokens.resolve("missing.key").toString(),
                "relative.key",
                "/")) {
            List<HttpCall> seen = new ArrayList<>();
            TokenAnswer.Needs needs = needs(fetch(agent(realm, "private", seen), ARC, "", tokens));
            assertEquals(Need.CHECK_APPLICATION, needs.need(), realm);
            assertEquals(1, seen.size(), realm);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer realm=x", "Basic", "Basic realm="})
    void refusesAnAgentThatAsksInAnotherWay(String header) throws InterruptedException {
        Http http = call -> new HttpAnswer(401, Map.of("WWW-Authenticate", List.of(header)), new byte[0]);
        assertEquals(Need.CHECK_APPLICATION, needs(fetch(http, ARC, "", folder)).need());
    }

    @Test
    void saysThatAzureArcHasNoIdentitiesToChooseFrom() throws InterruptedException {
        Http none = call -> {
            throw new IOException("not asked");
        };
        TokenAnswer.Needs needs = needs(fetch(none, ARC, tenant.assignedIdentityClientId(), folder));
        assertEquals(Need.CHECK_APPLICATION, needs.need());
    }

    @Test
    void knowsWhereTheAgentKeepsItsFiles() {
        assertEquals(Path.of("/var/opt/azcmagent/tokens"), AzureArc.secrets("Linux", Map.of()));
        assertEquals(
                Path.of("D:\\Data", "AzureConnectedMachineAgent", "Tokens"),
                AzureArc.secrets("Windows Server 2025", Map.of("ProgramData", "D:\\Data")));
    }

    @Test
    void saysThatAnAddressInTheEnvironmentIsNone() throws InterruptedException {
        Http none = call -> {
            throw new IOException("not asked");
        };
        for (Map<String, String> environment :
                List.of(Map.of("IDENTITY_ENDPOINT", "::"), Map.of("IDENTITY_ENDPOINT", "::", "IMDS_ENDPOINT", "x"))) {
            assertEquals(
                    Need.CHECK_APPLICATION,
                    needs(fetch(none, environment, "", folder)).need());
        }
    }
}
