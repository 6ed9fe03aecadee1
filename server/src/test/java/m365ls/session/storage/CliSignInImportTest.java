package m365ls.session.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import m365ls.session.Application;
import m365ls.session.Cloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CliSignInImportTest {

    /** Two people, one with two applications, and an application that signed in itself. */
    private static final String CACHE = """
            {
              "Account": {
                "a": {"home_account_id": "adele.t1", "environment": "login.windows.net", "realm": "t1",
                      "local_account_id": "adele", "username": "adele@contoso.com"},
                "b": {"home_account_id": "ben.t2", "environment": "login.microsoftonline.us", "realm": "t2",
                      "local_account_id": "ben", "username": "ben@agency.us"}
              },
              "IdToken": {
                "a1": {"home_account_id": "adele.t1", "client_id": "app1", "secret": "id-adele-1"},
                "b1": {"home_account_id": "ben.t2", "client_id": "app1", "secret": "id-ben-1"}
              },
              "AccessToken": {
                "a1": {"home_account_id": "adele.t1", "client_id": "app1", "secret": "access-adele-1"},
                "s": {"client_id": "app3", "secret": "access-app"}
              },
              "RefreshToken": {
                "a1": {"home_account_id": "adele.t1", "client_id": "app1", "secret": "refresh-adele-1"},
                "a2": {"home_account_id": "adele.t1", "client_id": "app2", "secret": "refresh-adele-2"},
                "b1": {"home_account_id": "ben.t2", "client_id": "app1", "secret": "refresh-ben-1"}
              },
              "AppMetadata": {
                "m1": {"client_id": "app1", "environment": "login.windows.net"},
                "m2": {"client_id": "app2", "environment": "login.windows.net"}
              }
            }
            """;

    @TempDir
    private Path home;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    private List<CliSignInImport.SignedIn> read() throws IOException {
        return new CliSignInImport(home).read();
    }

    @Test
    void readsEachPersonAndApplicationApart() throws Exception {
        Path file = write(".cli-m365-msal.json", CACHE);
        List<CliSignInImport.SignedIn> found = read();
        assertEquals(
                List.of(
                        new Application("app1", "t1", Cloud.PUBLIC),
                        new Application("app2", "t1", Cloud.PUBLIC),
                        new Application("app1", "t2", Cloud.US_GOV_HIGH)),
                found.stream().map(CliSignInImport.SignedIn::application).toList());
        assertEquals(
                List.of("adele@contoso.com", "adele@contoso.com", "ben@agency.us"),
                found.stream().map(CliSignInImport.SignedIn::userName).toList());
        JsonObject first = JsonParser.parseString(found.get(0).cache().reveal()).getAsJsonObject();
        assertEquals(Set.of("a"), first.getAsJsonObject("Account").keySet());
        assertEquals(Set.of("a1"), first.getAsJsonObject("IdToken").keySet());
        assertEquals(Set.of("a1"), first.getAsJsonObject("RefreshToken").keySet());
        assertEquals(Set.of("m1"), first.getAsJsonObject("AppMetadata").keySet());
        assertFalse(first.has("AccessToken"));
        assertFalse(found.toString().contains("refresh-adele"));
        assertEquals(CACHE, Files.readString(file));
    }

    @Test
    void learnsCloudAndWayOfSigningInFromTheCliConnections() throws Exception {
        write(".cli-m365-msal.json", CACHE);
        write(".cli-m365-all-connections.json", """
                [7, {"identityId": "adele", "appId": "app1", "authType": "browser", "cloudType": "USGov"},
                 {"identityId": "ben", "appId": "app1", "authType": "deviceCode", "cloudType": "USGovDoD"}]
                """);
        List<CliSignInImport.SignedIn> found = read();
        assertEquals(
                List.of("browser", "", "deviceCode"),
                found.stream().map(CliSignInImport.SignedIn::authType).toList());
        assertEquals(
                List.of(Cloud.US_GOV, Cloud.PUBLIC, Cloud.US_GOV_DOD),
                found.stream().map(one -> one.application().cloud()).toList());
    }

    @Test
    void doesWithoutTheCliConnectionsWhereTheyAreDamaged() throws Exception {
        write(".cli-m365-msal.json", CACHE);
        write(".cli-m365-all-connections.json", "[{");
        assertEquals(3, read().size());
    }

    @Test
    void findsNothingWhereTheCliIsSignedOut() throws Exception {
        assertEquals(List.of(), read());
        for (String text : List.of("", " \n", "{}", "[]", "{\"Account\":{}}", "{\"Account\":[1],\"RefreshToken\":2}")) {
            write(".cli-m365-msal.json", text);
            assertEquals(List.of(), read(), text);
        }
    }

    @Test
    void saysThatTheFileIsDamagedWithoutShowingIt() throws Exception {
        write(".cli-m365-msal.json", "{\"RefreshToken\": {\"a\": hunter2 hunter2");
        IOException damaged = assertThrows(IOException.class, this::read);
        assertTrue(String.valueOf(damaged.getMessage()).contains("are damaged"));
        assertFalse(String.valueOf(damaged.getMessage()).contains("hunter2"));
        assertEquals(null, damaged.getCause());
    }
}
