package m365ls.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.run.CommandLibrary.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Terminals, whose {@code m365} runs in this process, and visitors that mean no good. */
@Timeout(60)
final class TerminalsTest {

    private static final String OTHER = "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210";

    @TempDir
    private Path folder;

    private Desk desk = new Desk(Path.of("."), Terminals.Limits.USUAL);

    @BeforeEach
    void start() {
        desk = new Desk(folder.resolve("a folder"), Terminals.Limits.USUAL);
    }

    @AfterEach
    void stop() throws IOException {
        desk.close();
    }

    // ---- calls ----

    @Test
    void printsWhatTheCommandPrintsAndEndsWithItsExitCode() {
        desk.open(false);
        desk.doing = work -> Desk.done("ä\n€\uD83D\uDE00", "Error: no", 3);
        assertEquals(new Desk.Printed("ä\n€\uD83D\uDE00\n", "Error: no\n", 3), desk.call("spo", "site", "list"));
    }

    @Test
    void printsMuch() {
        desk.open(false);
        String much = "\uD83D\uDE00".repeat(300_000) + "x" + "\uD83D\uDE00".repeat(300_000);
        desk.doing = work -> Desk.done(much, "", 0);
        assertEquals(much + "\n", desk.call("spo", "site", "list").out());
    }

    @Test
    void handsOverFolderAndArgumentsAsTheyAre() throws InterruptedException {
        desk.open(false);
        desk.call("spo", "list", "get", "--webUrl", "", "--title", " a \"b\" 'c'\n$d %e% ü\uD83D\uDE00 ", "-o", "text");
        assertEquals(
                List.of(
                        "spo",
                        "list",
                        "get",
                        "--webUrl",
                        "",
                        "--title",
                        " a \"b\" 'c'\n$d %e% ü\uD83D\uDE00 ",
                        "-o",
                        "text"),
                desk.works.element().arguments());
        assertEquals(desk.folder(), desk.works.take().folder());
    }

    @Test
    void showsHelpWithoutArguments() {
        desk.open(false);
        Desk.Printed printed = desk.call();
        assertEquals(0, printed.exitCode());
        assertFalse(printed.out().isEmpty());
        assertTrue(desk.works.isEmpty());
    }

    @Test
    void writesWithoutAQuestion() {
        desk.open(false);
        assertEquals(
                new Desk.Printed("done\n", "", 0),
                desk.call("spo", "web", "set", "--url", "https://x", "--title", "t"));
        assertEquals(
                new Desk.Printed("done\n", "", 0), desk.call("spo", "web", "remove", "--url", "https://x", "--force"));
    }

    @Test
    void asksBeforeItDeletesAsTheCliDoes() {
        desk.open(false);
        ByteArrayInputStream typed = new ByteArrayInputStream("Yes\r\nrest".getBytes(StandardCharsets.UTF_8));
        Desk.Printed yes = desk.callAs(Desk.SECRET, typed, "spo", "web", "remove", "--url", "https://x");
        assertEquals(0, yes.exitCode());
        assertEquals("done\n", yes.out());
        assertTrue(yes.err().contains("as anna@contoso.com") && yes.err().contains("https://x"), yes::err);
        assertEquals("rest", new String(typed.readAllBytes(), StandardCharsets.UTF_8), "another program's input");
        for (String no : List.of("", "\n", "n\n", "yesterday\n")) {
            Desk.Printed printed = desk.answering(no, "spo", "web", "remove", "--url", "https://x");
            assertEquals(1, printed.exitCode(), no);
            assertTrue(printed.err().endsWith("m365: Given up.\n"), printed::err);
        }
        assertEquals(1, desk.works.size());
    }

    @Test
    void asksBeforeItShowsAToken() {
        desk.open(false);
        Desk.Printed printed = desk.call("util", "accesstoken", "get", "--resource", "https://graph.microsoft.com");
        assertEquals(1, printed.exitCode());
        assertTrue(printed.err().contains("An access token is shown."), printed::err);
        assertTrue(desk.works.isEmpty());
    }

    @Test
    void readsNothingOfStandardInputIfNothingIsAsked() {
        desk.open(false);
        ByteArrayInputStream lines = new ByteArrayInputStream(new byte[] {'a', '\n'});
        desk.callAs(Desk.SECRET, lines, "spo", "site", "list");
        assertEquals(2, lines.available());
    }

    @Test
    void aQuestionCannotSteerTheTerminal() {
        desk.open(false);
        Desk.Printed printed = desk.call("spo", "web", "remove", "--url", "https://x\u001B[2J\r\n(y/N) \u202Ey");
        assertFalse(printed.err().contains("\u001B") || printed.err().contains("\u202E"), printed::err);
        assertEquals(List.of(), desk.ran());
    }

    // ---- what if ----

    @Test
    void showsWhatWouldBeSentAndGoesOn() {
        desk.open(true);
        Write write = new Write("POST", "https://contoso.sharepoint.com/_api/web", "{\"Title\":\"t\"}", "It changes.");
        desk.doing = work -> new Result.Stopped(new Reply.Held(write));
        Desk.Printed printed = desk.call("spo", "web", "remove", "--url", "https://x");
        assertEquals(0, printed.exitCode());
        assertEquals("", printed.out());
        assertTrue(
                printed.err().startsWith("m365: would send POST https://contoso.sharepoint.com/_api/web\n"),
                printed::err);
        assertTrue(printed.err().contains("{\"Title\":\"t\"}"), printed::err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "logout",
                "setup",
                "connection use --name bert",
                "cli config set --key output --value text"
            })
    void changesNothingOfTheEditorFromAWhatIfTerminal(String call) {
        desk.open(true);
        Desk.Printed printed = desk.call(call.split(" "));
        assertEquals(0, printed.exitCode());
        assertTrue(printed.err().contains("is not run"), printed::err);
        assertTrue(desk.works.isEmpty());
    }

    // ---- whose sign-in ----

    @Test
    void keepsTheSignInThatItWasOpenedWith() throws InterruptedException {
        desk.open(false);
        desk.active = Optional.of(Desk.BERT);
        desk.call("spo", "site", "list");
        assertEquals(Optional.of(Desk.ANNA), desk.works.take().permit().connection());
        Desk.Printed status = desk.call("status");
        assertTrue(status.err().contains("This terminal uses the sign-in 'anna'"), status::err);
    }

    @Test
    void followsASignInThatIsMadeInIt() throws InterruptedException {
        desk.active = Optional.empty();
        desk.open(false);
        Desk.Printed nobody = desk.call("spo", "site", "list");
        assertEquals(1, nobody.exitCode());
        assertTrue(nobody.err().contains("Nobody was signed in when this terminal was opened."), nobody::err);
        // That somebody signs in elsewhere is no consent to run here.
        desk.active = Optional.of(Desk.BERT);
        assertEquals(1, desk.call("spo", "site", "list").exitCode());
        Desk.Printed login = desk.call("login");
        assertEquals(0, login.exitCode());
        assertTrue(login.err().startsWith("m365: 'login' acts on the editor's session.\n"), login::err);
        assertTrue(login.err().contains("This terminal uses the sign-in 'bert'"), login::err);
        desk.works.clear();
        desk.call("spo", "site", "list");
        assertEquals(Optional.of(Desk.BERT), desk.works.take().permit().connection());
    }

    @Test
    void saysThatItsAccountIsSignedOut() {
        desk.open(false);
        Desk.Printed logout = desk.call("logout");
        assertTrue(logout.err().contains("'logout' acts on the editor's session."), logout::err);
        desk.connections.clear();
        Desk.Printed printed = desk.call("spo", "site", "list");
        assertEquals(1, printed.exitCode());
        assertTrue(printed.err().contains("The account of this terminal is signed out."), printed::err);
    }

    @Test
    void runsNothingOnceTheWorkspaceIsNotTrustedAnyMore() {
        desk.open(false);
        desk.trusted = false;
        assertEquals(1, desk.call("spo", "site", "list").exitCode());
        assertTrue(desk.works.isEmpty());
    }

    // ---- the end ----

    @Test
    void cancelsTheCallOfAProgramThatIsGone() throws Exception {
        TerminalFiles files = desk.open(false);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        desk.doing = work -> waitForEver(begun, interrupted);
        try (Frames frames = visit(files)) {
            order(frames, "spo", "site", "list");
            begun.await();
        }
        interrupted.await();
    }

    @Test
    void endsCallsWithTheirTerminalAndLetsNoOtherIn() throws Exception {
        TerminalFiles files = desk.open(false);
        desk.open("other", OTHER, false);
        CountDownLatch begun = new CountDownLatch(1);
        desk.doing = work -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return Desk.done("", "", 0);
        };
        try (Frames frames = visit(files)) {
            order(frames, "spo", "site", "list");
            begun.await();
            assertTrue(desk.terminals.close("terminal"));
            assertEquals(Optional.empty(), frames.read(100));
        }
        assertFalse(desk.terminals.close("terminal"));
        Desk.Printed late = desk.call("spo", "site", "list");
        assertEquals(1, late.exitCode());
        assertTrue(late.err().contains("has closed this terminal"), late::err);
        desk.doing = work -> Desk.done("other", "", 0);
        assertEquals("other\n", desk.callAs(OTHER, "", "spo", "site", "list").out());
    }

    @Test
    void leavesNothingBehind() throws Exception {
        TerminalFiles files = desk.open(false);
        assertTrue(Files.exists(files.socket()));
        desk.close();
        assertFalse(Files.exists(files.folder()));
        assertEquals(1, desk.call("version").exitCode());
    }

    // ---- strangers ----

    @Test
    void nobodyElseCanEnterTheFolder() throws IOException {
        TerminalFiles files = desk.open(false);
        assumeTrue(Files.getFileStore(files.folder()).supportsFileAttributeView("posix"), "no permissions here");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.folder())));
        try (var all = Files.walk(files.folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(Desk.SECRET), file::toString);
            }
        }
    }

    @Test
    void refusesSecretsThatAreNoneAndIdsThatWereUsed() throws InterruptedException {
        desk.open(false);
        for (String secret : List.of("", "short", "a".repeat(31), "a".repeat(201), "a".repeat(40) + "\n")) {
            assertInstanceOf(
                    Terminals.Answer.Refused.class,
                    desk.terminals.open(new Terminals.Wish("new" + secret.length(), secret, "", "", false)));
        }
        desk.terminals.close("terminal");
        assertInstanceOf(
                Terminals.Answer.Refused.class,
                desk.terminals.open(new Terminals.Wish("terminal", OTHER, "", "", false)));
        assertInstanceOf(
                Terminals.Answer.Refused.class,
                desk.terminals.open(new Terminals.Wish("third", OTHER, "nobody", "", false)));
    }

    private static Frames visit(TerminalFiles files) throws IOException {
        return new Frames(SocketChannel.open(UnixDomainSocketAddress.of(files.socket())));
    }

    private void order(Frames frames, String... arguments) throws IOException {
        frames.write(Frame.Kind.HELLO, Desk.SECRET);
        frames.write(Frame.Kind.RUN, desk.folder() + "\0" + String.join("\0", arguments) + "\0");
    }

    /** All that the server says to who sends these bytes and then waits. */
    private static String said(TerminalFiles files, byte[]... sent) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(files.socket()))) {
            ByteBuffer said = ByteBuffer.allocate(10_000);
            try {
                for (byte[] part : sent) {
                    channel.write(ByteBuffer.wrap(part));
                }
                while (channel.read(said) >= 0) {
                    assertTrue(said.hasRemaining());
                }
            } catch (IOException e) {
                // It hung up while something was still on the way to it.
                return text(said);
            }
            return text(said);
        }
    }

    private static String text(ByteBuffer said) {
        return StandardCharsets.UTF_8.decode(said.duplicate().flip()).toString();
    }

    private static byte[] frame(char mark, int length, String rest) {
        byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) mark)
                .putInt(length)
                .put(bytes)
                .array();
    }

    private static byte[] frame(char mark, String rest) {
        return frame(mark, rest.length(), rest);
    }

    @Test
    void saysNothingToWhoDoesNotKnowASecret() throws IOException {
        TerminalFiles files = desk.open(false);
        byte[] run = frame('R', desk.folder() + "\0version\0");
        assertEquals("", said(files, frame('H', OTHER), run));
        assertEquals("", said(files, frame('H', ""), run));
        assertEquals("", said(files, frame('H', Desk.SECRET + "x"), run));
        assertEquals("", said(files, frame('H', Desk.SECRET.substring(1)), run));
        assertEquals("", said(files, run));
        assertEquals("", said(files, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        assertTrue(desk.works.isEmpty());
    }

    @Test
    void hangsUpOnWhatIsNoFrame() throws IOException {
        TerminalFiles files = desk.open(false);
        byte[] hello = frame('H', Desk.SECRET);
        assertEquals("", said(files, frame('H', Integer.MAX_VALUE, "")));
        assertEquals("", said(files, frame('H', -1, "")));
        assertEquals("", said(files, frame('H', 257, "x".repeat(257))));
        assertEquals("", said(files, hello, frame('R', (4 << 20) + 1, "")));
        assertEquals("", said(files, hello, frame('?', "")));
        assertEquals("", said(files, hello, frame('A', "y")));
        assertTrue(said(files, hello, frame('R', "no/folder\0version\0")).contains("The working folder is not there."));
        assertTrue(said(files, hello, frame('R', "")).contains("The working folder is not there."));
        assertTrue(said(files, hello, frame('R', desk.folder() + "\0half")).contains("The working folder"));
        assertTrue(desk.works.isEmpty());
        assertEquals(0, desk.call("spo", "site", "list").exitCode());
    }

    @Test
    void endsACallThatDoesNotKeepToTheOrder() throws Exception {
        TerminalFiles files = desk.open(false);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        desk.doing = work -> waitForEver(running, interrupted);
        try (Frames frames = visit(files)) {
            order(frames, "spo", "site", "list");
            running.await();
            frames.write(Frame.Kind.RUN, desk.folder() + "\0spo\0site\0list\0");
            interrupted.await();
            assertEquals(Optional.empty(), frames.read(10_000));
        }
    }

    @Test
    void sendsAwayWhoDoesNotSayWhatItWants() throws IOException {
        desk.close();
        desk = new Desk(folder.resolve("b"), new Terminals.Limits(4, 1));
        TerminalFiles files = desk.open(false);
        assertEquals("", said(files));
        assertEquals("", said(files, new byte[] {'H', 0, 0}));
    }

    @Test
    void servesNoMoreThanItsLimitAtATime() throws Exception {
        desk.close();
        desk = new Desk(folder.resolve("c"), new Terminals.Limits(3, 60_000));
        TerminalFiles files = desk.open(false);
        List<Frames> silent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            silent.add(visit(files));
        }
        try (Frames fourth = visit(files)) {
            assertEquals(Optional.empty(), fourth.read(100));
        }
        for (Frames each : silent) {
            each.close();
        }
        // Places come free when the server has seen the ends.
        while (desk.call("spo", "site", "list").exitCode() != 0) {
            Thread.onSpinWait();
        }
        assertEquals(1, desk.works.size());
    }

    @Test
    void aProgramThatDoesNotReadHoldsUpNobody() throws Exception {
        TerminalFiles files = desk.open(false);
        desk.doing = work -> new Result.Done(JsonNull.INSTANCE, "x".repeat(4 << 20), "", 0);
        List<Frames> deaf = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Frames frames = visit(files);
            order(frames, "spo", "site", "list");
            deaf.add(frames);
        }
        for (int i = 0; i < 12; i++) {
            desk.works.take();
        }
        desk.doing = work -> Desk.done("next", "", 0);
        assertEquals("next\n", desk.call("spo", "site", "list").out());
        for (Frames each : deaf) {
            each.close();
        }
    }

    /** A command that never ends by itself: says that it has begun, and that it was interrupted. */
    private static Result waitForEver(CountDownLatch begun, CountDownLatch interrupted) throws InterruptedException {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
        return Desk.done("", "", 0);
    }
}
