package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import m365ls.cli.session.Shell.Run;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.EntraError;
import m365ls.fixtures.tenant.entra.Policy;
import m365ls.installation.Machine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignInCommandsTest {

    @TempDir
    Path folder;

    private static StandInTenant tenant;

    private Shell shell = new Shell(Path.of(""));

    @BeforeAll
    static void start() {
        tenant = StandInTenant.start();
    }

    @AfterAll
    static void stop() {
        assertEquals(List.of(), tenant.refusals());
        tenant.close();
    }

    @BeforeEach
    void open() {
        tenant.policy().setPeople(Policy.People.WAIT);
        tenant.policy().setTokenLifetime(Duration.ofHours(1));
        tenant.clearRequests();
        shell = Shell.at(tenant, folder);
    }

    private Run logIn(String... options) {
        String[] args = Stream.concat(Stream.of("login", "--output", "json"), Stream.of(options))
                .toArray(String[]::new);
        return shell.run(args);
    }

    private String userName() {
        return tenant.user().name();
    }

    private String password() {
        return tenant.user().password();
    }

    private Run logInByPassword(String... options) {
        return shell.input(password() + "\n")
                .run(Stream.concat(
                                Stream.of("login", "-o", "json", "-t", "password", "-u", userName(), "-p", "-"),
                                Stream.of(options))
                        .toArray(String[]::new))
                .succeeds();
    }

    private void isTheUser(Run run, String authType) {
        run.succeeds();
        assertEquals(userName(), run.text("connectedAs"));
        assertEquals(authType, run.text("authType"));
        assertEquals("user", run.text("kind"));
        assertEquals(tenant.appId(), run.text("appId"));
        assertEquals(tenant.tenantId(), run.text("tenantId"));
        Run status = shell.run("status", "--output", "json").succeeds();
        assertEquals(run.json(), status.json());
        hidesSecrets(run);
        hidesSecrets(status);
    }

    private void isTheApplication(Run run, String authType) {
        run.succeeds();
        assertEquals(authType, run.text("authType"));
        assertEquals("application", run.text("kind"));
        assertEquals("application", shell.run("status", "-o", "json").succeeds().text("kind"));
        hidesSecrets(run);
    }

    private void hidesSecrets(Run run) {
        String shown = run.out() + run.err();
        for (String secret : List.of(password(), tenant.clientSecret(), tenant.pfxPassword(), "eyJ")) {
            assertFalse(shown.contains(secret), shown);
        }
    }

    // ---- the ways ----

    @Test
    void signsInByDeviceCode() {
        Run run = shell.withPersonAt(tenant).run("login", "-o", "json");
        isTheUser(run, "deviceCode");
        assertTrue(run.err().contains("https://"), run.err());
        assertTrue(run.err().contains("good for 1"), run.err());
    }

    @Test
    void signsInByBrowserAndTellsTheAddressToo() throws IOException {
        shell.withBrowserAt(tenant);
        Run run = logIn("--authType", "browser");
        isTheUser(run, "browser");
        String address = run.err()
                .lines()
                .filter(line -> line.startsWith("  https://"))
                .findFirst()
                .orElseThrow()
                .strip();
        assertTrue(address.contains("code_challenge_method=S256"), address);
        Path told = folder.resolve("bin").resolve("xdg-open.arguments");
        while (!Files.exists(told) || Files.size(told) == 0) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(address), Files.readAllLines(told));
    }

    @Test
    void signsInByAPasswordOfStandardInput() {
        isTheUser(logInByPassword(), "password");
    }

    @Test
    void asksForWhatIsMissingAtATerminalAndKeepsItToItself() {
        shell.typing(userName(), password());
        isTheUser(logIn("-t", "password"), "password");
        assertEquals(List.of("User name:", "Password of " + userName() + ":"), shell.asked());
    }

    @Test
    void signsInWithACertificateOfEveryForm() throws IOException {
        shell.input(tenant.pfxPassword());
        String[][] ways = {
            {"-c", tenant.pfxFile().toString(), "-p", "-"},
            {"-c", tenant.pfxFileWithoutPassword().toString()},
            {"-c", tenant.pfxFileWithoutPassword().toString(), "--password"},
            {"-c", tenant.pemFile().toString()},
            {"-c", tenant.pemPkcs1File().toString()},
            {"-c", tenant.pemKeyFile().toString(), "--thumbprint", tenant.thumbprint()},
            {"--certificateBase64Encoded", base64(tenant.pfxFileWithoutPassword())},
        };
        for (String[] way : ways) {
            isTheApplication(
                    logIn(Stream.concat(Stream.of("-t", "certificate"), Stream.of(way))
                            .toArray(String[]::new)),
                    "certificate");
        }
    }

    @Test
    void asksForThePasswordOfACertificateThatHasOne() throws IOException {
        Run refused =
                logIn("-t", "certificate", "-c", tenant.pfxFile().toString()).fails(1);
        assertTrue(refused.err().contains("password"), refused.err());
        shell.typing(tenant.pfxPassword());
        isTheApplication(logIn("-t", "certificate", "-c", tenant.pfxFile().toString()), "certificate");
        assertEquals(List.of("Password of the certificate:"), shell.asked());
        isTheApplication(logIn("-t", "certificate", "-c", tenant.pemFile().toString()), "certificate");
        assertEquals(1, shell.asked().size());
        Path nothing = Files.writeString(folder.resolve("nothing.pfx"), "nothing");
        Run none = logIn("-t", "certificate", "-c", nothing.toString()).fails(1);
        assertTrue(
                none.err().contains("neither a PFX nor a PEM") || none.err().contains("could not be opened"),
                none.err());
        assertEquals(1, shell.asked().size());
        logIn("-t", "certificate", "-c", folder.toString()).fails(1);
    }

    @Test
    void readsACertificateOfStandardInput() throws IOException {
        shell.input(base64(tenant.pfxFileWithoutPassword()) + "\n");
        Run run = logIn("-t", "certificate", "--certificateBase64Encoded", "-");
        isTheApplication(run, "certificate");
        assertFalse(run.err().contains("Everybody"), run.err());
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    @Test
    void warnsOfASecretAmongTheArgumentsButUsesIt() {
        Run run = logIn("--authType", "secret", "--secret", tenant.clientSecret());
        isTheApplication(run, "secret");
        assertTrue(run.err().contains("Everybody on this machine can read the arguments"), run.err());
    }

    @Test
    void takesASecretFromStandardInputOrTheTerminal() {
        Run run = shell.input(tenant.clientSecret() + "\r\n").run("login", "-o", "json", "-t", "secret", "-s", "-");
        isTheApplication(run, "secret");
        assertEquals("", run.err());
        isTheApplication(shell.typing(tenant.clientSecret()).run("login", "-o", "json", "-t", "secret"), "secret");
        assertEquals(List.of("Secret of the application " + tenant.appId() + ":"), shell.asked());
    }

    @Test
    void signsInAsTheMachineWithoutAnApplicationOrAProxy() {
        shell.unset("CLIMICROSOFT365_ENTRAAPPID", "CLIMICROSOFT365_TENANT").set(tenant.appServiceEnvironment());
        isTheApplication(logIn("-t", "identity"), "identity");
        isTheApplication(logIn("-t", "identity", "-u", tenant.assignedIdentityClientId()), "identity");
    }

    @Test
    void signsInAsAJobOfAPipeline() {
        for (Map<String, String> job : List.of(tenant.githubEnvironment(), tenant.devOpsEnvironment())) {
            Shell pipeline = Shell.at(tenant, folder).set(job);
            Run run = pipeline.run("login", "-o", "json", "--authType", "federatedidentity")
                    .succeeds();
            assertEquals("federatedIdentity", run.text("authType"));
            assertEquals("application", run.text("kind"));
        }
    }

    @Test
    void leavesTheEditorsAccountToTheEditor() {
        Run run = logIn("-t", "editor").fails(2);
        assertTrue(run.err().contains("within the editor only"), run.err());
    }

    // ---- what can go wrong ----

    @Test
    void saysWhyAndKeepsNothing() {
        Run run = shell.input("wrong")
                .run("login", "-t", "password", "-u", userName(), "-p", "-")
                .fails(1);
        assertTrue(run.err().contains("AADSTS"), run.err());
        assertEquals("", run.out());
        shell.run("status").fails(1);
    }

    @Test
    void whatCannotBeATenantOrAnApplicationIsRefusedBeforeAnythingIsSent() {
        for (String wrong : List.of("a b", "../x?y=z", "contoso.com/x", "-")) {
            Run run = logIn("--tenant=" + wrong).fails(1);
            assertTrue(run.err().contains("is no tenant"), run.err());
        }
        Run run = shell.unset("CLIMICROSOFT365_ENTRAAPPID")
                .set(tenant.githubEnvironment())
                .run("login", "-t", "federatedIdentity")
                .fails(1);
        assertTrue(run.err().contains("No application is named"), run.err());
        assertEquals(List.of(), tenant.requests());
    }

    @Test
    void aKeyFileThatCannotBeWrittenIsSaidSo() throws IOException {
        shell.set("M365LS_HOME", Files.writeString(folder.resolve("file"), "").toString());
        Run run = shell.run("login").fails(1);
        assertTrue(run.err().contains("storage.key"), run.err());
        assertFalse(run.err().contains("Choose --key-in-file"), run.err());
        assertEquals(List.of(), tenant.requests());
    }

    @Test
    void aDeclinedCodeIsARefusal() {
        tenant.policy().setPeople(Policy.People.DECLINE);
        Run run = shell.run("login").fails(1);
        assertEquals("", run.out());
        shell.run("status").fails(1);
    }

    @Test
    void aMachineWithoutABrowserIsToldOfDeviceCodes() {
        Run run = logIn("-t", "browser").fails(1);
        assertTrue(run.err().contains("--authType deviceCode"), run.err());
        assertEquals(List.of(), tenant.tokenRequests());
    }

    @Test
    void aProxyThatIsAwayIsSaidSo() {
        shell.set("HTTPS_PROXY", "http://127.0.0.1:1");
        Run run = shell.run("login").fails(1);
        assertTrue(run.err().contains("proxy"), run.err());
    }

    @Test
    void whatCannotBeUsedAsAProxyOrAnAuthorityIsSaidSo() {
        Run proxy = shell.run("login", "--proxy", "socks5://user:hidden-word@127.0.0.1:9")
                .fails(1);
        assertTrue(proxy.err().contains("socks5://"), proxy.err());
        assertFalse(proxy.err().contains("hidden-word"), proxy.err());
        Run authority = shell.run(
                        "login", "--ca-file", folder.resolve("none.pem").toString())
                .fails(1);
        assertTrue(authority.err().contains("none.pem"), authority.err());
    }

    @Test
    void optionsOfTheNetworkTakeThePlaceOfTheEnvironment() {
        shell.unset("HTTPS_PROXY", "NODE_EXTRA_CA_CERTS").input(password());
        shell.run(
                        "login",
                        "-t",
                        "password",
                        "-u",
                        userName(),
                        "-p",
                        "-",
                        "--proxy",
                        tenant.proxyUri().toString(),
                        "--ca-file",
                        tenant.caFile().toString())
                .succeeds();
    }

    @Test
    void signsInToAProxyThatWantsAPassword() {
        try (StandInTenant guarded = StandInTenant.start()) {
            guarded.requireProxyCredentials("anna", "p@ss word");
            String[] logIn = {"login", "-t", "password", "-u", userName(), "-p", "-"};
            Shell there = Shell.at(guarded, folder).input(guarded.user().password());
            Run refused = there.run(logIn).fails(1);
            assertTrue(refused.err().contains("proxy"), refused.err());
            there.set(
                    "HTTPS_PROXY",
                    "http://anna:p%40ss%20word@127.0.0.1:"
                            + guarded.proxyAddress().getPort());
            there.run(logIn).succeeds();
        }
    }

    // ---- storage ----

    @Test
    void wantsAPlaceForTheKeyBeforeItAsksOrSendsAnything() {
        shell.unset("M365LS_KEY_IN_FILE").on(Machine.Platform.WINDOWS);
        Run run = shell.typing().run("login").fails(1);
        assertTrue(run.err().contains("--key-in-file"), run.err());
        assertEquals(List.of(), shell.asked());
        assertEquals(List.of(), tenant.requests());
        assertFalse(Files.exists(folder.resolve("m365ls").resolve("keys").resolve("storage.key")));
    }

    @Test
    void goesOnWithAKeyFileThatWasChosenOnce() {
        shell.unset("M365LS_KEY_IN_FILE").on(Machine.Platform.WINDOWS);
        logInByPassword("--key-in-file");
        Run run = shell.run("status").succeeds();
        assertTrue(run.out().contains("storage.key"), run.out());
    }

    @Test
    void aDamagedStoreIsSaidAndSurvived() throws IOException {
        logInByPassword();
        try (Stream<Path> files = Files.list(folder.resolve("m365ls").resolve("connections"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".connection")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        Run run = shell.run("status").fails(1);
        assertTrue(run.err().contains("damaged"), run.err());
        logInByPassword();
    }

    @Test
    void nothingIsSentAndNoKeyIsMadeBeforeSomebodySignsIn() {
        for (String[] command : new String[][] {
            {"status"},
            {"logout"},
            {"logout", "--all"},
            {"connections", "list"},
            {"connections", "use", "-n", "x"},
            {"connections", "remove", "-n", "x", "-f"},
            {"connections", "import"},
            {"connections", "import", "--list"},
            {"login", "--help"}
        }) {
            shell.run(command);
        }
        assertEquals(List.of(), tenant.requests());
        assertFalse(Files.exists(folder.resolve("m365ls")));
    }

    // ---- status ----

    @Test
    void tellsWhoHowWhereAndUntilWhen() {
        logInByPassword();
        Run run = shell.run("status").succeeds();
        for (String part : List.of(
                userName(), "password", tenant.tenantId(), tenant.appId(), "Public", "token until", "connections")) {
            assertTrue(run.out().contains(part), run.out());
        }
        hidesSecrets(run);
    }

    @Test
    void renewsATokenThatHasEndedWithoutAQuestion() {
        tenant.policy().setTokenLifetime(Duration.ZERO);
        logInByPassword();
        tenant.clearRequests();
        tenant.policy().setTokenLifetime(Duration.ofHours(1));
        shell.run("status").succeeds();
        assertEquals(1, tenant.tokenRequests().size());
    }

    @Test
    void saysThatASignInHasEnded() {
        tenant.policy().setTokenLifetime(Duration.ZERO);
        logInByPassword();
        tenant.endRefreshTokens(EntraError.REFRESH_INACTIVE);
        Run run = shell.run("status").fails(1);
        assertTrue(run.out().contains(userName()), run.out());
        assertTrue(run.err().contains("m365ls login"), run.err());
    }

    @Test
    void saysThatTheNetworkIsAway() {
        tenant.policy().setTokenLifetime(Duration.ZERO);
        logInByPassword();
        shell.set("HTTPS_PROXY", "http://127.0.0.1:1");
        Run run = shell.run("status").succeeds();
        assertTrue(run.err().contains("not known"), run.err());
    }

    // ---- login --ensure ----

    @Test
    void signsInOnceForWhoEnsures() {
        shell.withPersonAt(tenant);
        shell.run("login", "--ensure").succeeds();
        tenant.clearRequests();
        Run again = shell.run("login", "--ensure", "-o", "json").succeeds();
        assertEquals(userName(), again.text("connectedAs"));
        assertEquals(List.of(), tenant.tokenRequests());
        assertEquals("", again.err());
        for (String[] other : new String[][] {
            {"--appId", "00000000-0000-0000-0000-000000000001"},
            {"--tenant", "fabrikam.onmicrosoft.com"},
            {"--userName", "somebody@contoso.com"},
            {"--connectionName", "another"},
        }) {
            tenant.clearRequests();
            shell.run("login", "--ensure", other[0], other[1]);
            assertTrue(
                    tenant.requests().stream()
                            .anyMatch(request -> request.path().endsWith("/devicecode")),
                    other[0]);
        }
    }

    // ---- connections ----

    @Test
    void keepsSeveralConnectionsAndOneActive() {
        logInByPassword("--connectionName", "people");
        shell.input(tenant.clientSecret())
                .run("login", "-t", "secret", "-s", "-", "--connectionName", "machines")
                .succeeds();
        Run list = shell.run("connections", "list").succeeds();
        assertTrue(list.out().lines().anyMatch(line -> line.startsWith("* machines ")), list.out());
        assertTrue(list.out().lines().anyMatch(line -> line.startsWith("  people ")), list.out());
        shell.run("connection", "use", "--name", "people").succeeds();
        assertEquals("people", shell.run("status", "-o", "json").text("connectionName"));
        shell.run("connection", "set", "-n", "people", "--newName", "staff").succeeds();
        assertEquals("staff", shell.run("status", "-o", "json").text("connectionName"));
        Run taken = shell.run("connections", "rename", "-n", "staff", "--newName", "machines")
                .fails(1);
        assertTrue(taken.err().contains("'machines' already"), taken.err());
        assertTrue(shell.run("connections", "list", "-o", "json").out().contains("\"staff\""));
        Run left = shell.run("logout").succeeds();
        assertTrue(left.err().contains("1 is left"), left.err());
        Run status = shell.run("status").fails(1);
        assertTrue(status.out().contains("machines"), status.out());
        shell.run("logout", "--connection", "machines").succeeds();
        assertEquals(
                "There are no connections.\n", shell.run("connections", "list").out());
    }

    @Test
    void doesNotTakeTheNameOfAnother() {
        logInByPassword("--connectionName", "mine");
        Run run = shell.run("login", "--connectionName", "mine").fails(1);
        assertTrue(run.err().contains("'mine' already"), run.err());
    }

    @Test
    void asksBeforeItRemoves() {
        logInByPassword("--connectionName", "mine");
        shell.run("connections", "remove", "-n", "mine").fails(2);
        shell.typing("no", "y");
        shell.run("connections", "remove", "-n", "mine").fails(1);
        shell.run("connections", "use", "-n", "mine").succeeds();
        shell.run("connections", "remove", "-n", "mine").succeeds();
        shell.run("connections", "use", "-n", "mine").fails(1);
    }

    @Test
    void signsOutOfAllAndSaysWhatStays() {
        logInByPassword();
        shell.input(tenant.clientSecret())
                .run("login", "-t", "secret", "-s", "-")
                .succeeds();
        Run run = shell.run("logout", "--all", "-o", "json").succeeds();
        assertEquals(2, run.json().getAsJsonArray("signedOut").size());
        assertTrue(run.err().contains("stay good until they end"), run.err());
        Run again = shell.run("logout").succeeds();
        assertEquals("Nobody was signed in.\n", again.out());
    }

    @Test
    void remembersTheApplicationAfterTheSignOut() {
        logInByPassword();
        shell.run("logout").succeeds();
        shell.unset("CLIMICROSOFT365_ENTRAAPPID", "CLIMICROSOFT365_TENANT");
        logInByPassword();
    }

    @Test
    void olderNamesOfTheApplicationCountWithANotice() {
        shell.unset("CLIMICROSOFT365_ENTRAAPPID", "CLIMICROSOFT365_TENANT")
                .set("OFFICE365CLI_AADAPPID", tenant.appId())
                .set("OFFICE365CLI_TENANT", tenant.tenantId());
        Run run = logInByPassword();
        assertTrue(run.err().contains("CLIMICROSOFT365_ENTRAAPPID"), run.err());
    }

    // ---- no application ----

    @Test
    void withoutAnApplicationItIsToldHowToHaveOne() {
        Run run = shell.unset("CLIMICROSOFT365_ENTRAAPPID").run("login").fails(2);
        assertTrue(run.err().contains("m365ls setup"), run.err());
        assertEquals(List.of(), tenant.requests());
    }

    @Test
    void asksForAnApplicationAtATerminal() {
        shell.unset("CLIMICROSOFT365_ENTRAAPPID").typing(tenant.appId()).withPersonAt(tenant);
        isTheUser(logIn(), "deviceCode");
    }

    @Test
    void registersAnApplicationAndSignsInWithIt() {
        shell.unset("CLIMICROSOFT365_ENTRAAPPID", "CLIMICROSOFT365_TENANT")
                .typing("", "y")
                .withPersonAt(tenant);
        Run run = logIn().succeeds();
        assertEquals(userName(), run.text("connectedAs"));
        assertFalse(run.text("appId").equals(tenant.appId()));
    }

    @Test
    void registersAnApplicationOnRequest() {
        shell.unset("CLIMICROSOFT365_ENTRAAPPID", "CLIMICROSOFT365_TENANT").withPersonAt(tenant);
        shell.run("setup").fails(2);
        assertEquals(List.of(), tenant.requests());
        Run made = shell.run("setup", "--force", "--permissions", "all", "--name", "Scripts", "-o", "json")
                .succeeds();
        assertEquals(made.text("appId"), logIn().succeeds().text("appId"));
        shell.typing("n");
        shell.run("setup").fails(1);
        shell.run("setup", "--cloud", "Mars", "--force").fails(2);
    }
}
