package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.resource;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.data.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignInTest {
    private static final List<Resource> DELEGATED = List.of(
            resource(Service.GRAPH),
            resource("https://contoso.sharepoint.com"),
            resource("https://contoso-admin.sharepoint.com"),
            resource(Service.AZURE_MANAGEMENT),
            resource(Service.POWER_APPS),
            resource(Service.YAMMER),
            resource(Service.POWER_BI),
            resource(Service.OFFICE_MANAGEMENT),
            resource(Service.PLANNER),
            resource("https://contoso.crm4.dynamics.com"));

    private StandInTenant tenant;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), tenant.refusals());
        tenant.close();
    }

    private void opensEveryService(Signed signed, Connection connection) throws InterruptedException {
        List<String> before = signed.person.log();
        for (Resource resource : DELEGATED) {
            AccessToken token = token(signed.session.token(connection, resource));
            assertEquals(
                    resource.address().replaceFirst("/$", ""),
                    token.identity().audience().replaceFirst("/$", ""));
            assertEquals(connection.identity().objectId(), token.identity().objectId());
        }
        assertEquals(before, signed.person.log());
    }

    private void isTheUser(Connection connection) {
        User user = tenant.user();
        assertEquals(Identity.Kind.USER, connection.identity().kind());
        assertEquals(user.name(), connection.identity().name());
        assertEquals(user.id(), connection.identity().objectId());
        assertEquals(tenant.tenantId(), connection.identity().tenantId());
        assertEquals(tenant.appId(), connection.identity().clientId());
        assertTrue(connection.identity().scopes().size() > 1);
        assertEquals(user.name(), connection.name());
    }

    private void worksForTheApplication(Signed signed, SignIn way) throws InterruptedException {
        Connection connection = signed.signIn(way);
        assertEquals(way.authType(), connection.authType());
        assertEquals(Identity.Kind.APPLICATION, connection.identity().kind());
        assertTrue(!connection.identity().roles().isEmpty());
        for (Resource resource : List.of(
                resource(Service.GRAPH),
                resource("https://contoso.sharepoint.com"),
                resource(Service.OFFICE_MANAGEMENT))) {
            assertEquals(
                    Identity.Kind.APPLICATION,
                    token(signed.session.token(connection, resource)).identity().kind());
        }
        assertEquals(List.of(), signed.person.log());
    }

    @Test
    void signsInByDeviceCodeAndOpensEveryService() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signIn(new SignIn.DeviceCode());
            isTheUser(connection);
            assertEquals(List.of("code shown", "code gone"), signed.person.log());
            assertEquals("https", signed.person.codes().get(0).address().getScheme());
            opensEveryService(signed, connection);
        }
    }

    @Test
    void signsInByBrowserAndOpensEveryService() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signIn(new SignIn.Browser());
            isTheUser(connection);
            assertEquals(List.of("opened login.microsoftonline.com"), signed.person.log());
            opensEveryService(signed, connection);
        }
    }

    @Test
    void signsInByPasswordAndOpensEveryService() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signInByPassword();
            isTheUser(connection);
            opensEveryService(signed, connection);
        }
    }

    @Test
    void asksForAPasswordThatWasNotGivenAndDoesNotKeepIt() throws InterruptedException, IOException {
        try (Signed signed = Signed.with(tenant)) {
            signed.person.knowing(tenant.user().password());
            Connection connection = signed.session.connections().isEmpty()
                    ? signed.signIn(new SignIn.Password(tenant.user().name(), Secret.of("")))
                    : signed.session.connections().get(0);
            assertEquals(List.of("asked for password of " + tenant.user().name()), signed.person.log());
            String kept =
                    signed.store.read(connection.id()).orElseThrow().content().reveal();
            assertTrue(!kept.contains(tenant.user().password()));
            assertEquals(
                    new SignInAnswer.Cancelled(),
                    signed.trySignIn(new SignIn.Password(tenant.user().name(), Secret.of(""))));
        }
    }

    @Test
    void usesOrganizationsForAPasswordWithoutATenant() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            SignInAnswer answer = signed.session.signIn(
                    new SignIn.Password(
                            tenant.user().name(), Secret.of(tenant.user().password())),
                    new Application(tenant.appId(), "common", Cloud.PUBLIC),
                    "",
                    signed.person);
            Connection connection = ((SignInAnswer.SignedIn) answer).connection();
            assertEquals("organizations", connection.application().tenant());
            token(signed.session.token(connection, resource(Service.YAMMER)));
        }
    }

    @Test
    void signsInWithASecret() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            worksForTheApplication(signed, new SignIn.ClientSecret(Secret.of(tenant.clientSecret())));
        }
    }

    @Test
    void signsInWithEveryFormOfACertificate() throws InterruptedException, IOException {
        List<SignIn.Certificate> forms = List.of(
                Signed.certificate(tenant.pfxFile(), tenant.pfxPassword(), ""),
                Signed.certificate(tenant.pfxFile(), tenant.pfxPassword(), tenant.thumbprint()),
                Signed.certificate(tenant.pfxFileWithoutPassword(), "", ""),
                Signed.certificate(tenant.pemFile(), "", ""),
                Signed.certificate(tenant.pemPkcs1File(), "", ""),
                Signed.certificate(tenant.pemEncryptedFile(), tenant.pfxPassword(), ""),
                Signed.certificate(tenant.pemKeyFile(), "", tenant.thumbprint()),
                new SignIn.Certificate(Secret.of(Files.readString(tenant.pemFile())), Secret.of(""), ""));
        for (SignIn.Certificate form : forms) {
            try (Signed signed = Signed.with(tenant)) {
                worksForTheApplication(signed, form);
            }
        }
    }

    @Test
    void saysWhatIsWrongWithACertificate() throws InterruptedException, IOException {
        Map<SignIn.Certificate, String> wrong = Map.of(
                Signed.certificate(tenant.pfxFile(), "wrong", ""),
                "could not be opened",
                Signed.certificate(tenant.pemKeyFile(), "", ""),
                "without its certificate",
                Signed.certificate(tenant.pemFile(), "", "00".repeat(20)),
                "not the certificate's",
                new SignIn.Certificate(Secret.of("nothing"), Secret.of(""), ""),
                "certificate");
        for (Map.Entry<SignIn.Certificate, String> entry : wrong.entrySet()) {
            try (Signed signed = Signed.with(tenant)) {
                TokenAnswer.Needs needs = needs(signed.trySignIn(entry.getKey()));
                assertEquals(Need.CHECK_APPLICATION, needs.need());
                assertTrue(needs.reason().contains(entry.getValue()), needs.reason());
            }
        }
    }

    @Test
    void signsInWithTheIdentityOfAMachine() throws InterruptedException {
        Map<String, String> appService = tenant.appServiceEnvironment();
        Map<String, String> older = Map.of(
                "MSI_ENDPOINT", appService.getOrDefault("IDENTITY_ENDPOINT", ""),
                "MSI_SECRET", appService.getOrDefault("IDENTITY_HEADER", ""));
        for (Map<String, String> environment :
                List.of(appService, older, tenant.cloudShellEnvironment(), tenant.olderCloudShellEnvironment())) {
            try (Signed signed = Signed.with(tenant, new MemoryStore(), environment, EditorTokens.NONE)) {
                worksForTheApplication(signed, new SignIn.ManagedIdentity(""));
            }
        }
        for (String assigned : List.of(tenant.assignedIdentityClientId(), tenant.assignedIdentityPrincipalId())) {
            try (Signed signed = Signed.with(tenant, new MemoryStore(), appService, EditorTokens.NONE)) {
                worksForTheApplication(signed, new SignIn.ManagedIdentity(assigned));
            }
        }
    }

    @Test
    void signsInWithTheIdentityOfAJob() throws InterruptedException {
        for (Map<String, String> environment : List.of(tenant.githubEnvironment(), tenant.devOpsEnvironment())) {
            try (Signed signed = Signed.with(tenant, new MemoryStore(), environment, EditorTokens.NONE)) {
                worksForTheApplication(signed, new SignIn.FederatedIdentity());
            }
        }
        try (Signed signed = Signed.with(tenant)) {
            TokenAnswer.Needs needs = needs(signed.trySignIn(new SignIn.FederatedIdentity()));
            assertEquals(Need.CHECK_APPLICATION, needs.need());
            assertTrue(needs.reason().contains("GitHub Actions"), needs.reason());
        }
    }

    @Test
    void signsInWithTheEditorsAccount() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        EditorTokens editor = question -> {
            boolean may = asked.getAndIncrement() == 0;
            assertEquals(may, question.mayAsk());
            assertEquals(tenant.appId(), question.application().clientId());
            String address = question.scopes().get(0).replaceFirst("/\\.default$", "");
            return Optional.of(new EditorTokens.Answer(Secret.of(tenant.userToken(address)), Duration.ZERO));
        };
        try (Signed signed = Signed.with(tenant, new MemoryStore(), Map.of(), editor)) {
            Connection connection = signed.signIn(new SignIn.EditorAccount(""));
            isTheUser(connection);
            opensEveryService(signed, connection);
            opensEveryService(signed, connection);
            assertEquals(DELEGATED.size(), asked.get());
        }
    }

    @Test
    void asksNobodyForATenantThatCannotBeOne() throws InterruptedException {
        for (String tenant : List.of("", "my tenant", "a/b", "x?y", "https://contoso.com", "caf\u00e9.example")) {
            for (SignIn way : List.of(
                    new SignIn.DeviceCode(), new SignIn.Browser(), new SignIn.ClientSecret(Secret.of("secret")))) {
                try (Signed signed = Signed.with(this.tenant)) {
                    TokenAnswer.Needs needs = needs(signed.session.signIn(
                            way, new Application(this.tenant.appId(), tenant, Cloud.PUBLIC), "", signed.person));
                    assertEquals(Need.CHECK_APPLICATION, needs.need());
                    assertTrue(needs.reason().contains("is no tenant"), needs.reason());
                    assertEquals(List.of(), signed.person.log());
                }
            }
        }
    }

    @Test
    void wantsATenantForAnApplication() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            TokenAnswer.Needs needs = needs(signed.session.signIn(
                    new SignIn.ClientSecret(Secret.of(tenant.clientSecret())),
                    new Application(tenant.appId(), "common", Cloud.PUBLIC),
                    "",
                    signed.person));
            assertEquals(Need.CHECK_APPLICATION, needs.need());
            assertTrue(needs.reason().contains("tenant"), needs.reason());
        }
    }
}
