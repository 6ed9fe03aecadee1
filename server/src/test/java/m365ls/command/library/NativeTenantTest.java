package m365ls.command.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Effect;
import m365ls.command.NativeCommand;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.TenantOptions;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.RecordedRequest;
import m365ls.fixtures.tenant.http.Reply.Dropped;
import m365ls.gateway.ServiceGateway;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.run.Dialogue;
import m365ls.run.History;
import m365ls.run.Journal;
import m365ls.run.JournallingGateway;
import m365ls.run.Order;
import m365ls.run.Outcome;
import m365ls.run.Runner;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.EditorTokens;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Places;
import m365ls.session.Secret;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.Unattended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Native commands as a user runs them: confirmed, through the real gateway, with a session's tokens, on a tenant. */
class NativeTenantTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    /** So that Graph needs three pages for its people. */
    private static final int PEOPLE = 250;

    private static final StandInTenant TENANT =
            StandInTenant.start(TenantOptions.standard().withUserCount(PEOPLE).withObligingServices());

    private static final JdkHttp HTTP =
            new JdkHttp(new NetworkSettings(TENANT.proxyUri().toString(), List.of(), List.of(TENANT.caFile()), false));
    private static final EntraSession SESSION = new EntraSession(new EntraSession.Surroundings(
            HTTP, new MemoryStore(), Map.of(), Clock.systemUTC(), EditorTokens.NONE, Optional::empty));
    private static final ServiceGateway GATEWAY = new ServiceGateway(SESSION, new Places(SESSION, HTTP), HTTP);

    @TempDir
    private Path folder;

    private final Answers answers = new Answers();

    @AfterAll
    static void stop() {
        SESSION.close();
        TENANT.close();
    }

    @BeforeEach
    void forget() {
        TENANT.resetServices();
        TENANT.clearFaults();
        TENANT.clearRequests();
    }

    /** What the user answers, and was told. */
    private static final class Answers implements Dialogue {
        private final List<Confirmation> confirmations = new ArrayList<>();
        private final List<Page> pages = new ArrayList<>();
        private boolean agrees;

        @Override
        public boolean confirm(Confirmation confirmation) {
            confirmations.add(confirmation);
            return agrees;
        }

        @Override
        public Optional<String> ask(ValueQuestion question) {
            return Optional.empty();
        }

        @Override
        public OptionalInt choose(Choice choice) {
            return OptionalInt.of(0);
        }

        @Override
        public boolean mayCall(String host) {
            return false;
        }

        @Override
        public boolean maySendAuthorization(String host) {
            return false;
        }

        @Override
        public void received(Page page) {
            pages.add(page);
        }
    }

    private static Connection person(Cloud cloud) throws InterruptedException {
        return signedIn(
                new SignIn.Password(
                        TENANT.user().name(), Secret.of(TENANT.user().password())),
                cloud);
    }

    private static Connection signedIn(SignIn way, Cloud cloud) throws InterruptedException {
        SignInAnswer answer =
                SESSION.signIn(way, new Application(TENANT.appId(), TENANT.tenantId(), cloud), "", new Unattended());
        Connection connection = assertInstanceOf(SignInAnswer.SignedIn.class, answer, answer::toString)
                .connection();
        TENANT.clearRequests();
        return connection;
    }

    private Outcome run(Connection connection, boolean whatIf, List<String> call) {
        Journal journal = new Journal(folder.resolve("journal"), Clock.systemUTC());
        NativeLibrary library = new NativeLibrary(new NativeLibrary.Surroundings(
                CATALOG, new JournallingGateway(GATEWAY, journal), JsonObject::new, Clock.systemUTC(), time -> {}));
        Runner runner = new Runner(new Runner.Surroundings(
                () -> CATALOG,
                (name, workspace) -> Optional.of(connection),
                List.of(library),
                journal,
                new History(folder.resolve("history")),
                Clock.systemUTC()));
        return runner.run(
                new Order(
                        call,
                        "",
                        new Order.Place(folder, List.of(), "", true),
                        Order.Library.NATIVE,
                        whatIf,
                        Order.Consent.ASK,
                        true,
                        Optional.empty()),
                answers);
    }

    private Outcome run(String call) throws InterruptedException {
        return run(person(Cloud.PUBLIC), false, List.of(call.split(" ")));
    }

    private static Outcome.Ran done(Outcome outcome) {
        Outcome.Ran ran = assertInstanceOf(Outcome.Ran.class, outcome, outcome::toString);
        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals("native", ran.spent().library());
        return ran;
    }

    /** What the library has asked for; the session and the gateway ask for other things, under another name. */
    private static List<RecordedRequest> asked() {
        return TENANT.requests().stream()
                .filter(request ->
                        List.of("NONISV|m365ls|m365ls").equals(request.headers().get("user-agent")))
                .toList();
    }

    private static List<String> hosts() {
        return List.copyOf(
                new TreeSet<>(asked().stream().map(RecordedRequest::host).toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "graph.microsoft.com: entra user get --userName AlexW@contoso.onmicrosoft.com",
                "graph.microsoft.com: entra m365group list --output csv",
                "graph.microsoft.com: teams team list",
                "graph.microsoft.com: teams report useractivitycounts --period D7",
                "graph.microsoft.com: request --url @graph/me",
                "contoso.sharepoint.com: spo web get --url https://contoso.sharepoint.com",
                "contoso.sharepoint.com: spo list list --webUrl https://contoso.sharepoint.com --output text",
                "contoso.sharepoint.com: spo site get --url https://contoso.sharepoint.com",
                "api.flow.microsoft.com: flow environment list",
                "www.yammer.com: viva engage network list"
            })
    void readsFromEachService(String line) throws Exception {
        String[] parts = line.split(": ", 2);
        Outcome.Ran ran = done(run(parts[1]));
        assertFalse(ran.out().isBlank());
        assertEquals(List.of(parts[0]), hosts());
        assertEquals(List.of(), answers.confirmations);
        for (RecordedRequest request : asked()) {
            assertTrue(request.headers().containsKey("authorization"), request.url());
        }
    }

    @Test
    void showsThePagesOfALongList() throws Exception {
        JsonArray people = done(run("entra user list")).result().getAsJsonArray();
        assertEquals(PEOPLE, people.size());
        assertEquals(
                List.of(100, 200, PEOPLE),
                answers.pages.stream().map(Dialogue.Page::total).toList());
        JsonArray shown = new JsonArray();
        answers.pages.forEach(page -> shown.addAll(page.entries()));
        assertEquals(people, shown);
    }

    @Test
    void waitsForABusyServiceAndGoesOn() throws Exception {
        TENANT.failNext(
                Match.path("graph.microsoft.com", "/v1.0/users"),
                1,
                Answer.text(429, "text/plain", "busy").with("Retry-After", "0"));
        assertEquals(
                PEOPLE, done(run("entra user list")).result().getAsJsonArray().size());
    }

    @ParameterizedTest
    @EnumSource
    void findsGraphInEachCloud(Cloud cloud) throws Exception {
        Connection connection = person(cloud);
        Outcome.Ran ran = done(run(connection, false, List.of("entra", "user", "list")));
        assertEquals(PEOPLE, ran.result().getAsJsonArray().size());
        assertEquals(List.of(cloud.graphHost()), hosts());
        String site = "https://contoso" + cloud.sharePointSuffix();
        TENANT.failNext(
                Match.path(cloud.graphHost(), "/v1.0/sites/root"),
                1,
                Answer.text(200, "application/json", "{\"webUrl\":\"" + site + "\"}"));
        done(run(connection, false, List.of("spo", "web", "get", "--url", site)));
        assertEquals(Set.of(cloud.graphHost(), site.substring("https://".length())), Set.copyOf(hosts()));
    }

    @Test
    void refusesApplicationsWhatTheServiceTakesFromPersonsAlone() throws Exception {
        Connection application = signedIn(new SignIn.ClientSecret(Secret.of(TENANT.clientSecret())), Cloud.PUBLIC);
        for (String call : List.of("flow environment list", "viva engage network list")) {
            Outcome.Ran ran = assertInstanceOf(Outcome.Ran.class, run(application, false, List.of(call.split(" "))));
            assertEquals(1, ran.exitCode());
            assertTrue(ran.err().contains("This command requires delegated permissions."), ran.err());
        }
        Outcome.Ran ran = assertInstanceOf(
                Outcome.Ran.class,
                run(application, false, List.of("spo", "web", "get", "--url", "https://contoso.sharepoint.com")));
        assertTrue(ran.err().contains("SharePoint does not support authentication using client ID and secret."));
        assertEquals(List.of(), asked());
        done(run(application, false, List.of("entra", "user", "list")));
    }

    @Test
    void changesNothingWithoutAYes() throws Exception {
        String call = "teams channel add --teamId " + team() + " --name Plans";
        TENANT.clearRequests();
        assertInstanceOf(Outcome.Cancelled.class, run(call));
        assertEquals(TENANT.user().name(), answers.confirmations.get(0).account());
        assertEquals(List.of(), asked());
        answers.agrees = true;
        done(run(call));
        assertEquals(2, answers.confirmations.size());
        assertTrue(done(run("teams channel list --teamId " + team())).out().contains("Plans"));
    }

    private String team() throws InterruptedException {
        return done(run("teams team list"))
                .result()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
    }

    @Test
    void tellsThatAChangeMayHaveBeenDone() throws Exception {
        String call = "teams channel add --teamId " + team() + " --name Plans";
        answers.agrees = true;
        TENANT.failNext(Match.path("graph.microsoft.com", "/v1.0/teams/" + team() + "/channels"), 1, new Dropped());
        assertInstanceOf(Outcome.Unknown.class, run(call));
    }

    /** What may be asked although its method is POST: it changes nothing. */
    private static boolean isRead(RecordedRequest request) {
        return request.method().equals("GET")
                || request.path().endsWith("/contextinfo")
                || request.path().matches(".*/(?:listPackageResources|exportPackage)")
                || (request.path().endsWith("/$batch")
                        && !request.body().matches("(?s).*\"(?:PATCH|POST|PUT|DELETE)\".*"))
                || (request.path().endsWith("/ProcessQuery")
                        && !request.body().matches("(?s).*<(?:SetProperty|Method Name=\"(?:Update|Delete|Add)).*"));
    }

    @Test
    void aWhatIfOfEveryNativeChangeChangesNothing() throws Exception {
        Connection connection = person(Cloud.PUBLIC);
        Files.writeString(folder.resolve(NativeAgreesWithTheCliTest.FILE), "What is sent");
        List<String> others = new ArrayList<>();
        int held = 0;
        for (NativeCommand each : AllCommands.list()) {
            CommandSpec command = CATALOG.find(each.name()).orElseThrow();
            List<List<String>> calls =
                    command.effect() == Effect.READ ? List.of() : NativeAgreesWithTheCliTest.documented(command);
            for (List<String> call : calls) {
                Outcome outcome = run(connection, true, call);
                if (outcome instanceof Outcome.WouldWrite) {
                    held++;
                } else {
                    others.add(call + " " + outcome);
                }
            }
        }
        List<RecordedRequest> changing =
                asked().stream().filter(request -> !isRead(request)).toList();
        assertEquals(List.of(), changing);
        assertEquals(List.of(), answers.confirmations);
        int share = others.size();
        int all = held;
        assertTrue(all > 3 * share, () -> all + " of " + (all + share) + ": " + String.join("\n", others));
    }
}
