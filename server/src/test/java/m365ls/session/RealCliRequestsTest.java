package m365ls.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import m365ls.fixtures.tenant.CliSignIn;
import m365ls.fixtures.tenant.CliSignIn.Method;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds what the session sends against what the real CLI sends, field by field, for every way of the CLI to sign in, and
 * for a second service after it. The differences are those of the table in {@code docs/differences.md}: each that is seen
 * stands there, and each that stands there is seen.
 */
@Tag("long")
final class RealCliRequestsTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Path CLI = ROOT.resolve("server/cli-host/node_modules/@pnp/cli-microsoft365");
    private static final String SITE = "https://contoso.sharepoint.com";
    private static final String VIRTUAL_MACHINE = "virtual machine";
    private static final String NONE = "-";

    /** A way to sign in, for the CLI and for the session. */
    private record Way(
            String name, Method method, List<String> options, Map<String, String> environment, SignIn ours) {}

    /** What is sent in another way: {@code cli} and {@code ours} are values of a field, or {@link #NONE}. */
    private record Difference(String way, String request, String field, String cli, String ours) {
        @Override
        public String toString() {
            return "| " + String.join(" | ", way, request, field, cli, ours) + " |";
        }
    }

    /** A line of the table. A cell holds one text, several with commas between, each perhaps with {@code *} at its end. */
    private record Listed(List<String> cells) {
        boolean isOf(Difference seen) {
            return is(0, seen.way())
                    && is(1, seen.request().replaceFirst(" \\(\\d+\\)$", ""))
                    && is(2, seen.field())
                    && is(3, seen.cli())
                    && is(4, seen.ours());
        }

        private boolean is(int column, String value) {
            String cell = cells.get(column);
            return cell.equals(value) || Stream.of(cell.split(", ")).anyMatch(text -> fits(text, value));
        }

        private static boolean fits(String text, String value) {
            return (text.endsWith("*") && !text.endsWith("/*"))
                    ? value.startsWith(text.substring(0, text.length() - 1))
                    : value.equals(text);
        }
    }

    private static List<Way> ways(StandInTenant tenant) throws IOException {
        String pfx = tenant.pfxFile().toString();
        Map<String, String> machine = tenant.appServiceEnvironment();
        return List.of(
                new Way("device code", Method.DEVICE_CODE, List.of(), Map.of(), new SignIn.DeviceCode()),
                new Way("browser", Method.BROWSER, List.of(), Map.of(), new SignIn.Browser()),
                new Way(
                        "password",
                        Method.PASSWORD,
                        List.of(
                                "--userName",
                                tenant.user().name(),
                                "--password",
                                tenant.user().password()),
                        Map.of(),
                        new SignIn.Password(
                                tenant.user().name(), Secret.of(tenant.user().password()))),
                new Way(
                        "certificate",
                        Method.CERTIFICATE,
                        List.of("--certificateFile", pfx, "--password", tenant.pfxPassword()),
                        Map.of(),
                        Signed.certificate(tenant.pfxFile(), tenant.pfxPassword(), "")),
                new Way(
                        "key and thumbprint",
                        Method.CERTIFICATE,
                        List.of(
                                "--certificateFile",
                                tenant.pemKeyFile().toString(),
                                "--thumbprint",
                                tenant.thumbprint()),
                        Map.of(),
                        Signed.certificate(tenant.pemKeyFile(), "", tenant.thumbprint())),
                new Way(
                        "secret",
                        Method.SECRET,
                        List.of("--secret", tenant.clientSecret()),
                        Map.of(),
                        new SignIn.ClientSecret(Secret.of(tenant.clientSecret()))),
                new Way("App Service", Method.IDENTITY, List.of(), machine, new SignIn.ManagedIdentity("")),
                new Way(
                        "assigned identity",
                        Method.IDENTITY,
                        List.of("--userName", tenant.assignedIdentityPrincipalId()),
                        machine,
                        new SignIn.ManagedIdentity(tenant.assignedIdentityPrincipalId())),
                new Way(
                        "Cloud Shell",
                        Method.IDENTITY,
                        List.of(),
                        tenant.cloudShellEnvironment(),
                        new SignIn.ManagedIdentity("")),
                // The session passes a proxy by on its way there; this way's requests are led through it by the test.
                new Way(
                        VIRTUAL_MACHINE,
                        Method.IDENTITY,
                        List.of(),
                        Map.of("HTTP_PROXY", tenant.proxyUri().toString()),
                        new SignIn.ManagedIdentity("")),
                new Way(
                        "GitHub Actions",
                        Method.FEDERATED_IDENTITY,
                        List.of(),
                        tenant.githubEnvironment(),
                        new SignIn.FederatedIdentity()),
                new Way(
                        "Azure DevOps",
                        Method.FEDERATED_IDENTITY,
                        List.of(),
                        tenant.devOpsEnvironment(),
                        new SignIn.FederatedIdentity()));
    }

    private static SentRequests byTheCli(StandInTenant tenant, Way way, Path home)
            throws IOException, InterruptedException {
        tenant.clearRequests();
        if (way.name().equals(VIRTUAL_MACHINE)) {
            tenant.beVirtualMachine();
        }
        CliSignIn cli = new CliSignIn(tenant, CLI, home);
        CliSignIn.Run signedIn = cli.signIn(way.method(), way.options(), way.environment());
        assertEquals(0, signedIn.exitCode(), way.name() + signedIn.errors());
        CliSignIn.Run asked = cli.run(List.of("request", "--url", SITE + "/_api/web"), way.environment());
        // SharePoint refuses applications with a secret; the token is asked for nevertheless.
        assertEquals(way.method() == Method.SECRET ? 1 : 0, asked.exitCode(), way.name() + asked.errors());
        return SentRequests.of(tenant, tenant.requests());
    }

    private static SentRequests byTheSession(StandInTenant tenant, Way way) throws InterruptedException {
        tenant.clearRequests();
        Http http = way.name().equals(VIRTUAL_MACHINE)
                ? throughTheProxy(tenant)
                : new JdkHttp(
                        new NetworkSettings(tenant.proxyUri().toString(), List.of(), List.of(tenant.caFile()), false));
        try (EntraSession session = new EntraSession(new EntraSession.Surroundings(
                http, new MemoryStore(), way.environment(), Clock.systemUTC(), EditorTokens.NONE, Optional::empty))) {
            SignInAnswer answer = session.signIn(way.ours(), Signed.application(tenant), "", new Person(tenant));
            Connection connection = assertInstanceOf(SignInAnswer.SignedIn.class, answer, way.name() + answer)
                    .connection();
            Signed.token(session.token(connection, Signed.resource(SITE)));
        }
        return SentRequests.of(tenant, tenant.requests());
    }

    private static Http throughTheProxy(StandInTenant tenant) {
        tenant.beVirtualMachine();
        HttpClient proxied = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(tenant.proxyAddress()))
                .build();
        return call -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(call.address());
            call.headers().forEach(request::header);
            HttpResponse<byte[]> answer = proxied.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new HttpAnswer(answer.statusCode(), answer.headers().map(), answer.body());
        };
    }

    private static List<Difference> differences(String way, SentRequests cli, SentRequests ours) {
        List<Difference> found = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(cli.names());
        names.addAll(ours.names());
        for (String name : names) {
            boolean both = cli.names().contains(name) && ours.names().contains(name);
            if (!both) {
                boolean sent = cli.names().contains(name);
                found.add(new Difference(way, name, "the request", sent ? "sent" : NONE, sent ? NONE : "sent"));
                continue;
            }
            Set<String> fields = new TreeSet<>(cli.fields(name).keySet());
            fields.addAll(ours.fields(name).keySet());
            for (String field : fields) {
                String theirs = cli.fields(name).getOrDefault(field, NONE);
                String own = ours.fields(name).getOrDefault(field, NONE);
                if (!theirs.equals(own)) {
                    found.add(new Difference(way, name, field, theirs, own));
                }
            }
        }
        return found;
    }

    /** The lines of the page's only table with six columns. */
    private static List<Listed> listed() throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve("docs/differences.md"))) {
            return lines.filter(line -> line.startsWith("| ")
                            && line.chars().filter(c -> c == '|').count() == 7)
                    .skip(1)
                    .map(line -> new Listed(Stream.of(line.split("\\|"))
                            .skip(1)
                            .map(cell -> cell.strip().replace("`", ""))
                            .toList()))
                    .toList();
        }
    }

    @Test
    void sendsWhatTheCliSendsButForTheListedDifferences(@TempDir Path folder) throws Exception {
        Map<String, List<Difference>> seen = new LinkedHashMap<>();
        try (StandInTenant tenant = StandInTenant.start()) {
            for (Way way : ways(tenant)) {
                SentRequests cli = byTheCli(tenant, way, folder.resolve(way.name()));
                SentRequests ours = byTheSession(tenant, way);
                assertTrue(!cli.names().isEmpty() && !ours.names().isEmpty(), way.name());
                seen.put(way.name(), differences(way.name(), cli, ours));
            }
            assertEquals(List.of(), tenant.refusals());
        }
        List<Listed> listed = listed();
        List<String> unlisted = seen.values().stream()
                .flatMap(List::stream)
                .filter(difference -> listed.stream().noneMatch(line -> line.isOf(difference)))
                .map(Difference::toString)
                .toList();
        List<String> gone = listed.stream()
                .filter(line -> seen.values().stream().flatMap(List::stream).noneMatch(line::isOf))
                .map(line -> String.join(" | ", line.cells()))
                .toList();
        assertEquals("", String.join("\n", unlisted), "not in docs/differences.md");
        assertEquals("", String.join("\n", gone), "in docs/differences.md, but not seen");
    }
}
