package m365ls.run.hosted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.run.CommandLibrary.Result;
import org.junit.jupiter.api.Test;

/** What a run comes to, with a gateway that answers as the test says. */
class HostedLibraryTest {

    private static final String SITE = "https://contoso.sharepoint.com";

    @Test
    void runsACommandOfSharePoint() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{\"Title\":\"Team\",\"Lines\":\"a\\nb\"}"))) {
            Result.Done done = done(rig.run("spo", "web", "get", "--url", SITE));

            assertEquals(0, done.exitCode());
            assertEquals("{\n  \"Title\": \"Team\",\n  \"Lines\": \"a\\\\\\nb\"\n}", done.out());
            assertEquals(done.out() + "\n", rig.printed.toString());
            assertEquals(JsonParser.parseString("{\"Title\":\"Team\",\"Lines\":\"a\\nb\"}"), done.result());
            assertEquals(List.of(SITE + "/_api/web"), rig.addresses());
            assertEquals(SITE, rig.asked.get(0).ask().resource());
            assertFalse(rig.asked.get(0).ask().anonymous());
        }
    }

    @Test
    void allowsAnApplicationNothingThatTheOneBeforeWanted() throws Exception {
        String principals = "{\"value\":[{\"id\":\"graph\",\"appId\":\"g\",\"servicePrincipalNames\":[\"https://g\"],"
                + "\"appRoles\":[],\"oauth2PermissionScopes\":[{\"id\":\"1\",\"value\":\"Mail.Read\"},"
                + "{\"id\":\"2\",\"value\":\"User.Read\"}]}]}";
        try (Rig rig = new Rig(asked -> Rig.json(
                asked.ask().address().contains("$select=appId") ? principals : "{\"id\":\"o\",\"appId\":\"a\"}"))) {
            for (String wanted : List.of("Mail.Read", "User.Read")) {
                rig.asked.clear();
                Result.Done done = done(rig.run(
                        "entra",
                        "app",
                        "add",
                        "--name",
                        "A",
                        "--apisDelegated",
                        "https://g/" + wanted,
                        "--grantAdminConsent"));

                assertEquals(0, done.exitCode(), done.err());
                List<String> granted = rig.asked.stream()
                        .filter(asked -> asked.ask().address().endsWith("/oauth2PermissionGrants"))
                        .map(asked -> JsonParser.parseString(new String(asked.body(), StandardCharsets.UTF_8))
                                .getAsJsonObject()
                                .get("scope")
                                .getAsString())
                        .toList();
                assertEquals(List.of(wanted), granted);
            }
        }
    }

    @Test
    void givesTheValueAsItWasBeforeTheQuery() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{\"id\":\"1\",\"mail\":\"a@b\"}"))) {
            Result.Done done =
                    done(rig.run("entra", "user", "get", "--id", Rig.GUID, "--query", "mail", "--output", "text"));

            assertEquals("a@b", done.out());
            assertEquals(JsonParser.parseString("{\"id\":\"1\",\"mail\":\"a@b\"}"), done.result());
        }
    }

    @Test
    void runsACommandOfTheObjectModelAndRemembersWhereTheTenantIs() throws Exception {
        try (Rig rig = new Rig(asked -> switch (asked.ask().address().replaceFirst(".*/", "")) {
            case "root?$select=webUrl" -> Rig.json("{\"webUrl\":\"" + SITE + "\"}");
            case "contextinfo" -> Rig.json("{\"FormDigestValue\":\"d\",\"FormDigestTimeoutSeconds\":1800}");
            default -> Rig.json("[{\"SchemaVersion\":\"15.0.0.0\",\"ErrorInfo\":{\"ErrorMessage\":\"no such site\"}}]");
        })) {
            Result.Done done = done(rig.run("spo", "tenant", "settings", "list"));
            assertEquals(1, done.exitCode());
            assertEquals("Error: no such site", done.err());

            rig.run("spo", "tenant", "settings", "list");
            String admin = "https://contoso-admin.sharepoint.com";
            List<String> both = List.of(admin + "/_api/contextinfo", admin + "/_vti_bin/client.svc/ProcessQuery");
            assertEquals(
                    Stream.of(List.of("https://graph.microsoft.com/v1.0/sites/root?$select=webUrl"), both, both)
                            .flatMap(List::stream)
                            .toList(),
                    rig.addresses());
        }
    }

    @Test
    void streamsADownloadIntoItsFile() throws Exception {
        byte[] content = new byte[5_000_000];
        new Random(1).nextBytes(content);
        try (Rig rig = new Rig(asked -> Rig.answer(200, Map.of(), content))) {
            Result.Done done = done(rig.run(
                    "spo", "file", "get", "--webUrl", SITE, "--id", Rig.GUID, "--asFile", "--path", "report.bin"));

            assertEquals(0, done.exitCode());
            assertArrayEquals(content, Files.readAllBytes(rig.folder.resolve("report.bin")));
        }
    }

    @Test
    void leavesNoHalfOfAFileWhenAnAnswerBreaksOff() throws Exception {
        try (Rig rig = new Rig(asked -> new Reply.Answered(200, Map.of(), new BreakingStream()))) {
            Result.Stopped stopped = assertInstanceOf(
                    Result.Stopped.class,
                    rig.run(
                            "spo",
                            "file",
                            "get",
                            "--webUrl",
                            SITE,
                            "--id",
                            Rig.GUID,
                            "--asFile",
                            "--path",
                            "half.bin"));

            assertInstanceOf(Reply.Failed.class, stopped.cause());
            assertEquals(0, done(rig.run("version")).exitCode());
            assertFalse(Files.exists(rig.folder.resolve("half.bin")));
        }
    }

    @Test
    void streamsAnUpload() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(2).nextBytes(content);
        try (Rig rig = new Rig(asked -> Rig.json("{\"Name\":\"report.bin\"}"))) {
            Files.write(rig.folder.resolve("report.bin"), content);
            Result.Done done = done(rig.run(
                    "spo", "file", "add", "--webUrl", SITE, "--folder", "Shared Documents", "--path", "report.bin"));

            assertEquals(0, done.exitCode(), done.err());
            byte[] sent = rig.asked.get(rig.asked.size() - 1).body();
            assertArrayEquals(content, sent);
        }
    }

    @Test
    void printsErrorsAsTheServicesGiveThem() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.answer(
                404,
                Map.of("content-type", List.of("application/json")),
                "{\"error\":{\"code\":\"Request_ResourceNotFound\",\"message\":\"No such user\"}}"
                        .getBytes(StandardCharsets.UTF_8)))) {
            Result.Done done = done(rig.run("entra", "user", "get", "--id", Rig.GUID));

            assertEquals(1, done.exitCode());
            assertEquals("Error: No such user", done.err());
            assertEquals(JsonNull.INSTANCE, done.result());
        }
    }

    @Test
    void stopsAtTheFirstRequestThatIsNotAnswered() throws Exception {
        Write write = new Write("POST", SITE, "", "It deletes.");
        try (Rig rig = new Rig(asked -> new Reply.Held(write))) {
            Result result = rig.run(Permit.Extent.WHAT_IF, "spo", "web", "remove", "--url", SITE + "/sites/a");

            assertEquals(new Result.Stopped(new Reply.Held(write)), result);
            assertEquals(1, rig.asked.size());
        }
    }

    @Test
    void aStopThatTheCommandSwallowsStaysAStop() throws Exception {
        // The command takes any failure of its first request for "there is no such folder", and would go on to make it.
        try (Rig rig = new Rig(asked -> new Reply.Refused("no"))) {
            Files.writeString(rig.folder.resolve("a.txt"), "a");
            Result result =
                    rig.run("spo", "file", "add", "--webUrl", SITE, "--folder", "Shared Documents", "--path", "a.txt");

            assertEquals(new Result.Stopped(new Reply.Refused("no")), result);
            assertEquals(1, rig.asked.size());
        }
    }

    @Test
    void completesAddressesThatBeginWithASlash() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            done(rig.run("spo", "web", "get", "--url", "/sites/a"));

            assertEquals(List.of(SITE + "/sites/a/_api/web"), rig.addresses());
        }
    }

    @Test
    void looksNothingUpThatTheArgumentsMention() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            Files.writeString(rig.folder.resolve("title.txt"), "from the file");
            Files.writeString(
                    rig.folder.resolve(".m365rc.json"), "{\"context\":{\"description\":\"from the context\"}}");
            done(rig.run("spo", "web", "set", "--url", SITE, "--title", "@title.txt"));

            String body = new String(rig.asked.get(0).body(), StandardCharsets.UTF_8);
            assertTrue(body.contains("@title.txt"), body);
            assertFalse(body.contains("from the"), body);
        }
    }

    @Test
    void asksForWhatIsMissing() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            rig.values = question -> Optional.of(SITE);
            Result.Done done = done(rig.run("spo", "web", "get"));

            assertEquals(0, done.exitCode(), done.err());
            assertEquals(List.of("url:"), rig.questions);
            assertEquals(List.of(SITE + "/_api/web"), rig.addresses());
        }
    }

    @Test
    void endsWhenAQuestionIsNotAnswered() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            assertInstanceOf(Result.GivenUp.class, rig.run("spo", "web", "get"));
            assertEquals(List.of(), rig.addresses());
        }
    }

    @Test
    void aWhatIfWritesNoFile() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.answer(200, Map.of(), new byte[10]))) {
            Result result = rig.run(
                    Permit.Extent.WHAT_IF,
                    "spo",
                    "file",
                    "get",
                    "--webUrl",
                    SITE,
                    "--id",
                    Rig.GUID,
                    "--asFile",
                    "--path",
                    "report.bin");

            Result.Stopped stopped = assertInstanceOf(Result.Stopped.class, result);
            Reply.Held held = assertInstanceOf(Reply.Held.class, stopped.cause());
            assertTrue(
                    held.write().address().endsWith("report.bin"), held.write().address());
            assertFalse(Files.exists(rig.folder.resolve("report.bin")));
        }
    }

    @Test
    void printsJsonAsItIsWhereThatIsWanted() throws Exception {
        String body = "{\"Title\":\"=1+1\",\"Lines\":\"a\\nb\\n\\nc\"}";
        try (Rig rig = new Rig(asked -> Rig.json(body))) {
            rig.faithful = true;
            Result.Done done = done(rig.run("spo", "web", "get", "--url", SITE));
            assertEquals("{\n  \"Title\": \"=1+1\",\n  \"Lines\": \"a\\nb\\n\\nc\"\n}", done.out());

            Result.Done queried = done(rig.run("spo", "web", "get", "--url", SITE, "--query", "Lines"));
            assertEquals("\"a\\nb\\n\\nc\"", queried.out());
        }
    }

    @Test
    void guardsCsvAgainstFormulasWhereTheFaithfulFormIsWanted() throws Exception {
        String body = "{\"Title\":\"=1+1\",\"@x\":-5,\"Nested\":{\"a\":1}}";
        try (Rig rig = new Rig(asked -> Rig.json(body))) {
            String[] words = {"spo", "web", "get", "--url", SITE, "--output", "csv"};
            assertEquals("Title,@x\n=1+1,-5", done(rig.run(words)).out().strip());

            rig.faithful = true;
            assertEquals("Title,'@x\n'=1+1,-5", done(rig.run(words)).out().strip());
            assertEquals(
                    "'=1+1",
                    done(rig.run("spo", "web", "get", "--url", SITE, "--output", "csv", "--query", "Title"))
                            .out());
            assertEquals(
                    "t,n\n'=1+1,\"{\"\"a\"\":1}\"",
                    done(rig.run(
                                    "spo",
                                    "web",
                                    "get",
                                    "--url",
                                    SITE,
                                    "--output",
                                    "csv",
                                    "--query",
                                    "{t:Title,n:Nested}"))
                            .out()
                            .strip());
            assertEquals(
                    "Error: JMESPath query error. ",
                    done(rig.run("spo", "web", "get", "--url", SITE, "--output", "csv", "--query", "!!"))
                            .err()
                            .substring(0, 29));
        }
    }

    @Test
    void keepsTheSettingsThatACommandChanges() throws Exception {
        try (Rig rig = new Rig(asked -> answerOfRegistration(asked.ask().address()))) {
            Result.Done done = done(rig.run(registration()));
            assertEquals(0, done.exitCode(), done.err());
            assertEquals("the-application", rig.settings.get("clientId").getAsString());
            assertEquals(Rig.GUID, rig.settings.get("tenantId").getAsString());
        }
    }

    @Test
    void aCommandThatReadsAndAWhatIfChangeNoSetting() throws Exception {
        for (Permit.Extent extent : List.of(Permit.Extent.READ, Permit.Extent.WHAT_IF)) {
            try (Rig rig = new Rig(asked -> answerOfRegistration(asked.ask().address()))) {
                Result.Stopped stopped = assertInstanceOf(Result.Stopped.class, rig.run(extent, registration()));
                Reply.Held held = assertInstanceOf(Reply.Held.class, stopped.cause());
                assertEquals(
                        "WRITE clientId",
                        held.write().method() + " " + held.write().address());
                assertEquals(0, rig.settings.size());
            }
        }
    }

    private static Reply answerOfRegistration(String address) {
        return Rig.json(
                address.contains("servicePrincipals?")
                        ? "{\"value\":[{\"id\":\"g\",\"appId\":\"g\",\"appRoles\":[],\"servicePrincipalNames\":"
                                + "[\"https://graph.microsoft.com\"],\"oauth2PermissionScopes\":"
                                + "[{\"id\":\"s\",\"value\":\"User.Read\"}]}]}"
                        : "{\"id\":\"1\",\"appId\":\"the-application\",\"value\":[]}");
    }

    private static String[] registration() {
        return new String[] {
            "cli",
            "app",
            "add",
            "--saveToConfig",
            "--scopes",
            "https://graph.microsoft.com/User.Read,https://graph.microsoft.com/User.Read"
        };
    }

    @Test
    void theFolderIsWhereAFileOfTheCommandIsWritten() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            done(rig.run("context", "option", "set", "--name", "webUrl", "--value", SITE));
            assertEquals(
                    JsonParser.parseString("{\"context\":{\"webUrl\":\"" + SITE + "\"}}"),
                    JsonParser.parseString(Files.readString(rig.folder.resolve(".m365rc.json"))));
        }
    }

    @Test
    void leavesTheSignInAndTheSettingsToTheServer() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            for (String name : List.of(
                    "login",
                    "logout",
                    "status",
                    "setup",
                    "connection list",
                    "connection remove",
                    "connection set",
                    "connection use",
                    "cli config set",
                    "cli consent",
                    "util accesstoken get")) {
                CommandSpec command = CatalogFile.builtIn().catalog().find(name).orElseThrow();
                assertFalse(rig.library.has(command), name);
                assertEquals(Optional.empty(), rig.library.reasonAgainst(command), name);
                assertInstanceOf(Result.Unable.class, rig.run(name.split(" ")), name);
            }
            assertEquals(0, rig.library.pool().processes().size());
        }
    }

    @Test
    void saysWhyACommandIsLeftToATerminal() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            Result.Unable unable = assertInstanceOf(Result.Unable.class, rig.run("cli", "completion", "sh", "setup"));
            assertEquals(
                    "'cli completion sh setup' is left to a terminal: it changes the start-up file of the shell that it"
                            + " is called from.",
                    unable.reason());
            assertInstanceOf(Result.Unable.class, rig.run("teams", "cache", "remove"));
        }
    }

    @Test
    void saysThatAnInstallationIsNeeded() throws Exception {
        try (Rig rig = new Rig(asked -> Rig.json("{}"))) {
            rig.program = Optional.empty();
            Result.Unable unable = assertInstanceOf(Result.Unable.class, rig.run("spo", "web", "get", "--url", SITE));
            assertTrue(unable.reason().contains("has to be installed"));
        }
    }

    private static Result.Done done(Result result) throws IOException {
        return assertInstanceOf(Result.Done.class, result);
    }
}
