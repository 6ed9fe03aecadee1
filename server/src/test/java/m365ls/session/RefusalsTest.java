package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.EntraError;
import m365ls.fixtures.tenant.http.Match;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalsTest {
    private static final Map<EntraError, Need> MEANT = meant();

    private StandInTenant tenant;

    private static Map<EntraError, Need> meant() {
        Map<EntraError, Need> meant = new EnumMap<>(EntraError.class);
        meant.put(EntraError.CONSENT_MISSING, Need.CONSENT);
        meant.put(EntraError.APPLICATION_UNKNOWN, Need.CHECK_APPLICATION);
        meant.put(EntraError.APPLICATION_DISABLED, Need.CHECK_APPLICATION);
        meant.put(EntraError.USER_DISABLED, Need.DENIED);
        meant.put(EntraError.PASSWORD_WRONG, Need.SIGN_IN);
        meant.put(EntraError.TENANT_UNKNOWN, Need.CHECK_APPLICATION);
        meant.put(EntraError.SECRET_WRONG, Need.CHECK_APPLICATION);
        meant.put(EntraError.SECRET_EXPIRED, Need.CHECK_APPLICATION);
        meant.put(EntraError.SECRET_MISSING, Need.CHECK_APPLICATION);
        meant.put(EntraError.ASSERTION_INVALID, Need.CHECK_APPLICATION);
        meant.put(EntraError.FEDERATION_UNKNOWN, Need.CHECK_APPLICATION);
        meant.put(EntraError.MFA_REQUIRED, Need.SIGN_IN);
        meant.put(EntraError.BLOCKED_BY_POLICY, Need.DENIED);
        meant.put(EntraError.DEVICE_NOT_COMPLIANT, Need.DENIED);
        meant.put(EntraError.GRANT_EXPIRED, Need.SIGN_IN);
        meant.put(EntraError.REFRESH_INACTIVE, Need.SIGN_IN);
        meant.put(EntraError.REFRESH_TOO_OLD, Need.SIGN_IN);
        meant.put(EntraError.REFRESH_REVOKED, Need.SIGN_IN);
        meant.put(EntraError.CLIENT_MISMATCH, Need.SIGN_IN);
        meant.put(EntraError.RESOURCE_UNKNOWN, Need.CHECK_APPLICATION);
        meant.put(EntraError.NOT_PREAUTHORIZED, Need.CHECK_APPLICATION);
        return meant;
    }

    @BeforeAll
    void start() {
        tenant = StandInTenant.start();
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CONSENT_MISSING", "APPLICATION_UNKNOWN", "APPLICATION_DISABLED", "USER_DISABLED", "PASSWORD_WRONG",
                "TENANT_UNKNOWN", "SECRET_WRONG", "SECRET_EXPIRED", "SECRET_MISSING", "ASSERTION_INVALID",
                "FEDERATION_UNKNOWN", "MFA_REQUIRED", "BLOCKED_BY_POLICY", "DEVICE_NOT_COMPLIANT", "GRANT_EXPIRED",
                "REFRESH_INACTIVE", "REFRESH_TOO_OLD", "REFRESH_REVOKED", "CLIENT_MISMATCH", "RESOURCE_UNKNOWN",
                "NOT_PREAUTHORIZED"
            })
    void saysWhatARefusedRefreshMeans(EntraError error) throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signInByPassword();
            tenant.failNext(Match.grant("refresh_token"), error);
            TokenAnswer.Needs needs = needs(signed.session.token(connection, resource(Service.YAMMER)));
            assertEquals(MEANT.get(error), needs.need());
            assertTrue(needs.detail().contains("AADSTS" + error.number()), needs.detail());
            assertTrue(needs.reason().endsWith("."), needs.reason());
            assertFalse(needs.reason().contains("AADSTS"), needs.reason());
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CONSENT_MISSING", "APPLICATION_UNKNOWN", "SECRET_MISSING", "BLOCKED_BY_POLICY", "MFA_REQUIRED"})
    void saysWhatARefusedSignInMeans(EntraError error) throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            tenant.failNext(Match.grant("authorization_code"), error);
            TokenAnswer.Needs needs = needs(signed.trySignIn(new SignIn.Browser()));
            assertEquals(MEANT.get(error), needs.need());
            assertEquals(0, signed.session.connections().size());
        }
    }

    @Test
    void saysThatAPasswordIsWrong() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            TokenAnswer.Needs needs =
                    needs(signed.trySignIn(new SignIn.Password(tenant.user().name(), Secret.of("not it"))));
            assertEquals(Need.SIGN_IN, needs.need());
            assertEquals("The user name or password is wrong.", needs.reason());
        }
    }

    @Test
    void saysThatASecretIsWrong() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            TokenAnswer.Needs needs = needs(signed.trySignIn(new SignIn.ClientSecret(Secret.of("not it"))));
            assertEquals(Need.CHECK_APPLICATION, needs.need());
            assertTrue(needs.reason().contains("secret is wrong"), needs.reason());
        }
    }

    @Test
    void saysThatATenantOrAnApplicationIsUnknown() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            SignIn way = new SignIn.Password(
                    tenant.user().name(), Secret.of(tenant.user().password()));
            for (Application wrong : new Application[] {
                new Application(tenant.appId(), "nowhere.example", Cloud.PUBLIC),
                new Application("00000000-0000-0000-0000-000000000001", tenant.tenantId(), Cloud.PUBLIC)
            }) {
                TokenAnswer.Needs needs = needs(signed.session.signIn(way, wrong, "", signed.person));
                assertEquals(Need.CHECK_APPLICATION, needs.need(), needs::toString);
            }
        }
    }

    @Test
    void saysThatTheNetworkIsAway() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            signed.http.setAway(true);
            TokenAnswer.Needs needs = needs(signed.trySignIn(new SignIn.DeviceCode()));
            assertEquals(Need.OFFLINE, needs.need());
        }
    }

    @Test
    void namesTheUsersOwnWordsForARevokedSignIn() throws InterruptedException {
        try (Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signInByPassword();
            tenant.revokeRefreshTokens();
            TokenAnswer.Needs needs = needs(signed.session.token(connection, resource(Service.POWER_BI)));
            assertEquals(Need.SIGN_IN, needs.need());
            signed.person.knowing(tenant.user().password());
            assertTrue(
                    signed.session.signInAgain(connection, needs, signed.person) instanceof SignInAnswer.SignedIn again
                            && again.connection().id().equals(connection.id()));
            Signed.token(signed.session.token(connection, resource(Service.POWER_BI)));
        }
    }
}
