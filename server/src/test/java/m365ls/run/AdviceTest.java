package m365ls.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.CommandText;
import m365ls.gateway.Refusal;
import m365ls.session.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdviceTest {

    private static final String GRAPH = "graph.microsoft.com";

    private static Identity as(Identity.Kind kind, String... permissions) {
        boolean isUser = kind == Identity.Kind.USER;
        return new Identity(
                kind,
                isUser ? "megan@contoso.com" : "Robot",
                "object",
                "tenant",
                "client-1",
                "https://" + GRAPH,
                isUser ? List.of(permissions) : List.of(),
                isUser ? List.of() : List.of(permissions),
                Instant.EPOCH);
    }

    private static CommandText text(CommandText.Permission... permissions) {
        return new CommandText("", Map.of(), List.of(permissions), List.of(), Map.of(), List.of(), "");
    }

    private static CommandText.Permission delegated(String resource, String... names) {
        return new CommandText.Permission(m365ls.catalog.Identity.DELEGATED, resource, List.of(names));
    }

    private static CommandText.Permission application(String resource, String... names) {
        return new CommandText.Permission(m365ls.catalog.Identity.APPLICATION, resource, List.of(names));
    }

    private static String advice(int status, Identity as, CommandText text) {
        return Advice.of(
                "entra user get",
                text,
                new Refusal(status, GRAPH, "https://" + GRAPH + "/v1.0/users/1", Optional.of(as)));
    }

    @Test
    void namesThePermissionsThatAreMissing() {
        CommandText text = text(
                delegated("SharePoint", "AllSites.Read"),
                delegated("Microsoft Graph", "User.Read.All", "Mail.Send", "Group.Read.All"),
                application("Microsoft Graph", "Directory.Read.All"));
        for (int status : new int[] {401, 403}) {
            assertEquals(
                    "The sign-in lacks the delegated permissions User.Read.All, Mail.Send of Microsoft Graph. Have an"
                            + " administrator grant them to the application client-1, then sign in again.",
                    advice(status, as(Identity.Kind.USER, "User.Read", "Group.ReadWrite.All"), text));
            assertEquals(
                    "The sign-in lacks the application permission Directory.Read.All of Microsoft Graph. Have an"
                            + " administrator grant it to the application client-1, then sign in again.",
                    advice(status, as(Identity.Kind.APPLICATION, "User.Read.All"), text));
        }
    }

    @Test
    void saysWhichKindOfSignInACommandTakes() {
        CommandText people = text(delegated("Microsoft Graph", "Tasks.Read"), application("Microsoft Graph"));
        assertTrue(advice(403, as(Identity.Kind.APPLICATION, "Tasks.Read.All"), people)
                .contains("of a person only"));
        CommandText robots = text(delegated("Microsoft Graph"), application("Microsoft Graph", "CallRecords.Read.All"));
        assertTrue(advice(401, as(Identity.Kind.USER, "User.Read"), robots).contains("of an application only"));
    }

    @Test
    void looksForAnotherReasonIfThePermissionsAreThere() {
        CommandText text = text(delegated("Microsoft Graph", "User.Read.All"));
        assertTrue(advice(403, as(Identity.Kind.USER, "User.Read.All"), text).contains("megan@contoso.com may not"));
        assertTrue(advice(403, as(Identity.Kind.USER), text()).contains("may not"));
        assertTrue(advice(401, as(Identity.Kind.USER, "User.Read.All"), text).contains("Sign in again"));
    }

    @Test
    void saysWhatWasNotFoundAndThatATokenWasLacking() {
        assertEquals(
                "Nothing was found at https://graph.microsoft.com/v1.0/users/1.",
                advice(404, as(Identity.Kind.USER), text()));
        assertEquals("", advice(400, as(Identity.Kind.USER), text()));
        Refusal anonymous = new Refusal(401, "example.org", "https://example.org/", Optional.empty());
        assertTrue(Advice.of("request", text(), anonymous).contains("without a token"));
    }

    @ParameterizedTest
    @CsvSource({
        "User.Read, User.Read, true",
        "User.ReadWrite, User.Read, true",
        "User.Read.All, User.Read, true",
        "User.Read, User.Read.All, false",
        "User.ReadBasic.All, User.Read.All, false",
        "Sites.FullControl.All, Sites.Read.All, true",
        "AllSites.Manage, AllSites.Write, true",
        "AllSites.Write, AllSites.FullControl, false",
        "Group.ReadWrite.All, GroupMember.Read.All, false",
        "Mail.Send, Mail.Read, false",
        "Chat.Read.All, Chat.Read.WhereInstalled, true",
        "user_impersonation, User.Read, false"
    })
    void knowsWhichPermissionsIncludeOthers(String own, String wanted, boolean includes) {
        assertEquals(includes, Advice.includes(own, wanted));
    }
}
