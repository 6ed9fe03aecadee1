package m365ls.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonNull;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Effect;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.run.CommandLibrary.Result;
import m365ls.script.OptionValue;
import m365ls.session.Need;
import m365ls.session.TokenAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerTest {

    private static final String WEB = "https://contoso.sharepoint.com";

    @TempDir
    private Path folder;

    private Desk desk() {
        return new Desk(folder);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome.Ran ran(Outcome outcome) {
        return assertInstanceOf(Outcome.Ran.class, outcome);
    }

    @Test
    void runsWhatReadsAtOnce() {
        Desk desk = desk();
        Outcome.Ran ran = ran(desk.run("spo", "web", "get", "--url", WEB));
        assertEquals("done\n", ran.out());
        assertEquals("fake", ran.spent().library());
        assertEquals(List.of("spo", "web", "get", "--url", WEB), desk.arguments());
        assertEquals(List.of(), desk.confirmations);
        assertEquals(List.of(Permit.Extent.READ), desk.extents);
        assertFalse(desk.works.get(0).permit().isInForce());
    }

    @Test
    void runsNothingInAWorkspaceThatIsNotTrusted() {
        Desk desk = desk().agreeing();
        assertInstanceOf(Outcome.Refused.class, desk.run(Desk::untrusted, "version"));
        assertInstanceOf(Outcome.Refused.class, desk.run(Desk::untrusted, "spo", "web", "get", "--url", WEB));
        assertEquals(List.of(), desk.works);
    }

    @Test
    void asksBeforeAWriteWithAllThatTheUserHasToKnow() {
        Desk desk = desk().agreeing();
        ran(desk.run("spo", "web", "set", "--url", WEB, "--title", "New"));
        Dialogue.Confirmation asked = desk.confirmations.get(0);
        assertEquals("anna@contoso.com", asked.account());
        assertEquals("contoso.com", asked.tenant());
        assertEquals(WEB + ", New", asked.target());
        assertEquals(List.of("spo", "web", "set", "--url", WEB, "--title", "New"), asked.arguments());
        assertFalse(asked.destroys());
        assertEquals(List.of(Permit.Extent.WRITE), desk.extents);
        assertEquals(1, desk.confirmations.size());
    }

    @Test
    void asksNobodyAboutACallThatTheToolRefuses() {
        Desk desk = desk().agreeing();
        Outcome.Ran ran = ran(desk.run("spo", "web", "remove", "--url", WEB, "--nonsense", "x"));
        assertEquals(1, ran.exitCode());
        assertTrue(ran.err().contains("nonsense") && ran.err().contains("m365 spo web remove -h"), ran.err());
        assertEquals(List.of(), desk.confirmations);
        assertEquals(List.of(), desk.works);
    }

    @Test
    void runsNoWriteWithoutAYes() {
        Desk desk = desk();
        assertInstanceOf(Outcome.Cancelled.class, desk.run("spo", "web", "remove", "--url", WEB, "--force"));
        assertTrue(desk.confirmations.get(0).destroys());
        assertEquals(List.of(), desk.works);
    }

    @Test
    void takesForceForAYesOnlyIfTheUserHasSaidSo() {
        Desk desk = desk();
        ran(desk.run(Desk.consent(Order.Consent.FORCE_COUNTS), "spo", "web", "remove", "--url", WEB, "--force"));
        assertEquals(List.of(), desk.confirmations);
        assertInstanceOf(
                Outcome.Cancelled.class,
                desk.run(Desk.consent(Order.Consent.FORCE_COUNTS), "spo", "web", "remove", "--url", WEB));
        assertEquals(1, desk.confirmations.size());
    }

    @Test
    void asksWhereTheCliDoesIfThatIsWanted() throws IOException {
        Desk desk = desk();
        UnaryOperator<Order> asCli = Desk.consent(Order.Consent.AS_THE_CLI_ASKS);
        ran(desk.run(asCli, "spo", "web", "set", "--url", WEB, "--title", "t"));
        ran(desk.run(asCli, "spo", "web", "remove", "--url", WEB, "--force"));
        Path stranger = Files.writeString(folder.resolve("stranger.txt"), "title");
        ran(desk.run(asCli, "spo", "web", "set", "--url", WEB, "--title", "@" + stranger));
        assertEquals(List.of(), desk.confirmations);
        assertInstanceOf(Outcome.Cancelled.class, desk.run(asCli, "spo", "web", "remove", "--url", WEB));
        assertInstanceOf(Outcome.Cancelled.class, desk.run(asCli, "util", "accesstoken", "get", "--resource", "graph"));
        assertEquals(2, desk.confirmations.size());
    }

    @Test
    void everyCommandThatIsNoReadAsksOnce() {
        int asked = 0;
        for (CommandSpec command : Desk.CATALOG.commands()) {
            if (command.effect() == Effect.READ
                    || List.of("request", "login", "setup").contains(command.name())) {
                continue;
            }
            Desk desk = desk().agreeing();
            // Some are refused without options, before anybody is asked.
            ran(desk.run(command.name().split(" ")));
            assertEquals(desk.works.size(), desk.confirmations.size(), command.name());
            for (Dialogue.Confirmation question : desk.confirmations) {
                assertFalse(question.account().isEmpty());
                assertFalse(question.tenant().isEmpty());
                asked++;
            }
        }
        assertTrue(asked > 300, asked + " were asked about");
    }

    @Test
    void commandsThatReadAreNeverAllowedToWrite() {
        for (CommandSpec command : Desk.CATALOG.commands()) {
            if (command.effect() == Effect.READ) {
                Desk desk = desk().agreeing();
                ran(desk.run(command.name().split(" ")));
                assertEquals(List.of(Permit.Extent.READ), desk.extents, command.name());
                boolean reveals = command.name().equals("util accesstoken get");
                assertEquals(reveals ? 1 : 0, desk.confirmations.size(), command.name());
            }
        }
    }

    @Test
    void requestIsWhatItsMethodIs() {
        Desk desk = desk().agreeing();
        desk.run("request", "--url", "@graph/me");
        desk.run("request", "--url", "@graph/me", "--method", "get");
        assertEquals(0, desk.confirmations.size());
        desk.run("request", "--url", "@graph/me", "--method", "post");
        desk.run("request", "--url", "@graph/users/1", "-m", "delete");
        assertEquals(
                List.of(false, true),
                desk.confirmations.stream().map(Dialogue.Confirmation::destroys).toList());
        assertEquals(
                List.of(Permit.Extent.READ, Permit.Extent.READ, Permit.Extent.WRITE, Permit.Extent.WRITE),
                desk.extents);
    }

    @Test
    void downloadsAskButMayNotWriteToTheService() {
        Desk desk = desk().agreeing();
        ran(desk.run("spo", "file", "get", "--webUrl", WEB, "--url", "/a.txt", "--asFile", "--path", "a.txt"));
        assertTrue(desk.confirmations.get(0).remarks().get(0).contains("a.txt"));
        assertEquals(List.of(Permit.Extent.READ), desk.extents);
    }

    @Test
    void whatIfAsksNothingAndShowsTheFirstWrite() {
        Write write = new Write("POST", WEB + "/_api/web", "{}", "It is a POST.");
        Desk desk = desk().library(work -> new Result.Stopped(new Reply.Held(write)));
        Outcome.WouldWrite would = assertInstanceOf(
                Outcome.WouldWrite.class, desk.run(Desk::whatIf, "spo", "web", "set", "--url", WEB, "--title", "x"));
        assertEquals(write, would.write());
        assertEquals(List.of(), desk.confirmations);
        assertEquals(List.of(Permit.Extent.WHAT_IF), desk.extents);
    }

    @Test
    void showsHelpForHelpAndForWhatIsNoCommand() {
        Desk desk = desk();
        Outcome.Ran help = ran(desk.run("spo", "web", "get", "--help"));
        assertEquals(0, help.exitCode());
        assertTrue(help.out().contains("--url"), help.out());
        Outcome.Ran unknown = ran(desk.run("spo", "web", "nonsense"));
        assertEquals(0, unknown.exitCode());
        assertTrue(unknown.err().contains("spo web nonsense"));
        assertTrue(unknown.out().contains("Commands groups:"));
        Outcome.Ran group = ran(desk.run("spo", "web"));
        assertEquals("", group.err());
        assertTrue(group.out().contains("  spo web get [options]"));
        assertEquals(List.of(), desk.works);
    }

    @Test
    void refusesAWordThatIsNoBoolean() {
        Outcome.Ran ran = ran(desk().run("entra", "m365group", "add", "--hideGroupInOutlook", "maybe"));
        assertEquals(1, ran.exitCode());
        assertEquals("Error: The value 'maybe' for option '--hideGroupInOutlook' is not a valid boolean\n", ran.err());
    }

    @Test
    void nobodyNeedsToBeSignedInForWhatNeedsNoToken() {
        Desk desk = desk().signedOut();
        ran(desk.run("version"));
        Outcome.SignInNeeded needed =
                assertInstanceOf(Outcome.SignInNeeded.class, desk.run("spo", "web", "get", "--url", WEB));
        assertEquals(Need.SIGN_IN, needed.needs().need());
        assertEquals(1, desk.works.size());
    }

    /** What the CLI itself says to somebody who is not signed in, with its setting {@code prompt} off. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            value = {
                "spo site get --ulr x!url: Required option not specified\\nUnrecognized key: \"ulr\"",
                "spo site get --url x!url: Specify a valid SharePoint site URL",
                "spo site get!url: Required option not specified",
                "spo site remove --ulr x!Invalid option: 'ulr'",
                "spo site remove --url x --force!'x' is not a valid SharePoint Online site URL.",
                "entra user get --id x --userName y!id: Invalid UUID",
                "spo web get --url https://x.sharepoint.com --output foo!'foo' is not a valid output type. Allowed output types"
                        + " are csv, json, md, text, none"
            })
    void whatIsWrongIsSaidBeforeWhoIsSignedIn(String call, String message) {
        Desk desk = desk().signedOut().alone();
        Outcome.Ran ran = ran(desk.run(call.split(" ")));
        String error = ran.err();
        assertTrue(error.startsWith("Error: " + message.replace("\\n", "\n")), error);
        assertEquals(1, ran.exitCode());
        assertEquals(0, desk.works.size());
    }

    @Test
    void whatIsMissingIsAskedForOnlyIfNothingElseIsWrong() {
        // Somebody who can be asked is told to sign in first.
        assertInstanceOf(Outcome.SignInNeeded.class, desk().signedOut().run("spo", "site", "get"));
        assertEquals(
                1,
                ran(desk().signedOut().run("spo", "site", "get", "--ulr", "x")).exitCode());
        Desk writer = desk().agreeing();
        writer.run("spo", "site", "remove");
        assertEquals(1, writer.works.size());
        Desk alone = desk().agreeing().alone();
        assertEquals(1, ran(alone.run("spo", "site", "remove")).exitCode());
        assertEquals(List.of(), alone.confirmations);
    }

    @Test
    void aNameThatIsNoCommandShowsHelpToWhoeverAsks() {
        assertEquals(0, ran(desk().signedOut().run("spo", "site", "removee")).exitCode());
    }

    @Test
    void aConnectionThatIsNotThereIsRefused() {
        Outcome outcome = desk().run(
                        order -> new Order(
                                order.arguments(),
                                "nobody",
                                order.place(),
                                order.library(),
                                false,
                                order.consent(),
                                false,
                                order.outputFile()),
                        "version");
        assertInstanceOf(Outcome.Refused.class, outcome);
    }

    @Test
    void putsInTheContentOfAFile() throws IOException {
        write("body.json", "-{\"a\": 1}\n");
        Desk desk = desk().agreeing();
        ran(desk.run(
                "request",
                "--url",
                "@graph/me",
                "--method",
                "post",
                "--content-type",
                "text/plain",
                "--body",
                "@body.json"));
        assertEquals(
                new OptionValue.Text("-{\"a\": 1}\n"),
                desk.works.get(0).options().get("body"));
        assertEquals(
                List.of(
                        "request",
                        "--url",
                        "@graph/me",
                        "--method",
                        "post",
                        "--content-type",
                        "text/plain",
                        "--body=-{\"a\": 1}\n"),
                desk.arguments());
        Dialogue.Confirmation asked = desk.confirmations.get(0);
        assertTrue(asked.arguments().contains("@body.json"));
        assertTrue(asked.remarks().get(0).endsWith("body.json, 10 bytes."), asked.remarks()::toString);
    }

    @Test
    void whatWasReadIsWhatRunsWhateverTheFileBecomes() throws IOException {
        write("title.txt", "first");
        Desk desk = desk().agreeing().library(work -> {
            write("title.txt", "second");
            return new Result.Done(JsonNull.INSTANCE, "", "", 0);
        });
        ran(desk.run("spo", "web", "set", "--url", WEB, "--title", "@title.txt"));
        assertEquals(new OptionValue.Text("first"), desk.works.get(0).options().get("title"));
    }

    @Test
    void aFileThatIsNotThereIsAValue() {
        Desk desk = desk();
        ran(desk.run("request", "--url", "@graph/me"));
        assertEquals(List.of("request", "--url", "@graph/me"), desk.arguments());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsNoSpecialFilesAndNoneOutsideWithoutAYes() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path secret = Files.writeString(folder.resolve("id_rsa"), "secret");
        Files.createSymbolicLink(inside.resolve("link"), secret);
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", inside.resolve("pipe").toString())
                        .start()
                        .waitFor());
        for (String name : List.of("../id_rsa", secret.toString(), "link")) {
            Desk desk = new Desk(inside);
            assertInstanceOf(Outcome.Cancelled.class, desk.run("request", "--url", "@" + name), name);
            assertTrue(desk.confirmations.get(0).remarks().stream().anyMatch(remark -> remark.contains("outside")));
            assertEquals(List.of(), desk.works);
        }
        for (String name : List.of("/dev/zero", "/proc/self/environ", "pipe", "/dev/stdin", ".")) {
            Desk desk = new Desk(inside).agreeing();
            assertInstanceOf(Outcome.Refused.class, desk.run("request", "--url", "@" + name), name);
            assertEquals(List.of(), desk.works);
        }
    }

    @Test
    void readsNoFileOfMoreThanTenMegabytes() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        Desk desk = desk().agreeing();
        assertInstanceOf(Outcome.Refused.class, desk.run("request", "--url", "@large"));
    }

    @Test
    void takesOptionsFromTheContextFile() throws IOException {
        write(
                ".m365rc.json",
                "{\"context\": {\"webUrl\": \"" + WEB + "\", \"title\": \"\", \"id\": 5, \"other\": \"x\"}}");
        Desk desk = desk();
        ran(desk.run("spo", "list", "get", "--title", "Docs"));
        assertEquals(
                List.of("spo", "list", "get", "--title", "Docs", "--id", "5", "--webUrl", WEB),
                sorted(desk.arguments()));
    }

    /** Options come in the command's order, which is not the point. */
    private static List<String> sorted(List<String> arguments) {
        int webUrl = arguments.indexOf("--webUrl");
        int id = arguments.indexOf("--id");
        List<String> sorted = new ArrayList<>(arguments.subList(0, 5));
        sorted.addAll(arguments.subList(id, id + 2));
        sorted.addAll(arguments.subList(webUrl, webUrl + 2));
        assertEquals(arguments.size(), sorted.size());
        return sorted;
    }

    @Test
    void aContextFileThatCannotBeReadEndsTheRun() throws IOException {
        write(".m365rc.json", "{");
        Outcome.Ran ran = ran(desk().run("spo", "list", "get", "--webUrl", WEB));
        assertEquals("Error: Error parsing .m365rc.json\n", ran.err());
        assertEquals(1, ran.exitCode());
    }

    @Test
    void asksWhichApplicationOfTheContextFileIsMeant() throws IOException {
        write(".m365rc.json", "{\"apps\": [{\"appId\": \"a\"}, {\"appId\": \"b\"}]}");
        Desk desk = desk();
        desk.choices.add(1);
        ran(desk.run("app", "get"));
        assertEquals(List.of("app", "get", "--appId", "b"), desk.arguments());
        assertInstanceOf(Outcome.Cancelled.class, desk().run("app", "get"));
    }

    @Test
    void putsInWhoTheUserIs() {
        Desk desk = desk();
        ran(desk.run("entra", "user", "get", "--id", "@meId"));
        assertEquals(
                List.of("entra", "user", "get", "--id", Desk.ANNA.identity().objectId()), desk.arguments());
        Outcome.Ran robot = ran(desk().signedIn(Desk.ROBOT).run("entra", "user", "get", "--userName", "@meUserName"));
        assertEquals(1, robot.exitCode());
        assertTrue(robot.err().contains("@meUserName"));
    }

    @Test
    void prefersTheFirstLibraryThatHasTheCommand() {
        Desk desk = desk();
        Desk other = desk();
        desk.has.add("spo site list");
        Runner runner = desk.runner(desk.library("native"), other.library("hosted"));
        runner.run(desk.order("spo", "site", "list"), desk);
        runner.run(desk.order("spo", "web", "get", "--url", WEB), desk);
        assertEquals(1, desk.works.size());
        assertEquals("spo web get", other.works.get(0).command().name());
    }

    @Test
    void triesTheNextLibraryIfTheFirstCannot() {
        Desk desk = desk().library(work -> new Result.Unable("Not this way."));
        Desk other = desk();
        Outcome outcome = desk.runner(desk.library("native"), other.library("hosted"))
                .run(desk.order("spo", "site", "list"), desk);
        assertEquals("hosted", ran(outcome).spent().library());
        Outcome alone = desk.run("spo", "site", "list");
        assertEquals(
                "Not this way.", assertInstanceOf(Outcome.Refused.class, alone).reason());
    }

    @Test
    void aRunThatIsStoppedSaysWhy() {
        TokenAnswer.Needs needs = new TokenAnswer.Needs(Need.CONSENT, "Consent.", "", Duration.ZERO, "");
        assertEquals(
                needs,
                assertInstanceOf(Outcome.SignInNeeded.class, stopped(new Reply.NoToken(needs)))
                        .needs());
        assertInstanceOf(Outcome.Refused.class, stopped(new Reply.Refused("No.")));
        assertEquals(
                "req",
                assertInstanceOf(Outcome.Unknown.class, stopped(new Reply.Failed("?", true, "req")))
                        .requestId());
        Outcome.Ran failed = ran(stopped(new Reply.Failed("The line broke.", false, "")));
        assertEquals("Error: The line broke.\n", failed.err());
        assertEquals(1, failed.exitCode());
    }

    private Outcome stopped(Reply reply) {
        return desk().library(work -> new Result.Stopped(reply)).run("spo", "web", "get", "--url", WEB);
    }

    @Test
    void writesTheOutputToAFileAndAsksBeforeItReplacesOne() throws IOException {
        Path file = folder.resolve("out.json");
        Desk desk = desk();
        ran(desk.run(Desk.into(file), "spo", "web", "get", "--url", WEB));
        assertEquals("done\n", Files.readString(file));
        assertEquals(List.of(), desk.confirmations);
        assertInstanceOf(Outcome.Cancelled.class, desk.run(Desk.into(file), "spo", "web", "get", "--url", WEB));
        assertTrue(desk.confirmations.get(0).remarks().get(0).contains("replaced"));
    }

    @Test
    void aFileThatHasComeToBeThereMeanwhileIsNotReplaced() throws IOException {
        Path file = folder.resolve("out.json");
        Desk desk = desk().library(work -> {
            write("out.json", "somebody's");
            return new Result.Done(JsonNull.INSTANCE, "ours", "", 0);
        });
        Outcome.Ran ran = ran(desk.run(Desk.into(file), "spo", "web", "get", "--url", WEB));
        assertEquals(1, ran.exitCode());
        assertTrue(ran.err().contains("not replaced"), ran.err());
        assertEquals("ours\n", ran.out());
        assertEquals("somebody's", Files.readString(file));
    }

    @Test
    void keepsNoSecretsInTheHistory() {
        Desk desk = desk().agreeing();
        ran(desk.run("entra", "user", "hibp", "--userName", "a@b.c", "--apiKey", "canary1"));
        ran(desk.run("util", "accesstoken", "get", "--resource", "graph"));
        ran(desk.run("entra", "user", "add", "--displayName", "x", "--password", "canary2"));
        ran(desk.run("request", "--url", "@graph/me", "--authorization", "Bearer canary3canary3"));
        ran(desk.run("spo", "web", "get", "--url", WEB));
        List<History.Entry> entries = desk.history().of("file:///work");
        assertEquals(List.of("spo", "web", "get", "--url", WEB), entries.get(0).arguments());
        assertFalse(entries.toString().contains("canary"), entries::toString);
        assertEquals(3, entries.size(), entries::toString);
        assertEquals(
                List.of(WEB),
                desk.history().values("file:///work", "url", Desk.CATALOG).subList(0, 1));
        assertEquals(List.of(), desk.history().of("file:///other"));
    }

    @Test
    void showsNoSecretsInTheQuestion() {
        Desk desk = desk();
        desk.run("entra", "user", "add", "--displayName", "x", "--password", "canary");
        assertFalse(desk.confirmations.toString().contains("canary"));
    }

    @Test
    void saysWhyALibraryLeavesACommandOut() {
        Desk desk = desk().agreeing();
        CommandLibrary without = new CommandLibrary() {
            @Override
            public String name() {
                return "hosted";
            }

            @Override
            public boolean has(CommandSpec command) {
                return false;
            }

            @Override
            public Optional<String> reasonAgainst(CommandSpec command) {
                return command.name().equals("teams cache remove") ? Optional.of("Not here.") : Optional.empty();
            }

            @Override
            public Result run(Work work) {
                throw new AssertionError(work);
            }
        };
        Runner runner = desk.runner(without);
        assertEquals(new Outcome.Refused("Not here."), runner.run(desk.order("teams", "cache", "remove"), desk));
        assertEquals(new Outcome.Refused("'version' is not run here."), runner.run(desk.order("version"), desk));
        assertEquals(List.of(), desk.confirmations);
    }

    @Test
    void theHistoryIsBounded() {
        Desk desk = desk();
        for (int i = 0; i < History.MOST + 5; i++) {
            desk.run("spo", "web", "get", "--url", WEB + "/" + i);
        }
        List<History.Entry> entries = desk.history().of("file:///work");
        assertEquals(History.MOST, entries.size());
        assertEquals(WEB + "/" + (History.MOST + 4), entries.get(0).arguments().get(4));
    }
}
