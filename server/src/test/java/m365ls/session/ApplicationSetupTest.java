package m365ls.session;

import static m365ls.session.Signed.resource;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.EntraError;
import m365ls.fixtures.tenant.entra.Policy;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.RecordedRequest;
import m365ls.fixtures.tenant.http.Reply;
import m365ls.fixtures.tenant.http.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApplicationSetupTest {
    private static final String GRAPH = "graph.microsoft.com";

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private StandInTenant tenant;
    private Person person;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @BeforeEach
    void begin() {
        person = new Person(tenant);
        pauses.clear();
        tenant.clearFaults();
        tenant.clearRequests();
        tenant.policy().setPeople(Policy.People.WAIT);
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    private ApplicationSetup setup() {
        return new ApplicationSetup(new TenantHttp(tenant), Map.of(), Clock.systemUTC(), pauses::add);
    }

    private static ApplicationSetup.Wish wish(ApplicationSetup.Permissions permissions, boolean browser) {
        return new ApplicationSetup.Wish("Scripts of Contoso", Cloud.PUBLIC, "", permissions, browser);
    }

    private ApplicationSetup.Answer make() throws InterruptedException {
        return setup().make(wish(ApplicationSetup.Permissions.MINIMAL, false), person);
    }

    private ApplicationSetup.Answer.Made made(ApplicationSetup.Answer answer) {
        return assertInstanceOf(ApplicationSetup.Answer.Made.class, answer, answer::toString);
    }

    private TokenAnswer.Needs not(ApplicationSetup.Answer answer) {
        return assertInstanceOf(ApplicationSetup.Answer.Not.class, answer, answer::toString)
                .why();
    }

    private static Match posts(String path) {
        return request -> request.method().equals("POST") && request.path().equals("/v1.0" + path);
    }

    private static boolean isPatch(Request request) {
        return request.method().equals("PATCH");
    }

    private static Answer refusal(int status, String code) {
        return Answer.json(status, Map.of("error", Map.of("code", code, "message", "no")));
    }

    private List<RecordedRequest> graphRequests(String method) {
        return tenant.requests().stream()
                .filter(request ->
                        request.host().equals(GRAPH) && request.method().equals(method))
                .toList();
    }

    private static JsonObject body(RecordedRequest request) {
        return JsonParser.parseString(request.body()).getAsJsonObject();
    }

    private static List<String> redirects(RecordedRequest request) {
        List<String> addresses = new ArrayList<>();
        body(request)
                .getAsJsonObject("publicClient")
                .getAsJsonArray("redirectUris")
                .forEach(address -> addresses.add(address.getAsString()));
        return addresses;
    }

    @Test
    void makesAnApplicationWithWhichOneSignsInByDeviceCodeAndByBrowser() throws InterruptedException {
        ApplicationSetup.Answer.Made made = made(setup().make(wish(ApplicationSetup.Permissions.ALL, false), person));
        assertTrue(made.consented());
        assertEquals("", made.notice());
        assertEquals(tenant.tenantId(), made.application().tenant());
        assertEquals(List.of("code shown", "code gone"), person.log());
        try (Signed signed = Signed.with(tenant)) {
            signed.session.remember(made.application());
            ApplicationChoice.Said nothing = new ApplicationChoice.Said("", "", "");
            Application next = ApplicationChoice.of(nothing, nothing, Map.of(), signed.session.remembered())
                    .application()
                    .orElseThrow();
            assertEquals(made.application(), next);
            for (SignIn way : List.of(new SignIn.DeviceCode(), new SignIn.Browser())) {
                SignInAnswer answer = signed.session.signIn(way, next, "", person);
                Connection connection = assertInstanceOf(SignInAnswer.SignedIn.class, answer, answer::toString)
                        .connection();
                assertEquals(next.clientId(), connection.identity().clientId());
                for (Resource resource : List.of(
                        resource(Service.GRAPH),
                        resource("https://contoso.sharepoint.com"),
                        resource(Service.AZURE_MANAGEMENT),
                        resource(Service.POWER_BI))) {
                    token(signed.session.token(connection, resource));
                }
            }
        }
    }

    @Test
    void signsInByBrowserAsAzureCliAndKeepsNothingOfIt() throws InterruptedException {
        made(setup().make(wish(ApplicationSetup.Permissions.MINIMAL, true), person));
        assertEquals(List.of("opened login.microsoftonline.com"), person.log());
        assertEquals(
                List.of(ApplicationSetup.AZURE_CLI),
                tenant.tokenRequests().stream()
                        .map(request -> request.form().text("client_id"))
                        .distinct()
                        .toList());
        assertEquals(
                List.of("/common/oauth2/v2.0/token"),
                tenant.tokenRequests().stream().map(RecordedRequest::path).toList());
    }

    @Test
    void registersForTheServerForTheCliAndForTheEditor() throws InterruptedException {
        ApplicationSetup.Answer.Made made = made(make());
        RecordedRequest registered = graphRequests("POST").get(0);
        assertEquals("/v1.0/applications", registered.path());
        JsonObject body = body(registered);
        assertEquals("Scripts of Contoso", body.get("displayName").getAsString());
        assertEquals("AzureADMyOrg", body.get("signInAudience").getAsString());
        assertTrue(body.get("isFallbackPublicClient").getAsBoolean());
        List<String> addresses = List.of(
                "http://localhost",
                "https://localhost",
                "https://login.microsoftonline.com/common/oauth2/nativeclient",
                "https://vscode.dev/redirect");
        assertEquals(addresses, redirects(registered));
        RecordedRequest changed = graphRequests("PATCH").get(0);
        List<String> brokers = List.of(
                "ms-appx-web://Microsoft.AAD.BrokerPlugin/" + made.application().clientId(),
                "msauth.com.microsoft.VSCode://auth");
        assertEquals(Stream.of(addresses, brokers).flatMap(List::stream).toList(), redirects(changed));
        assertEquals(
                List.of("/v1.0/applications", "/v1.0/servicePrincipals", "/v1.0/oauth2PermissionGrants"),
                graphRequests("POST").stream().map(RecordedRequest::path).toList());
        JsonObject grant = body(graphRequests("POST").get(2));
        assertEquals("AllPrincipals", grant.get("consentType").getAsString());
        assertEquals("User.Read", grant.get("scope").getAsString());
    }

    @Test
    void asksForEveryPermissionOnceAndByItsId() throws InterruptedException {
        made(setup().make(wish(ApplicationSetup.Permissions.ALL, false), person));
        Set<String> granted = new TreeSet<>();
        List<RecordedRequest> posts = graphRequests("POST");
        for (RecordedRequest grant : posts.subList(2, posts.size())) {
            for (String scope : body(grant).get("scope").getAsString().split(" ")) {
                assertTrue(granted.add(body(grant).get("resourceId").getAsString() + " " + scope));
            }
        }
        Set<String> asked = new TreeSet<>();
        body(posts.get(0))
                .getAsJsonArray("requiredResourceAccess")
                .forEach(api -> api.getAsJsonObject()
                        .getAsJsonArray("resourceAccess")
                        .forEach(permission -> assertTrue(
                                asked.add(permission.getAsJsonObject().get("id").getAsString()))));
        int all = DelegatedPermissions.of(ApplicationSetup.Permissions.ALL).size();
        assertEquals(all, granted.size());
        assertEquals(all, asked.size());
    }

    @Test
    void leavesOutWhatTheTenantDoesNotKnowAndSaysSo() throws InterruptedException {
        JsonObject graph = new JsonObject();
        graph.addProperty("id", "00000000-0000-0000-0000-00000000aaaa");
        graph.addProperty("appId", DelegatedPermissions.GRAPH);
        tenant.failNext(
                Match.path(GRAPH, "/v1.0/servicePrincipals"), 1, Answer.json(200, Map.of("value", List.of(graph))));
        ApplicationSetup.Answer.Made made = made(make());
        assertTrue(made.notice().contains("left out: User.Read."), made.notice());
        assertEquals(
                0,
                body(graphRequests("POST").get(0))
                        .getAsJsonArray("requiredResourceAccess")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/servicePrincipals", "/oauth2PermissionGrants"})
    void saysThatConsentIsMissingAndWhereItIsGiven(String step) throws InterruptedException {
        tenant.failNext(posts(step), 1, refusal(403, "Authorization_RequestDenied"));
        ApplicationSetup.Answer.Made made = made(make());
        assertFalse(made.consented());
        String id = made.application().clientId();
        assertTrue(
                made.notice()
                        .contains("https://login.microsoftonline.com/" + tenant.tenantId() + "/adminconsent?client_id="
                                + id),
                made.notice());
        assertTrue(made.notice().startsWith("The application " + id + " is made."), made.notice());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/servicePrincipals", "/oauth2PermissionGrants"})
    void saysWhatIsMadeWhenALaterStepFails(String step) throws InterruptedException {
        for (Reply failure : List.of(refusal(503, "busy"), new Reply.Dropped(), refusal(500, "fault"))) {
            tenant.failNext(posts(step), 1, failure);
            ApplicationSetup.Answer.Made made = made(make());
            assertFalse(made.consented());
            assertTrue(made.notice().contains(made.application().clientId()), made.notice());
            assertTrue(made.notice().contains("/adminconsent?"), made.notice());
        }
    }

    @Test
    void waitsUntilGraphKnowsWhatItHasMade() throws InterruptedException {
        tenant.failNext(posts("/servicePrincipals"), 2, refusal(400, "Request_BadRequest"));
        tenant.failNext(posts("/oauth2PermissionGrants"), 1, refusal(404, "Request_ResourceNotFound"));
        tenant.failNext(ApplicationSetupTest::isPatch, 1, refusal(404, "Request_ResourceNotFound"));
        assertTrue(made(make()).consented());
        assertEquals(
                List.of(1L, 1L, 2L, 1L),
                pauses.stream().map(Duration::toSeconds).toList());
    }

    @Test
    void waitsAsLongAsGraphAsksButNotForEver() throws InterruptedException {
        tenant.failNext(
                posts("/applications"), 1, refusal(429, "TooManyRequests").with("Retry-After", "7"));
        tenant.failNext(
                posts("/servicePrincipals"), 1, refusal(429, "TooManyRequests").with("Retry-After", "7000"));
        assertTrue(made(make()).consented());
        assertEquals(List.of(7L, 30L), pauses.stream().map(Duration::toSeconds).toList());
    }

    @Test
    void goesOnWithoutTheBrokersAddresses() throws InterruptedException {
        tenant.failNext(ApplicationSetupTest::isPatch, 1, refusal(403, "Authorization_RequestDenied"));
        ApplicationSetup.Answer.Made made = made(make());
        assertTrue(made.consented());
        assertTrue(made.notice().contains("editor's own account"), made.notice());
    }

    @Test
    void saysThatOneMayNotRegisterApplications() throws InterruptedException {
        tenant.failNext(posts("/applications"), 1, refusal(403, "Authorization_RequestDenied"));
        TokenAnswer.Needs why = not(make());
        assertEquals(Need.DENIED, why.need());
        assertTrue(why.reason().contains("may not register applications"), why.reason());
        assertTrue(why.detail().contains("Authorization_RequestDenied"), why.detail());
        assertEquals(1, graphRequests("POST").size());
    }

    @Test
    void saysThatItIsNotKnownWhetherTheApplicationWasMade() throws InterruptedException {
        for (Reply failure :
                List.of(new Reply.Dropped(), refusal(502, "gateway"), Answer.text(201, "text/html", "<h1>hi</h1>"))) {
            tenant.failNext(posts("/applications"), 1, failure);
            TokenAnswer.Needs why = not(make());
            assertTrue(why.reason().contains("may have been made"), why.reason());
            assertTrue(why.reason().contains("\"Scripts of Contoso\""), why.reason());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLICATION_DISABLED", "APPLICATION_UNKNOWN", "CONSENT_MISSING"})
    void saysThatAzureCliMayNotSignIn(EntraError error) throws InterruptedException {
        tenant.failNext(Match.grant("device_code"), error);
        TokenAnswer.Needs why = not(make());
        assertTrue(why.reason().startsWith("Microsoft Azure CLI"), why.reason());
        assertTrue(why.detail().contains("AADSTS" + error.number()), why.detail());
        assertEquals(List.of(), graphRequests("POST"));
    }

    @Test
    void makesNothingWithoutASignIn() throws InterruptedException {
        tenant.policy().setPeople(Policy.People.DECLINE);
        assertEquals(Need.DENIED, not(make()).need());
        assertEquals(
                Need.CHECK_APPLICATION,
                not(setup().make(
                                        new ApplicationSetup.Wish(
                                                " ", Cloud.PUBLIC, "", ApplicationSetup.Permissions.MINIMAL, false),
                                        person))
                        .need());
        assertEquals(List.of(), graphRequests("POST"));
    }

    @Test
    void keepsToTheGivenTenantAndCloud() throws InterruptedException {
        ApplicationSetup.Answer.Made made = made(setup().make(
                        new ApplicationSetup.Wish(
                                "Scripts",
                                Cloud.US_GOV_HIGH,
                                tenant.tenantId(),
                                ApplicationSetup.Permissions.MINIMAL,
                                false),
                        person));
        assertEquals(
                Set.of("login.microsoftonline.us", "graph.microsoft.us"),
                new TreeSet<>(
                        tenant.requests().stream().map(RecordedRequest::host).toList()));
        assertEquals(Cloud.US_GOV_HIGH, made.application().cloud());
        assertTrue(tenant.tokenRequests().get(0).path().startsWith("/" + tenant.tenantId() + "/"));
    }

    @Test
    void saysWhatIsThereWhenItIsInterruptedAfterwards() throws InterruptedException {
        tenant.failNext(posts("/servicePrincipals"), 1, refusal(400, "Request_BadRequest"));
        ApplicationSetup setup = new ApplicationSetup(new TenantHttp(tenant), Map.of(), Clock.systemUTC(), time -> {
            throw new InterruptedException();
        });
        ApplicationSetup.Answer.Made made = made(setup.make(wish(ApplicationSetup.Permissions.MINIMAL, false), person));
        assertTrue(Thread.interrupted());
        assertFalse(made.consented());
        assertTrue(made.notice().contains("cancelled"), made.notice());
    }

    @Test
    void endsWithAnInterruptWhileNothingIsMade() {
        Person leaving = new Person(tenant) {
            @Override
            public boolean openAddress(URI address) throws InterruptedException {
                throw new InterruptedException();
            }
        };
        assertThrows(
                InterruptedException.class,
                () -> setup().make(wish(ApplicationSetup.Permissions.MINIMAL, true), leaving));
        assertEquals(List.of(), graphRequests("POST"));
    }
}
