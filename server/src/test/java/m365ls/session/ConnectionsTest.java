package m365ls.session;

import static m365ls.session.Signed.resource;
import static m365ls.session.Signed.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import m365ls.fixtures.tenant.StandInTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConnectionsTest {
    private StandInTenant tenant;

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void keepsSeveralAndWorksOnWithTheOneItBeganWith() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            AtomicInteger changes = new AtomicInteger();
            signed.session.onChange(changes::incrementAndGet);
            Connection user = signed.signInByPassword();
            Connection application = signed.signIn(new SignIn.ClientSecret(Secret.of(tenant.clientSecret())));
            assertEquals(2, signed.session.connections().size());
            assertEquals(Optional.of(application), signed.session.active());
            assertEquals(
                    Identity.Kind.USER,
                    token(signed.session.token(user, resource(Service.GRAPH)))
                            .identity()
                            .kind());
            assertTrue(signed.session.use(user));
            assertEquals(Optional.of(user), signed.session.active());
            assertEquals(Optional.empty(), signed.session.rename(user, application.name()));
            Connection renamed = signed.session.rename(user, "mine").orElseThrow();
            assertEquals("mine", renamed.name());
            assertEquals(Optional.of(renamed), signed.session.active());
            token(signed.session.token(user, resource(Service.YAMMER)));
            signed.session.signOut(renamed);
            assertFalse(signed.session.use(user));
            assertEquals(Optional.empty(), signed.session.active());
            assertEquals(List.of(application), signed.session.connections());
            assertEquals(5, changes.get());
        }
    }

    @Test
    void letsAWorkspaceChooseForItself() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection user = signed.signInByPassword();
            Connection application = signed.signIn(new SignIn.ClientSecret(Secret.of(tenant.clientSecret())));
            assertEquals(Optional.of(application), signed.session.active("file:///scripts"));
            assertTrue(signed.session.use(user, "file:///scripts/"));
            assertEquals(Optional.of(user), signed.session.active("file:///scripts"));
            assertEquals(Optional.of(application), signed.session.active("file:///others"));
            assertEquals(Optional.of(application), signed.session.active());
            signed.session.useActive("file:///scripts");
            assertEquals(Optional.of(application), signed.session.active("file:///scripts"));
            assertTrue(signed.session.use(user, "file:///scripts"));
            signed.session.signOut(user);
            assertEquals(Optional.of(application), signed.session.active("file:///scripts"));
            assertEquals(Map.of(), signed.session.remembered().workspaces());
            assertFalse(signed.session.use(user, "file:///scripts"));
        }
    }

    @Test
    void followsTheActiveConnectionWhereAnotherProcessTookTheChosenOneAway() throws InterruptedException, IOException {
        try (Signed signed = Signed.with(tenant)) {
            Connection user = signed.signInByPassword();
            Connection application = signed.signIn(new SignIn.ClientSecret(Secret.of(tenant.clientSecret())));
            assertTrue(signed.session.use(user, "file:///scripts"));
            signed.store.delete(user.id());
            assertEquals(Optional.of(application), signed.session.active("file:///scripts"));
        }
    }

    @Test
    void forgetsTheOldestOfTooManyWorkspaces() {
        Remembered remembered = Remembered.NOTHING.withChoice("first", "1").withChoice("second", "2");
        for (int i = 0; i < 499; i++) {
            remembered = remembered.withChoice("w" + i, "3");
        }
        assertEquals(Optional.empty(), remembered.choice("first"));
        assertEquals(Optional.of("2"), remembered.choice("second"));
        Remembered chosenAgain = remembered.withChoice("second", "2").withChoice("one more", "4");
        assertEquals(Optional.of("2"), chosenAgain.choice("second"));
    }

    @Test
    void signsInAgainToTheSameConnection() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection first = signed.signInByPassword();
            Connection second = signed.signIn(new SignIn.Browser());
            assertEquals(first.id(), second.id());
            assertEquals(List.of(second), signed.session.connections());
        }
    }

    @Test
    void findsThePlacesOfATenant() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signInByPassword();
            Places places = new Places(signed.session, signed.http);
            assertEquals(
                    new Places.Found.Here<>(new Places.SharePoint(
                            resource("https://contoso.sharepoint.com"),
                            resource("https://contoso-admin.sharepoint.com"),
                            resource("https://contoso-my.sharepoint.com"))),
                    places.sharePoint(connection));
            Places.Found<List<Resource>> found = places.dataverse(connection);
            List<Resource> organisations = ((Places.Found.Here<List<Resource>>) found).value();
            assertEquals(1, organisations.size());
            token(signed.session.token(connection, organisations.get(0)));
        }
    }

    @Test
    void choosesTheApplicationByWhoSaysIt() {
        ApplicationChoice.Said nothing = new ApplicationChoice.Said("", "", "");
        Remembered last = new Remembered("", "last", "last.example", Cloud.CHINA, Map.of());
        Map<String, String> environment =
                Map.of("CLIMICROSOFT365_ENTRAAPPID", "env", "OFFICE365CLI_TENANT", "older.example");
        ApplicationChoice chosen = ApplicationChoice.of(nothing, nothing, environment, last);
        assertEquals("env", chosen.clientId());
        assertEquals("older.example", chosen.tenant());
        assertEquals(Cloud.CHINA, chosen.cloud());
        assertEquals(1, chosen.notices().size());
        assertTrue(chosen.notices().get(0).contains("CLIMICROSOFT365_TENANT"));
        ApplicationChoice.Said settings = new ApplicationChoice.Said("settings", "", "USGovHigh");
        ApplicationChoice.Said call = new ApplicationChoice.Said("call", "", "");
        assertEquals(
                "call", ApplicationChoice.of(call, settings, environment, last).clientId());
        assertEquals(
                Cloud.US_GOV_HIGH,
                ApplicationChoice.of(call, settings, environment, last).cloud());
        ApplicationChoice none = ApplicationChoice.of(nothing, nothing, Map.of(), Remembered.NOTHING);
        assertEquals(Optional.empty(), none.application());
        assertEquals("common", none.tenant());
    }

    @Test
    void showsNoSecretInAnyText() throws InterruptedException, IOException {
        try (Signed signed = Signed.with(tenant)) {
            List<SignIn> ways = List.of(
                    new SignIn.Password(
                            tenant.user().name(), Secret.of(tenant.user().password())),
                    new SignIn.ClientSecret(Secret.of(tenant.clientSecret())),
                    Signed.certificate(tenant.pfxFile(), tenant.pfxPassword(), ""));
            List<String> texts = new ArrayList<>();
            List<String> secrets =
                    new ArrayList<>(List.of(tenant.user().password(), tenant.clientSecret(), tenant.pfxPassword()));
            for (SignIn way : ways) {
                texts.add(way.toString());
                SignInAnswer answer = signed.trySignIn(way);
                texts.add(answer.toString());
                Connection connection =
                        assertInstanceOf(SignInAnswer.SignedIn.class, answer).connection();
                TokenAnswer token = signed.session.token(connection, resource(Service.GRAPH));
                texts.add(token.toString());
                secrets.add(token(token).secret().reveal());
            }
            for (StoredConnection stored : signed.store.all()) {
                texts.add(stored.toString());
                texts.add(Content.of(stored.content()).orElseThrow().toString());
            }
            for (String text : texts) {
                for (String secret : secrets) {
                    assertFalse(text.contains(secret), text);
                }
            }
        }
    }
}
