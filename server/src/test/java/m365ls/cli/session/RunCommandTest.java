package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import m365ls.catalog.CommandSpec;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.run.CommandLibrary;
import m365ls.run.LibraryMaker;
import m365ls.run.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code m365ls run}, with a library that does what a test says and with the CLI itself. */
@Timeout(120)
class RunCommandTest {

    private static final StandInTenant tenant = StandInTenant.start();

    @TempDir
    private Path folder;

    private final List<Work> works = new ArrayList<>();

    @AfterAll
    static void stop() {
        tenant.close();
    }

    private Shell signedIn() {
        Shell shell = Shell.at(tenant, folder).set("PATH", System.getenv().getOrDefault("PATH", ""));
        shell.run(
                        "login",
                        "--authType",
                        "password",
                        "--userName",
                        tenant.user().name(),
                        "--password",
                        tenant.user().password())
                .succeeds();
        return shell;
    }

    private LibraryMaker library(CommandLibrary.Result result) {
        return parts -> List.of(new CommandLibrary() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public boolean has(CommandSpec command) {
                return true;
            }

            @Override
            public Result run(Work work) {
                works.add(work);
                return result;
            }
        });
    }

    private static CommandLibrary.Result done(String out, String err, int exitCode) {
        return new CommandLibrary.Result.Done(JsonNull.INSTANCE, out, err, exitCode);
    }

    @Test
    void printsWhatTheCommandPrintsAndEndsAsItEnds() {
        Shell.Run ran = new Shell(folder)
                .libraries(library(done("one\ntwo", "Error: no", 1)))
                .run("run", "--", "version", "--output", "text");
        assertEquals("one\ntwo\n", ran.out());
        assertEquals("Error: no\n", ran.err());
        assertEquals(1, ran.exitCode());
        assertEquals(List.of("version", "--output", "text"), works.get(0).arguments());
    }

    @Test
    void takesArgumentsAlsoWithoutTheDashes() {
        new Shell(folder)
                .libraries(library(done("", "", 0)))
                .run("run", "version", "--debug")
                .succeeds();
        assertEquals(List.of("version", "--debug"), works.get(0).arguments());
    }

    @Test
    void leavesFilesBehindAnAtSignToTheCommand() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "--yes");
        new Shell(folder)
                .libraries(library(done("", "", 0)))
                .run("run", "--", "docs", "--query", "@a.txt")
                .succeeds();
        assertEquals(List.of("docs", "--query=--yes"), works.get(0).arguments());
    }

    @Test
    void refusesAWriteWhereNobodyCanBeAsked() {
        Shell shell = signedIn().libraries(library(done("", "", 0)));
        Shell.Run ran =
                shell.run("run", "--", "spo", "web", "set", "--url", "https://x.sharepoint.com", "--title", "t");
        assertEquals(1, ran.exitCode());
        assertTrue(ran.err().contains("--yes"), ran.err());
        assertEquals(List.of(), works);
        shell.run("run", "--yes", "--", "spo", "web", "set", "--url", "https://x.sharepoint.com", "--title", "t")
                .succeeds();
        assertEquals(Permit.Extent.WRITE, works.get(0).permit().extent());
    }

    @Test
    void asksInTheTerminal() {
        Shell shell = signedIn().libraries(library(done("", "", 0))).typing("no", "y");
        String[] command = {"run", "--", "spo", "web", "remove", "--url", "https://x.sharepoint.com/a b", "--force"};
        Shell.Run refused = shell.run(command);
        assertEquals(1, refused.exitCode());
        assertTrue(
                refused.err().contains("m365 spo web remove --url \"https://x.sharepoint.com/a b\" --force"),
                refused.err());
        assertTrue(refused.err().contains(tenant.user().name()), refused.err());
        assertTrue(shell.asked().get(0).startsWith("This deletes something."));
        shell.run(command).succeeds();
        assertEquals(1, works.size());
    }

    @Test
    void showsWhatWouldBeChanged() {
        Write write = new Write("POST", "https://x.sharepoint.com/_api/web", "{\"a\": 1}", "It is a POST.");
        Shell.Run ran = signedIn()
                .libraries(library(new CommandLibrary.Result.Stopped(new Reply.Held(write))))
                .run("run", "--what-if", "--", "spo", "web", "set", "--url", "https://x.sharepoint.com", "--title", "t")
                .succeeds();
        assertEquals("Would send:\n  POST https://x.sharepoint.com/_api/web\n  {\"a\": 1}\n", ran.out());
        assertEquals(Permit.Extent.WHAT_IF, works.get(0).permit().extent());
    }

    @Test
    void saysWhereToSignIn() {
        Shell.Run ran = new Shell(folder)
                .libraries(library(done("", "", 0)))
                .run("run", "--", "spo", "web", "get", "--url", "https://x.sharepoint.com");
        assertEquals(1, ran.exitCode());
        assertTrue(ran.err().contains("m365ls login"), ran.err());
        assertEquals(List.of(), works);
    }

    @Test
    void keepsTheLibraryToWhatIsAsked() {
        Shell shell = new Shell(folder).libraries(library(done("", "", 0)));
        assertEquals(2, shell.run("run", "--library", "other", "--", "version").exitCode());
        shell.run("run", "--library", "Native", "--", "version").succeeds();
    }

    @Test
    void servesSignInAndSettingsItself() {
        Shell shell = signedIn();
        JsonObject status = JsonParser.parseString(
                        shell.run("run", "--", "status").succeeds().out())
                .getAsJsonObject();
        assertEquals(tenant.user().name(), status.get("connectedAs").getAsString());
        assertEquals(tenant.appId(), status.get("appId").getAsString());
        shell.run("run", "--yes", "--", "cli", "config", "set", "--key", "output", "--value", "text")
                .succeeds();
        assertEquals("v11.11.0\n", shell.run("run", "--", "version").succeeds().out());
        assertEquals(
                "output: text\n\n",
                shell.run("run", "--", "cli", "config", "list").succeeds().out());
        shell.run("run", "--yes", "--", "cli", "config", "reset", "--key", "output")
                .succeeds();
        Shell.Run list =
                shell.run("run", "--", "connection", "list", "--output", "csv").succeeds();
        assertEquals(
                "name,connectedAs,authType,active\n" + tenant.user().name() + ","
                        + tenant.user().name() + ",password,1\n\n",
                list.out());
        shell.run(
                        "run",
                        "--yes",
                        "--",
                        "connection",
                        "set",
                        "--name",
                        tenant.user().name(),
                        "--newName",
                        "work")
                .succeeds();
        assertEquals(
                "\"work\"\n",
                shell.run("run", "--", "connection", "list", "--query", "[0].name")
                        .succeeds()
                        .out());
        shell.run("run", "--yes", "--", "logout").succeeds();
        assertEquals(
                "\"Logged out\"\n", shell.run("run", "--", "status").succeeds().out());
    }

    @Test
    void givesATokenOnlyAfterAQuestion() {
        Shell shell = signedIn();
        assertEquals(
                1,
                shell.run("run", "--", "util", "accesstoken", "get", "--resource", "graph")
                        .exitCode());
        String token = shell.run(
                        "run", "--yes", "--", "util", "accesstoken", "get", "--resource", "graph", "-o", "text")
                .succeeds()
                .out()
                .strip();
        assertTrue(token.startsWith("eyJ"), token);
        assertFalse(token.contains("\n"));
    }

    @Test
    void runsTheCliItself() {
        Shell shell = signedIn();
        Shell.Run user = shell.run(
                        "run",
                        "--",
                        "entra",
                        "user",
                        "get",
                        "--userName",
                        tenant.user().name())
                .succeeds();
        assertEquals(tenant.user().name(), user.text("userPrincipalName"));
        Shell.Run refused = shell.run("run", "--", "entra", "user", "get", "--nonsense", "x");
        assertEquals(1, refused.exitCode());
        assertTrue(refused.err().contains("nonsense"), refused.err());
    }

    @Test
    void bothLibrariesPrintTheSame() {
        Shell shell = signedIn();
        String[] users = {
            "--", "entra", "user", "get", "--userName", tenant.user().name(), "--output"
        };
        for (String mode : List.of("json", "text", "csv")) {
            List<String> printed = new ArrayList<>();
            for (String library : List.of("native", "hosted")) {
                List<String> words = new ArrayList<>(List.of("run", "--library", library));
                words.addAll(List.of(users));
                words.add(mode);
                printed.add(shell.run(words.toArray(String[]::new)).succeeds().out());
            }
            assertEquals(printed.get(1), printed.get(0), mode);
        }
    }

    @Test
    void offersToInstallTheCliAndNeverDoesItByItself() {
        Shell shell = signedIn().withoutCli().typing("2");
        Shell.Run ran = shell.run("run", "--", "cli", "doctor");
        assertEquals(1, ran.exitCode());
        assertTrue(ran.err().contains("400 MB"), ran.err());
        assertTrue(ran.err().contains("has to be installed"), ran.err());
        assertFalse(Files.exists(folder.resolve("m365ls").resolve("cli")));
    }

    @Test
    void changesNothingInAWhatIfOfTheCliItself() {
        Shell shell = signedIn();
        tenant.clearRequests();
        Shell.Run ran = shell.run(
                        "run",
                        "--what-if",
                        "--",
                        "entra",
                        "user",
                        "set",
                        "--userName",
                        tenant.user().name(),
                        "--displayName",
                        "Other")
                .succeeds();
        assertTrue(ran.out().startsWith("Would send:\n  PATCH https://graph.microsoft.com/v1.0/users/"), ran.out());
        assertTrue(
                tenant.requests().stream().noneMatch(request -> request.method().equals("PATCH")));
    }
}
