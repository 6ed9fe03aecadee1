package m365ls.session;

import static m365ls.session.Signed.needs;
import static m365ls.session.Signed.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Match;
import org.junit.jupiter.api.Test;

/** Successes of Entra ID that lack what belongs to them. */
final class UnreadableAnswersTest {
    private static final List<String> BODIES =
            List.of("", "{}", "[]", "nonsense", "{\"access_token\":{\"is\":\"no text\"}}");

    @Test
    void saysThatTheAnswerToASignInCannotBeRead() throws InterruptedException {
        try (StandInTenant tenant = StandInTenant.start();
                Signed signed = Signed.with(tenant)) {
            for (SignIn way : List.of(
                    new SignIn.Browser(),
                    new SignIn.DeviceCode(),
                    new SignIn.ClientSecret(Secret.of(tenant.clientSecret())))) {
                for (String body : BODIES) {
                    Match match = way instanceof SignIn.DeviceCode ? Match.deviceCode() : Match.token();
                    tenant.failNext(match, 1, Answer.text(200, "application/json", body));
                    assertEquals(Need.RETRY_LATER, needs(signed.trySignIn(way)).need(), way + body);
                }
            }
            assertEquals(List.of(), signed.session.connections());
        }
    }

    @Test
    void saysThatTheAnswerToARenewalCannotBeRead() throws InterruptedException {
        try (StandInTenant tenant = StandInTenant.start();
                Signed signed = Signed.with(tenant)) {
            Connection connection = signed.signInByPassword();
            for (String body : BODIES) {
                tenant.failNext(Match.token(), 1, Answer.text(200, "application/json", body));
                TokenAnswer.Needs needs = needs(signed.session.token(connection, resource(Service.YAMMER)));
                assertEquals(Need.RETRY_LATER, needs.need(), body);
            }
            Signed.token(signed.session.token(connection, resource(Service.YAMMER)));
        }
    }
}
